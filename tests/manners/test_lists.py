"""Each list costs the same number of queries for one row as for twenty, and gives at most a hundred."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from app_settings.routes import ROUTES, Answer
from finance.models import (
    Account,
    AccountKind,
    Category,
    CategoryKind,
    Channel,
    CommentKind,
    Document,
    DocumentAttachment,
    DocumentPage,
    DocumentPassword,
    DocumentTable,
    DuplicateMark,
    ExportFormat,
    ExtractedField,
    Finding,
    ImportMapping,
    ImportRow,
    LineItem,
    PairKind,
    Project,
    Reconciliation,
    StatementImport,
    Tag,
    Transaction,
    TransactionKind,
    TwinReason,
    TwinStrength,
    Vendor,
)
from finance.selectors.ledger_slice import LedgerSlice
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.comments import comment_create
from finance.services.exports import export_request
from finance.services.imports import import_receive
from finance.services.labels import project_create, tag_create
from finance.services.own_rates import own_rate_create, own_rate_update
from finance.services.transactions import PostingDraft, transaction_create, transaction_document_link
from finance.services.vendor_aliases import alias_add
from finance.services.vendors import vendor_create
from tests.api.conftest import DOCUMENTS, PDF, Client, Clients, Things
from tests.conftest import Cast, join
from users.keys.service_accounts import service_account_create
from users.keys.services import api_key_create
from users.models import AuditEvent, IdentityKind, Membership, User, Workspace
from users.sessions.services import Device, session_open
from users.sessions.tokens import pair_of
from users.tenancy.actor import acting
from users.workspaces.identity import identity_add
from users.workspaces.invitations import invitation_create
from users.workspaces.roles import Role

More = Callable[[Clients, Cast, Things, int], object]
DEVICE = Device(user_agent="a browser", address="192.0.2.7")
PARTS = f"{DOCUMENTS}<document_pk>/"


def _transaction(_clients: Clients, cast: Cast, things: Things, n: int) -> object:
    vendor = vendor_create(actor=cast.alice, name=f"Seller {n}")
    money = [PostingDraft(Decimal(-n), "EUR", account=things.bank), PostingDraft(Decimal(n), "EUR", category=things.category)]
    day = datetime.date(2026, 10, 1)
    return transaction_create(actor=cast.alice, kind=TransactionKind.EXPENSE, date=day, vendor=vendor, postings=money)


def _part(model: Any, **values: Any) -> More:
    def make(_clients: Clients, cast: Cast, things: Things, n: int) -> object:
        given = {name: value(n) if callable(value) else value for name, value in values.items()}
        return model.objects.create(workspace_id=cast.workspace.id, document=things.document, **given)

    return make


def _changed(model: Any, name: str, field: str) -> More:
    def change(_clients: Clients, _cast: Cast, things: Things, n: int) -> object:
        return model.objects.filter(id=getattr(things, name).id).update(**{field: f"Changed {n}"})

    return change


def _comment(what: str) -> More:
    def ask(_clients: Clients, cast: Cast, things: Things, n: int) -> object:
        return comment_create(actor=cast.alice, about=getattr(things, what), kind=CommentKind.QUESTION, text=f"Question {n}")

    return ask


def _proof(clients: Clients, cast: Cast, things: Things, n: int) -> object:
    document = Document.objects.get(id=clients.alice.upload(PDF + b"\n%% proof %d" % n).json()["id"])
    return transaction_document_link(actor=cast.alice, transaction=things.transaction, document=document)


def _duplicate(clients: Clients, cast: Cast, things: Things, n: int) -> object:
    first, second = sorted(_transaction(clients, cast, things, 10_000 + 2 * n + one).id for one in range(2))
    return DuplicateMark.objects.create(
        workspace_id=cast.workspace.id,
        kind=PairKind.TRANSACTION,
        first_transaction_id=first,
        second_transaction_id=second,
        reason=TwinReason.BOOKING,
        strength=TwinStrength.STRONG,
    )


def _member(_clients: Clients, cast: Cast, _things: Things, n: int) -> object:
    return join(cast.workspace, User.objects.create_user(f"member{n}@example.org", None), Role.MEMBER)


def _reconciliation(_clients: Clients, cast: Cast, things: Things, n: int) -> object:
    day = datetime.date(2027, 1, 1) + datetime.timedelta(days=n)
    return Reconciliation.objects.create(
        workspace_id=cast.workspace.id,
        account=things.bank,
        date=day,
        stated_balance=Decimal(n),
        state="closed",
        closed_at=timezone.now(),
    )


def _reconciliation_change(_clients: Clients, _cast: Cast, things: Things, n: int) -> object:
    return Reconciliation.objects.filter(id=things.reconciliation.id).update(stated_balance=Decimal(n))


def _session(_clients: Clients, cast: Cast, _things: Things, n: int) -> object:
    return session_open(user=User.objects.get(id=cast.alice.user_id), device=DEVICE, django_key=f"key {n}", now=timezone.now())


def _import(cast: Cast, things: Things, n: int) -> StatementImport:
    csv = f"Date,Payee,Amount\n2026-11-12,Kiosk,-{n}.00\n".encode()
    return import_receive(actor=cast.alice, account=things.bank, content=BytesIO(csv), filename=f"{n}.csv", channel=Channel.API)


def _import_row(cast: Cast, things: Things, n: int) -> ImportRow:
    return ImportRow.objects.create(workspace_id=cast.workspace.id, statement=things.statement, number=n, verdict="bad")


MORE: dict[str, More] = {
    "/api/v1/users/audit/": lambda _clients, cast, _things, n: AuditEvent.objects.create(
        workspace_id=cast.workspace.id, actor_kind="user", action="operator_looked", subject_type="document"
    ),
    "/api/v1/users/sessions/": _session,
    "/api/v1/users/workspaces/": lambda _clients, cast, _things, n: join(
        Workspace.objects.create(name=f"Other {n}"), User.objects.get(id=cast.alice.user_id), Role.MEMBER
    ),
    "/api/v1/users/invitations/": lambda _clients, cast, _things, n: invitation_create(
        actor=cast.alice, role=Role.MEMBER, now=timezone.now()
    ),
    "/api/v1/users/members/": _member,
    "/api/v1/users/identities/": lambda _clients, cast, _things, n: identity_add(
        actor=cast.alice, kind=IdentityKind.NAME, value=f"Alice {n}"
    ),
    "/api/v1/users/keys/": lambda _clients, cast, _things, n: api_key_create(
        actor=cast.alice, membership=Membership.objects.get(user_id=cast.alice.user_id), name=f"Key {n}"
    ),
    "/api/v1/users/service-accounts/": lambda _clients, cast, _things, n: service_account_create(
        actor=cast.alice, name=f"Robot {n}", role=Role.MEMBER
    ),
    "/api/v1/finance/imports/": lambda _clients, cast, things, n: _import(cast, things, n),
    "/api/v1/finance/imports/<import_pk>/rows/": lambda _clients, cast, things, n: _import_row(cast, things, n),
    "/api/v1/finance/import-mappings/": lambda _clients, cast, things, n: ImportMapping.objects.create(
        workspace_id=cast.workspace.id, account=things.bank, signature=f"{n:064}", mapping={"columns": ["date"], "header_rows": 0}
    ),
    "/api/v1/finance/duplicates/": _duplicate,
    "/api/v1/finance/exports/": lambda _clients, cast, _things, n: export_request(
        actor=cast.alice, kind=ExportFormat.CSV, part=LedgerSlice()
    ),
    f"{DOCUMENTS}<pk>/history/": _changed(Document, "document", "filename"),
    "/api/v1/finance/transactions/<pk>/history/": _changed(Transaction, "transaction", "description"),
    "/api/v1/finance/accounts/<pk>/history/": _changed(Account, "bank", "name"),
    "/api/v1/finance/categories/<pk>/history/": _changed(Category, "category", "name"),
    "/api/v1/finance/own-rates/": lambda _clients, cast, _things, n: own_rate_create(
        actor=cast.alice, date=datetime.date(2026, 1, n), currency="USD", rate=Decimal(1)
    ),
    "/api/v1/finance/own-rates/<pk>/history/": lambda _clients, cast, things, n: own_rate_update(
        actor=cast.alice, own_rate=things.own_rate, rate=Decimal(n + 1)
    ),
    "/api/v1/finance/vendors/<pk>/history/": _changed(Vendor, "vendor", "name"),
    DOCUMENTS: lambda clients, _cast, _things, n: clients.alice.upload(PDF + b"%d" % n),
    "/api/v1/finance/transactions/": _transaction,
    "/api/v1/finance/accounts/": lambda _clients, cast, _things, n: account_create(
        actor=cast.alice, name=f"Bank {n}", kind=AccountKind.BANK, currency="EUR"
    ),
    "/api/v1/finance/categories/": lambda _clients, cast, things, n: category_create(
        actor=cast.alice, name=f"Tea {n}", kind=CategoryKind.EXPENSE, parent=things.category
    ),
    "/api/v1/finance/vendors/": lambda _clients, cast, _things, n: vendor_create(actor=cast.alice, name=f"Tea House {n}"),
    "/api/v1/finance/transactions/<transaction_pk>/comments/": _comment("transaction"),
    f"{PARTS}comments/": _comment("document"),
    "/api/v1/finance/questions/": _comment("transaction"),
    "/api/v1/finance/transactions/<transaction_pk>/documents/": _proof,
    "/api/v1/finance/vendors/<vendor_pk>/aliases/": lambda _clients, cast, things, n: alias_add(
        actor=cast.alice, vendor=things.vendor, name=f"Tea Shop {n}"
    ),
    "/api/v1/finance/projects/": lambda _clients, cast, _things, n: project_create(actor=cast.alice, name=f"Garden {n}"),
    "/api/v1/finance/projects/<pk>/history/": _changed(Project, "project", "name"),
    "/api/v1/finance/tags/": lambda _clients, cast, _things, n: tag_create(actor=cast.alice, name=f"tea {n}"),
    "/api/v1/finance/tags/<pk>/history/": _changed(Tag, "tag", "name"),
    "/api/v1/finance/reconciliations/": _reconciliation,
    "/api/v1/finance/reconciliations/<pk>/history/": _reconciliation_change,
    "/api/v1/finance/reconciliations/<pk>/transactions/": _transaction,
    f"{PARTS}attachments/": _part(DocumentAttachment, number=lambda n: n + 1, name="a.pdf", size_bytes=1),
    f"{PARTS}tables/": _part(DocumentTable, number=lambda n: n + 1, origin="ruled", row_count=1, column_count=1, content={}),
    "/api/v1/finance/document-passwords/": lambda _clients, cast, things, n: DocumentPassword.objects.create(
        workspace_id=cast.workspace.id, document=things.document, password=f"open {n}", sender=f"Bank {n}"
    ),
    f"{PARTS}pages/": _part(
        DocumentPage, number=lambda n: n + 1, width=595, height=842, unit="pt", source="text", words=[["a", 0, 0, 1, 1, 0, 1.0]]
    ),
    f"{PARTS}fields/": _part(
        ExtractedField, name=lambda n: f"field_{n}", value="1", printed="1", origin="machine", doubtful=True
    ),
    f"{PARTS}lines/": _part(LineItem, position=lambda n: n + 1, description="Tea", amount=Decimal(1), quantity=Decimal(1)),
    f"{PARTS}findings/": _part(Finding, code=lambda n: f"finding_{n}", severity="doubt", message="Look.", fields=["total"]),
}


LISTS = {route.path: route.answer for route in ROUTES if route.answer in (Answer.PAGE, Answer.ROWS)}


@pytest.fixture
def alice(clients: Clients, cast: Cast, things: Things) -> Client:
    """Logged in, in the workspace of the things."""
    session = session_open(user=User.objects.get(id=cast.alice.user_id), device=DEVICE, django_key="", now=timezone.now())
    client = Client()
    client.credentials(
        HTTP_AUTHORIZATION=f"Bearer {pair_of(session, now=timezone.now()).access_token}",
        HTTP_X_WORKSPACE=str(cast.workspace.id),
    )
    return client


@dataclass
class Asked:
    """A list with as many rows as it gives at once."""

    client: Client
    address: str

    def rows(self) -> int:
        told = self.client.get(self.address).json()
        return len(told["results"] if isinstance(told, dict) else told)

    def queries(self) -> int:
        return self.client.queries(self.address)


def address_of(path: str, things: Things, *, page_size: str = "") -> str:
    owner = path.removeprefix("/api/v1/finance/").partition("/")[0]
    thing = {
        "transactions": things.transaction,
        "accounts": things.bank,
        "categories": things.category,
        "vendors": things.vendor,
        "projects": things.project,
        "tags": things.tag,
        "reconciliations": things.reconciliation,
        "own-rates": things.own_rate,
        "imports": things.statement,
    }
    address = path.replace("<document_pk>", str(things.document.id)).replace("<transaction_pk>", str(things.transaction.id))
    address = address.replace("<import_pk>", str(things.statement.id))
    address = address.replace("<vendor_pk>", str(things.vendor.id))
    address = address.replace("<pk>", str(thing.get(owner, things.document).id))
    return f"{address}?page_size={page_size}" if page_size else address


@pytest.mark.parametrize("path", MORE)
def test_a_list_costs_the_same_for_few_rows_and_for_twenty_more(
    clients: Clients, cast: Cast, things: Things, alice: Client, path: str
) -> None:
    with acting(cast.alice):
        MORE[path](clients, cast, things, 1)  # so that there is one of each at least
    asked = Asked(alice, address_of(path, things, page_size="100" if LISTS[path] is Answer.PAGE else ""))
    queries, rows = asked.queries(), asked.rows()
    for n in range(2, 22):
        with acting(cast.alice):
            MORE[path](clients, cast, things, n)
    assert (asked.queries(), asked.rows()) == (queries, rows + 20)


def test_the_cost_of_every_list_is_measured() -> None:
    assert set(LISTS) == set(MORE)


@pytest.mark.parametrize("size", ["101", "1000", "0", "-1", "1e2", "99999999999999999999", "50.0", "٥"])
def test_no_list_gives_more_than_a_hundred(alice: Client, things: Things, size: str) -> None:
    for path in (path for path, answer in LISTS.items() if answer is Answer.PAGE):
        answer = alice.get(address_of(path, things, page_size=size))
        assert (answer.status_code, answer.json()["code"]) == (400, "invalid_page_size"), path


def test_no_list_takes_endless_filters(alice: Client, things: Things) -> None:
    many = "&".join(f"filter{n}=1" for n in range(500))
    for path in LISTS:
        answer = alice.get(f"{address_of(path, things)}?{many}")
        assert answer.status_code == 400, path
        assert len(answer.content) < 5_000, path
