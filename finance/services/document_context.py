"""Gathers what deciding has to know of a workspace and a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.db.models import F

from finance.models import Account, AccountKind, BookingPolicy, Document, LedgerSettings, Origin, Posting
from finance.selectors.document_einvoice import has_einvoice
from finance.selectors.documents import has_receipt_beside, live_link, values_of_people
from finance.services.deciding_context import Booked, Context, KnownAccount
from services.providers.base import OwnIdentity
from services.types import Direction, DocumentKind, FieldName, Record
from users.models import IdentityKind, WorkspaceIdentity

METHOD_OF_KIND = {AccountKind.CASH: "cash", AccountKind.WALLET: "e_wallet"}


def own_identity() -> OwnIdentity:
    """The names, tax ids and IBANs by which documents call the workspace in scope."""
    known: dict[str, list[str]] = {kind: [] for kind in IdentityKind.values}
    for kind, value in WorkspaceIdentity.objects.values_list("kind", "value"):
        known[kind].append(value)
    return OwnIdentity(
        names=tuple(known[IdentityKind.NAME]), tax_ids=tuple(known[IdentityKind.TAX_ID]), ibans=tuple(known[IdentityKind.IBAN])
    )


def context_of(document: Document, record: Record, *, today: date) -> Context:
    """For deciding, with the document's row locked: what people entered until now is in it."""
    fixed = values_of_people(document)
    return Context(
        document_id=document.id,
        today=today,
        own=own_identity(),
        policy=_policy(),
        accounts=tuple(_known_accounts()),
        fixed=fixed,
        names_seller=has_einvoice(document),
        has_receipt_beside=_has_receipt_beside(document, record, fixed),
        booked=booked_of(document),
        kind=kind_said(document),
        direction=direction_said(document),
    )


def kind_said(document: Document) -> DocumentKind | None:
    """What a person says that it is; None: nobody did."""
    return DocumentKind(document.kind) if document.kind_origin == Origin.USER else None


def direction_said(document: Document) -> Direction | None:
    """Which way a person says that it went; None: nobody did."""
    return Direction(document.direction) if document.direction_origin == Origin.USER else None


def _policy() -> BookingPolicy:
    settings = LedgerSettings.objects.first()
    return BookingPolicy(settings.booking_policy) if settings else BookingPolicy.WHEN_IN_DOUBT


def _known_accounts() -> Iterator[KnownAccount]:
    """Those in use; and by its own digits what was merged into one of them."""
    accounts = Account.objects.exclude(kind=AccountKind.CLEARING)
    for account in accounts.filter(archived_at=None):
        method = METHOD_OF_KIND.get(AccountKind(account.kind), "")
        yield KnownAccount(account.id, account.currency or "", account.last4, method)
    merged = accounts.filter(merged_into__archived_at=None).exclude(last4__in=["", F("merged_into__last4")])
    for account in merged:
        if account.merged_into_id is not None:
            yield KnownAccount(account.merged_into_id, account.currency or "", account.last4)


def _has_receipt_beside(document: Document, record: Record, fixed: Mapping[FieldName, str]) -> bool:
    if (kind_said(document) or record.kind) is not DocumentKind.CARD_SLIP:
        return False
    total, day = (fixed.get(name) or _read(record, name) for name in (FieldName.TOTAL, FieldName.DATE))
    return bool(total and day) and has_receipt_beside(document, total, day)


def _read(record: Record, name: FieldName) -> str:
    return record.fields[name].value if name in record.fields else ""


def booked_of(document: Document) -> Booked | None:
    """What the transaction that the document proves says; None: there is none, or it is in the trash."""
    link = live_link(document)
    if link is None:
        return None
    money = Posting.objects.filter(transaction_id=link.transaction_id, account__isnull=False).order_by("position").first()
    if money is None:
        return None
    return Booked(abs(money.amount), money.currency, link.transaction.date, money_came_in=money.amount > 0)
