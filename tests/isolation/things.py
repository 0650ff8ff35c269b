"""One of everything in a home: documents as the machines leave them, ledger, identity, trail."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils import timezone
from PIL import Image
from stdnum.iban import calc_check_digits

from finance.models import (
    AccountKind,
    CategoryKind,
    Channel,
    CommentKind,
    Document,
    DocumentAttachment,
    DocumentLink,
    DocumentPage,
    DocumentPassword,
    DocumentReading,
    DocumentState,
    DocumentTable,
    DocumentTraits,
    DuplicateMark,
    ExportFormat,
    ExtractedField,
    Extraction,
    Finding,
    ImportMapping,
    ImportRow,
    LineItem,
    LinkKind,
    PairKind,
    PendingDeletion,
    Project,
    ReconciledTransaction,
    Reconciliation,
    StatementImport,
    Tag,
    Transaction,
    TransactionKind,
    TransactionTag,
    TwinReason,
    TwinStrength,
    VendorAlias,
    Verdict,
)
from finance.selectors.ledger_slice import LedgerSlice
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.comments import comment_create
from finance.services.document_files import BLOBS
from finance.services.documents import document_receive
from finance.services.exports import export_request
from finance.services.imports import import_read, import_receive
from finance.services.own_rates import own_rate_create
from finance.services.transactions import PostingDraft, transaction_create
from finance.services.vendors import vendor_create
from services.einvoice.codec import einvoice_to_json
from services.einvoice.model import EInvoice, Syntax, Term
from services.reading.codec import table_to_json
from services.storage.names import preview_name
from services.types import Cell, Table, TableOrigin
from tests.imports.tables import TABLES
from tests.isolation.homes import Home, open_home
from users.audit.services import audit_record
from users.keys.service_accounts import service_account_create
from users.models import IdempotencyRecord, WorkspaceIdentity
from users.tenancy.actor import acting
from users.workspaces.invitations import invitation_create
from users.workspaces.roles import Role
from utils.ids import new_id

PDF = (Path(__file__).parents[2] / "samples" / "invoice.pdf").read_bytes()
DAY = datetime.date(2026, 11, 20)


def make_home(mark: str) -> Home:
    """A home with everybody and one of everything in it."""
    home = open_home(mark)
    with acting(home.owner):
        for make in MAKERS_OF_THINGS:
            make(home)
    return home


def pdf(home: Home, what: str) -> bytes:
    """Bytes of a document that no other one has."""
    return PDF + f"\n% {home.mark} {what}".encode()


def make_document(home: Home, what: str, *, by: Role = Role.OWNER, **changes: Any) -> Document:
    """A document that waits for a review, with page, fields, line and finding; a mark in each text."""
    text = partial(home.text, reach="OWN" if by is Role.UPLOADER else "CLOSED")
    content = BytesIO(pdf(home, what))
    sent = document_receive(actor=home.actors[by], content=content, filename=f"{text(what)}.pdf", channel=Channel.API).document
    of = {"workspace_id": home.workspace.id, "document": sent}
    _page(sent, of, text("word"))
    _fields(of, text)
    LineItem.objects.create(
        **of,
        position=1,
        description=text("line"),
        amount=Decimal("12.50"),
        quantity=2,
        unit=text("")[:16],
        tax_mark=text("")[:16],
    )
    DocumentTable.objects.create(
        **of, number=1, page=1, origin="unruled", title=text("table"), row_count=1, column_count=1,
        content=table_to_json(Table(1, ((Cell(text("cell of a table")),),), TableOrigin.UNRULED, 1, title=text("table"))),
    )  # fmt: skip
    DocumentReading.objects.create(
        **of, attempt=1, reader_version="2", policy="best", sender=text("sender"), einvoice=_einvoice(text("e-invoice"))
    )
    DocumentAttachment.objects.create(
        **of, number=1, name=text("enclosure"), media_type="", size_bytes=1, refused_code="odd", refused_detail=text("refusal")
    )
    Finding.objects.create(**of, code="total_unproven", severity="doubt", message=text("finding"), fields=["total"])
    told = {"state": DocumentState.NEEDS_REVIEW, "kind": "receipt", "error_code": "odd", "error_detail": text("error")}
    Document.objects.filter(id=sent.id).update(**{**told, **changes})
    sent.refresh_from_db()
    return sent


def _einvoice(seller: str) -> dict[str, Any]:
    return einvoice_to_json(EInvoice(Syntax.UBL, "", False, {"BT-27": Term(seller, "/Invoice/cbc:ID")}))


def _page(document: Document, of: dict[str, Any], word: str) -> None:
    name = preview_name(document.workspace_id, document.id, 1, 1)
    held = BytesIO()
    Image.new("RGB", (20, 40), "white").save(held, "WEBP")
    BLOBS.put_derived(name, held.getvalue())
    words = [[word, 0.1, 0.2, 0.3, 0.4, 0, 1.0]]
    DocumentPage.objects.create(**of, number=1, width=595, height=842, unit="pt", source="text", words=words, preview_name=name)


def _fields(of: dict[str, Any], text: Callable[[str], str]) -> None:
    extraction = Extraction.objects.create(
        **of, attempt=1, provider="offline", seen_by=["offline"], kind="receipt", kind_confidence=1, proven=False,
        review=["total"], seconds=1,
    )  # fmt: skip
    values = {"vendor": text("vendor"), "date": DAY.isoformat(), "total": "12.50", "currency": "EUR"}
    for name, value in values.items():
        ExtractedField.objects.create(
            **of, extraction=extraction, name=name, value=value, printed=text(f"printed {name}"), origin="machine",
            source="offline", doubtful=name == "total", confidence=Decimal("0.9"), page=1,
            box=[Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("0.4")], evidence_text=text("evidence"),
            evidence_source="text",
        )  # fmt: skip


def make_transaction(home: Home, **said: Any) -> Transaction:
    """An expense of 12.50 from the bank account."""
    postings = [
        PostingDraft(Decimal("-12.50"), "EUR", account=home.rows["account"], memo=home.text("memo")),
        PostingDraft(Decimal("12.50"), "EUR", category=home.rows["category"], memo=home.text("memo")),
    ]
    told = {"date": DAY, "description": home.text("description"), "notes": home.text("notes"), "postings": postings}
    return transaction_create(actor=home.owner, kind=TransactionKind.EXPENSE, **{**told, **said})


def marked_iban(mark: str) -> str:
    """A right number (Malta's hold letters) with the mark in it."""
    number = f"MT00MALT01100{mark:0<18}"
    return f"MT{calc_check_digits(number)}{number[4:]}"


def _ledger(home: Home) -> None:
    iban = marked_iban(home.mark)
    home.rows["account"] = account_create(
        actor=home.owner, name=home.text("bank"), kind=AccountKind.BANK, currency="EUR", iban=iban, last4="4711"
    )
    home.rows["category"] = category_create(actor=home.owner, name=home.text("category"), kind=CategoryKind.EXPENSE)
    vendor = vendor_create(actor=home.owner, name=home.text("vendor"), tax_id=f"DE{home.mark}", iban=iban)
    alias = home.text("alias")
    VendorAlias.objects.create(workspace_id=home.workspace.id, vendor=vendor, name=alias, match_key=alias.lower())
    home.rows["vendor"] = vendor


def _documents(home: Home) -> None:
    home.rows["document"] = make_document(home, "owners document")
    home.rows["own_document"] = make_document(home, "uploaders document", by=Role.UPLOADER)
    PendingDeletion.objects.create(workspace_id=home.workspace.id, storage_name=home.text("file"))
    home.rows["document_password"] = DocumentPassword.objects.create(
        workspace_id=home.workspace.id, document=home.rows["document"], password="kestrel-planted", sender=home.text("sender")
    )


def _transactions(home: Home) -> None:
    home.rows["transaction"] = make_transaction(home, vendor=home.rows["vendor"], document=home.rows["document"])


def _twins(home: Home) -> None:
    of = {"workspace_id": home.workspace.id}
    older, newer = home.rows["document"], home.rows["own_document"]
    DocumentTraits.objects.create(**of, document=older, vendor=home.text("vendor"), number=home.text("number")[:64])
    DocumentLink.objects.create(**of, first=older, second=newer, kind=LinkKind.RELATED, by_machine=True)
    home.rows["duplicate"] = DuplicateMark.objects.create(
        **of, kind=PairKind.DOCUMENT, first_document=older, second_document=newer, reason=TwinReason.MEANING,
        strength=TwinStrength.WEAK,
    )  # fmt: skip


def _labels(home: Home) -> None:
    of = {"workspace_id": home.workspace.id}
    home.rows["project"] = Project.objects.create(**of, name=home.text("project"))
    home.rows["tag"] = Tag.objects.create(**of, name=home.text("tag"))
    TransactionTag.objects.create(**of, transaction=home.rows["transaction"], tag=home.rows["tag"])


def _comments(home: Home) -> None:
    for what in ("transaction", "document"):
        home.rows[f"comment_on_{what}"] = comment_create(
            actor=home.owner, about=home.rows[what], kind=CommentKind.QUESTION, text=home.text(f"question about {what}")
        )


def _reconciliation(home: Home) -> None:
    of = {"workspace_id": home.workspace.id}
    row = Reconciliation.objects.create(**of, account=home.rows["account"], date=DAY, stated_balance=Decimal("-3.21"))
    ReconciledTransaction.objects.create(**of, reconciliation=row, transaction=home.rows["transaction"])
    home.rows["reconciliation"] = row


def _identity(home: Home) -> None:
    home.rows["identity"] = WorkspaceIdentity.objects.create(workspace=home.workspace, kind="name", value=home.text("identity"))


def _trail(home: Home) -> None:
    home.rows["event"] = audit_record(
        actor=home.owner, action="workspace_created", subject_type="workspace", subject_id=home.workspace.id,
        data={"note": home.text("audit")},
    )  # fmt: skip


def _service_account(home: Home) -> None:
    home.rows["service_account"] = service_account_create(actor=home.owner, name=home.text("service"), role=Role.MEMBER)


def _invitation(home: Home) -> None:
    email = f"{home.mark}CLOSED@example.org"
    made = invitation_create(actor=home.owner, role=Role.MEMBER, now=timezone.now(), email=email)
    home.rows["invitation"], home.rows["workspace"] = made.invitation, home.workspace
    home.rows["owner"] = home.user(Role.OWNER)


def _kept_answer(home: Home) -> None:
    now = timezone.now()
    IdempotencyRecord.objects.create(
        workspace_id=home.workspace.id, user=home.user(Role.OWNER), place="0" * 64, request_digest="0" * 64, claim=new_id(),
        locked_until=now, created_at=now, status=200, body=home.text("kept answer"),
    )  # fmt: skip


def _export(home: Home) -> None:
    home.rows["export"] = export_request(actor=home.owner, kind=ExportFormat.CSV, part=LedgerSlice())


def _own_rate(home: Home) -> None:
    home.rows["own_rate"] = own_rate_create(
        actor=home.owner, date=DAY, currency="USD", rate=Decimal("0.9"), note=home.text("rate")
    )


def statement_csv(home: Home) -> bytes:
    """A file of one row, with a mark in each of its texts."""
    told = [home.text(what) for what in ("payee", "purpose", "kind", "remark", "reference")]
    row = ",".join(["2026-11-12", *told[:2], "-7.77", *told[2:]])
    return f"Date,Payee,Description,Amount,Category,Notes,Reference\n{row}\n".encode()


def mapping_of(home: Home) -> dict[str, Any]:
    return {"columns": ["date", "amount"], "header_rows": 1, "sheet": home.text("sheet")}


def make_import(home: Home) -> StatementImport:
    """A file that was read and planned, whose row and header bear the mark."""
    said = {"actor": home.owner, "account": home.rows["account"], "channel": Channel.API}
    made = import_receive(content=BytesIO(statement_csv(home)), filename=f"{home.text('statement')}.csv", **said)
    import_read(import_id=made.id, tables=TABLES)
    ImportRow.objects.filter(statement=made).update(
        verdict=Verdict.NEW,
        matched=None,
        candidates=None,
        extra={"more": home.text("extra")},
        cells=[home.text("cell")],
        problems={"row": home.text("problem")},
        reference=home.text("reference"),
        iban=marked_iban(home.mark),
    )
    told = {"mapping": mapping_of(home), "doubts": [home.text("doubt")], "error_detail": home.text("why"), "error_code": "odd"}
    StatementImport.objects.filter(id=made.id).update(**told)
    made.refresh_from_db()
    return made


def _import(home: Home) -> None:
    home.rows["import"] = make_import(home)
    home.rows["import_row"] = ImportRow.objects.select_related("statement").get(statement=home.rows["import"])
    home.rows["import_mapping"] = ImportMapping.objects.create(
        workspace_id=home.workspace.id, account=home.rows["account"], signature="0" * 64,
        mapping=mapping_of(home),
    )  # fmt: skip


MAKERS_OF_THINGS: tuple[Callable[[Home], None], ...] = (
    _ledger,
    _documents,
    _transactions,
    _twins,
    _labels,
    _comments,
    _reconciliation,
    _identity,
    _trail,
    _service_account,
    _invitation,
    _kept_answer,
    _export,
    _own_rate,
    _import,
)
