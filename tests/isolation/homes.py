"""A workspace with people in every role and one of everything in it; every text that a person can give bears a mark.

The matrix looks for the marks of one home in whatever another one can fetch. `make_home` writes through use-cases and rows,
and needs a database that may be written to; nothing here is a fixture, so that the fuzzing lives in the same homes.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from PIL import Image
from stdnum.iban import calc_check_digits

from finance.models import (
    Account,
    AccountKind,
    Category,
    CategoryKind,
    Channel,
    Document,
    DocumentPage,
    DocumentState,
    ExtractedField,
    Extraction,
    Finding,
    LineItem,
    Transaction,
    TransactionKind,
    VendorAlias,
)
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.document_files import BLOBS
from finance.services.documents import document_receive
from finance.services.transactions import PostingDraft, transaction_create
from finance.services.vendors import vendor_create
from finance.services.workspaces import workspace_open
from services.storage.names import preview_name
from users.audit.services import audit_record
from users.keys.services import api_key_create
from users.models import Membership, User, Workspace, WorkspaceIdentity
from users.tenancy.actor import Actor, acting, person
from users.workspaces.roles import Role

PDF = (Path(__file__).parents[2] / "samples" / "invoice.pdf").read_bytes()
PASSWORD = "a long enough word"
DAY = datetime.date(2026, 11, 20)


@dataclass
class Home:
    """One workspace, its people and things. `mark` stands in each text of it, `common` in those that all its members may see."""

    mark: str
    workspace: Workspace
    actors: dict[Role, Actor]
    keys: dict[Role, str] = field(default_factory=dict)
    rows: dict[str, object] = field(default_factory=dict)

    @property
    def common(self) -> str:
        return f"{self.mark}SHARED"

    @property
    def owner(self) -> Actor:
        return self.actors[Role.OWNER]

    def user(self, role: Role) -> User:
        return User.objects.get(id=self.actors[role].user_id)

    def text(self, what: str) -> str:
        """A text of one column, by which it is recognised wherever it turns up."""
        return f"{self.mark} {what}"


def make_home(mark: str) -> Home:
    """`mark` is a word of capitals and digits that stands nowhere else."""
    owner = make_person(mark, Role.OWNER)
    workspace = workspace_open(name=f"{mark}SHARED workspace", owner=owner)
    home = Home(mark, workspace, {Role.OWNER: person(workspace_id=workspace.id, user_id=owner.id, role=Role.OWNER)})
    with acting(home.owner):
        for role in (Role.ADMIN, Role.MEMBER, Role.ACCOUNTANT, Role.UPLOADER):
            home.actors[role] = _join(home, make_person(mark, role), role)
        for role, actor in home.actors.items():
            home.keys[role] = make_key(home, actor, name=home.text(f"key of {role.value}"))
        for make in MAKERS_OF_THINGS:
            make(home)
    return home


def make_person(mark: str, role: Role, **fields: object) -> User:
    name = f"{mark} {role.value}"
    user: User = User.objects.create_user(f"{mark}.{role.value}@example.org", PASSWORD, name=name, **fields)
    return user


def _join(home: Home, user: User, role: Role) -> Actor:
    Membership.objects.create(workspace=home.workspace, user=user, role=role)
    return person(workspace_id=home.workspace.id, user_id=user.id, role=role)


def make_key(home: Home, actor: Actor, *, name: str, **options: object) -> str:
    """A key of one member; must be called in the scope of the home."""
    membership = Membership.objects.get(user_id=actor.user_id)
    return api_key_create(actor=actor, membership=membership, name=name, **options).secret  # type: ignore[arg-type]


def make_document(
    home: Home, what: str, *, role: Role = Role.OWNER, state: DocumentState = DocumentState.NEEDS_REVIEW
) -> Document:
    """A document as the machines leave it for a review: page, fields, line and finding, a mark in each."""
    content = BytesIO(PDF + f"\n% {home.mark} {what}".encode())
    sent = document_receive(
        actor=home.actors[role], content=content, filename=f"{home.text(what)}.pdf", channel=Channel.API
    ).document
    of = {"workspace_id": home.workspace.id, "document": sent}
    _page(home, sent, of)
    extraction = Extraction.objects.create(
        **of, attempt=1, provider="offline", seen_by=["offline"], kind="receipt", kind_confidence=1, proven=False,
        review=["total"], seconds=1,
    )  # fmt: skip
    values = {"vendor": home.text("vendor"), "date": DAY.isoformat(), "total": "12.50", "currency": "EUR"}
    for name, value in values.items():
        ExtractedField.objects.create(
            **of, extraction=extraction, name=name, value=value, printed=home.text(f"printed {name}"), origin="machine",
            source="offline", doubtful=name == "total", confidence=Decimal("0.9"), page=1,
            box=[Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("0.4")], evidence_text=home.text("evidence"),
            evidence_source="text",
        )  # fmt: skip
    LineItem.objects.create(
        **of, position=1, description=home.text("line"), amount=Decimal("12.50"), quantity=2, unit=home.mark[:16]
    )
    Finding.objects.create(**of, code="total_unproven", severity="doubt", message=home.text("finding"), fields=["total"])
    Document.objects.filter(id=sent.id).update(state=state, kind="receipt", error_detail=home.text("error"), error_code="odd")
    sent.refresh_from_db()
    return sent


def _page(home: Home, document: Document, of: dict[str, object]) -> None:
    name = preview_name(document.workspace_id, document.id, 1, 1)
    held = BytesIO()
    Image.new("RGB", (20, 40), "white").save(held, "WEBP")
    BLOBS.put_derived(name, held.getvalue())
    words = [[home.text("word"), 0.1, 0.2, 0.3, 0.4, 0, 1.0]]
    DocumentPage.objects.create(**of, number=1, width=595, height=842, unit="pt", source="text", words=words, preview_name=name)


def make_transaction(home: Home, **options: object) -> Transaction:
    """An expense of 12.50 from the bank account."""
    bank, category = home.rows["account"], home.rows["category"]
    assert isinstance(bank, Account)
    assert isinstance(category, Category)
    postings = [
        PostingDraft(Decimal("-12.50"), "EUR", account=bank, memo=home.text("memo")),
        PostingDraft(Decimal("12.50"), "EUR", category=category, memo=home.text("memo")),
    ]
    said = {"date": DAY, "description": home.text("description"), "notes": home.text("notes"), "postings": postings}
    made: Transaction = transaction_create(actor=home.owner, kind=TransactionKind.EXPENSE, **{**said, **options})  # type: ignore[arg-type]
    return made


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
    home.rows["own_document"] = make_document(home, "uploaders document", role=Role.UPLOADER)


def _transactions(home: Home) -> None:
    home.rows["transaction"] = make_transaction(home, vendor=home.rows["vendor"], document=home.rows["document"])


def _identity(home: Home) -> None:
    home.rows["identity"] = WorkspaceIdentity.objects.create(workspace=home.workspace, kind="name", value=home.text("identity"))


def _trail(home: Home) -> None:
    home.rows["event"] = audit_record(
        actor=home.owner, action="canary_planted", subject_type="workspace", subject_id=home.workspace.id,
        data={"note": home.text("audit")},
    )  # fmt: skip


MAKERS_OF_THINGS: tuple[Callable[[Home], None], ...] = (_ledger, _documents, _transactions, _identity, _trail)
