"""What becomes of a record: booked, filed, or shown to a person. Pure: no database, no clock.

Here, and nowhere else, a printed amount gets its direction and sign. People outrank machines: what a person entered
(`Context.fixed`) replaces what was read, and settles the doubts about it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from finance.models import BookingPolicy, DocumentState
from finance.services.booking import MONEY_SIGN, BookingPlan
from finance.services.deciding_context import Booked, Context, obeyed
from finance.services.deciding_direction import Way, signed, way_of
from finance.services.deciding_splits import splits_of
from services.parsers.arithmetic import less_prepaid
from services.parsers.direction import DOUBTFUL, direction_findings
from services.types import Direction, DocumentKind, FieldName, Finding, Record, Severity
from utils.errors import QuittanceError
from utils.money import format_amount

K = DocumentKind
F = FieldName

DIFFERS = "differs_from_transaction"
POSSIBLE_DUPLICATE = "possible_duplicate"
NEEDED = (F.TOTAL, F.DATE, F.CURRENCY)
_ALL_NEEDED = "total, date and currency"
NEVER_BOOKED = {
    K.QUOTE: "a quote",
    K.ORDER_CONFIRMATION: "an order confirmation",
    K.PRO_FORMA: "a pro-forma invoice",
    K.DELIVERY_NOTE: "a delivery note",
    K.REMINDER: "a reminder",
    K.BANK_STATEMENT: "a bank statement",
}
_OF_CONSEQUENCE = NEVER_BOOKED.keys() | {
    K.CREDIT_NOTE,
    K.SELF_BILLING,
}  # taken for these, an invoice is lost or turned round
_SURE_KIND = 0.6
_LONG_AGO_YEARS = 20


@dataclass(frozen=True, slots=True)
class Decision:
    """The state of the document, the fields in doubt, what to tell a person, and what to book."""

    state: DocumentState
    findings: tuple[Finding, ...]
    review: tuple[FieldName, ...]
    booking: BookingPlan | None = None

    def refused(self, error: QuittanceError) -> Decision:
        """The same after the ledger said no to the booking."""
        finding = Finding(error.code, Severity.BLOCK, error.detail)
        return replace(self, state=DocumentState.NEEDS_REVIEW, findings=(*self.findings, finding), booking=None)


def decide(record: Record, context: Context) -> Decision:
    """The one decision over a document. Nothing doubtful in total, date, currency or direction is booked by a machine."""
    values = values_in_force(record, context)
    record = obeyed(record, values, context)
    review = tuple(name for name in record.review if name not in context.fixed)
    findings = tuple(finding for finding in record.findings if not _is_settled(finding, context.fixed))
    if context.booked is not None:
        different = differences(values, context.booked, way=_way_said(record, context))
        return Decision(DocumentState.BOOKED, (*findings, *different), review)
    if record.kind is K.BANK_STATEMENT:
        return Decision(DocumentState.NEEDS_REVIEW, findings, ())
    reason = _why_filed(record, values, review, context)
    if reason is not None:
        return Decision(DocumentState.FILED, (*findings, reason), review)
    obstacles = tuple(_obstacles(record, values, review, findings, context))
    if obstacles or _is_in_doubt(review, findings):
        return Decision(DocumentState.NEEDS_REVIEW, (*findings, *obstacles), review)
    return Decision(DocumentState.BOOKED, findings, review, booking_plan(record, values, review, context))


def values_in_force(record: Record, context: Context) -> dict[FieldName, str]:
    """What was read, overruled by what a person entered."""
    return {name: value.value for name, value in record.fields.items()} | dict(context.fixed)


def _vendor_name(record: Record, values: Mapping[FieldName, str], context: Context) -> str:
    """The name by which the workspace knows the vendor, else the printed one; what a person entered before both."""
    printed = values.get(F.VENDOR, "")
    return printed if F.VENDOR in context.fixed else record.known_vendor or printed


def booking_plan(record: Record, values: Mapping[FieldName, str], review: tuple[FieldName, ...], context: Context) -> BookingPlan:
    """What to book: total − prepaid, on the account that the payment names, else on the clearing account.

    The record is one that obeys the context (`obeyed`).
    """
    way = way_of(record.kind, record.direction, names_seller=context.names_seller)
    total = amount_to_book(values)
    kind, amount = signed(way, total)
    counterparty = values.get(F.CUSTOMER, "") if way.we_are_sender else _vendor_name(record, values, context)
    return BookingPlan(
        kind=kind,
        date=datetime.date.fromisoformat(values[F.DATE]),
        total=amount,
        currency=values[F.CURRENCY],
        splits=splits_of(record, {n: v for n, v in values.items() if n not in review}, total=total, amount=amount),
        vendor_name=counterparty,
        vendor_tax_id="" if way.we_are_sender else values.get(F.VENDOR_TAX_ID, ""),
        vendor_iban="" if way.we_are_sender else values.get(F.VENDOR_IBAN, ""),
        description=values.get(F.INVOICE_NUMBER, ""),
        account_id=_account_id(values, review, context),
        document_id=context.document_id,
    )


def amount_to_book(values: Mapping[FieldName, str]) -> Decimal:
    """As printed: the total less what was paid in advance (that was booked with its own document)."""
    return less_prepaid(
        Decimal(values[F.TOTAL]),
        Decimal(values.get(F.PREPAID, "0")),
        due=Decimal(values[F.AMOUNT_DUE]) if values.get(F.AMOUNT_DUE) else None,
        rounding=Decimal(values.get(F.ROUNDING, "0")),
    )


def _why_filed(
    record: Record, values: Mapping[FieldName, str], review: tuple[FieldName, ...], context: Context
) -> Finding | None:
    """The reason for keeping a document without booking it; None when it is to be booked."""
    kind, is_torn = record.kind, _is_kind_doubtful(record)
    if kind in NEVER_BOOKED and not is_torn:
        return Finding("never_booked", Severity.INFO, f"This is {NEVER_BOOKED[kind]}: it is kept, and makes no transaction.")
    if kind is K.CARD_SLIP and context.has_receipt_beside:
        return Finding("card_slip", Severity.INFO, "The card slip is kept beside its receipt, which is what counts.")
    if context.has_copy_that_counts:
        return Finding("copy", Severity.INFO, "The same document is here already, and counts: this is kept as a copy beside it.")
    if F.TOTAL not in review and F.PREPAID not in review and _is_nothing_left(values) and not _is_paid_before(values, context):
        return Finding("nothing_to_book", Severity.INFO, "Nothing is left to pay: it is kept, and makes no transaction.")
    return None


def _is_nothing_left(values: Mapping[FieldName, str]) -> bool:
    return F.TOTAL in values and amount_to_book(values) == 0


def _is_paid_before(values: Mapping[FieldName, str], context: Context) -> bool:
    """A machine read that all of it was paid before. Whether that payment is in the books, only a person knows."""
    return _is_nothing_left(values) and Decimal(values[F.TOTAL]) != 0 and F.PREPAID not in context.fixed


def _is_kind_doubtful(record: Record) -> bool:
    return record.kind in _OF_CONSEQUENCE and record.kind_confidence < _SURE_KIND


def is_said_to_count(fixed: Mapping[FieldName, str]) -> bool:
    """Whether a person has said that a document is to be booked, whatever it looks like: by entering all that is needed."""
    return fixed.keys() >= set(NEEDED)


def _is_in_doubt(review: tuple[FieldName, ...], findings: tuple[Finding, ...]) -> bool:
    """A doubtful vendor may be booked and confirmed later; a doubtful amount, date or currency may not."""
    return any(name in review for name in (*NEEDED, F.PREPAID)) or any(f.severity is Severity.BLOCK for f in findings)


def _obstacles(
    record: Record,
    values: Mapping[FieldName, str],
    review: tuple[FieldName, ...],
    findings: tuple[Finding, ...],
    context: Context,
) -> Iterator[Finding]:
    """Why a machine may not book it, each in words, beyond what the record's own findings say."""
    yield from _not_a_receipt(record, values, context)
    yield from _kind_doubtful(record, context)
    yield from _missing(values, findings)
    if F.DATE in values and datetime.date.fromisoformat(values[F.DATE]) > context.today + datetime.timedelta(days=1):
        yield Finding("date_in_future", Severity.DOUBT, "The date lies in the future. Check it.", (F.DATE,))
    if F.DATE in values and F.DATE not in context.fixed and int(values[F.DATE][:4]) < context.today.year - _LONG_AGO_YEARS:
        yield Finding("date_long_past", Severity.DOUBT, "The date lies long in the past. Check it.", (F.DATE,))
    if F.TOTAL in values and not record.proven and F.TOTAL not in context.fixed:
        message = "Nothing else on the document confirms the total. Compare it with the page, then confirm."
        yield Finding("total_unproven", Severity.DOUBT, message, (F.TOTAL,))
    if F.PREPAID not in review and F.TOTAL not in review and _is_paid_before(values, context):
        message = "It says that all of it was paid before. Is that payment in the books? Without this, it makes no transaction."
        yield Finding("paid_before", Severity.DOUBT, message, (F.PREPAID,))
    if DOUBTFUL not in {finding.code for finding in findings}:
        yield from direction_findings(record.direction)
    if record.direction is Direction.OUTGOING and context.direction is None and F.VENDOR in review:
        message = "It looks like a document that you issued, but that is not sure. Say which way it went, or enter the vendor."
        yield Finding(DOUBTFUL, Severity.BLOCK, message, (F.VENDOR,))
    if context.twin:
        message = f"A document with {context.twin} is here already. Merge the two, replace the older one, or keep both."
        yield Finding(POSSIBLE_DUPLICATE, Severity.DOUBT, message)
    if record.kind is K.CARD_SLIP:
        yield Finding("card_slip_alone", Severity.DOUBT, "Only the card slip is here. Add the receipt, or confirm the slip.")
    if context.policy == BookingPolicy.ALWAYS_REVIEW:
        yield Finding("always_review", Severity.INFO, "The workspace wants each document to be confirmed by a person.")


def _not_a_receipt(record: Record, values: Mapping[FieldName, str], context: Context) -> Iterator[Finding]:
    """A menu, a contract, a letter, a blank page. Who entered all that is needed has said that it is one."""
    if F.TOTAL not in values and F.DATE not in values:
        message = "Neither a total nor a date was found. It may be no receipt or invoice; if it is one, enter the values."
        yield Finding("not_a_receipt", Severity.DOUBT, message, (F.TOTAL, F.DATE))
    elif record.kind is K.OTHER and not is_said_to_count(context.fixed):
        message = "It looks like no receipt or invoice. If it is one, check its values and confirm; else put it into the trash."
        yield Finding("not_a_receipt", Severity.DOUBT, message)


def _kind_doubtful(record: Record, context: Context) -> Iterator[Finding]:
    if _is_kind_doubtful(record) and not is_said_to_count(context.fixed):
        name = record.kind.value.replace("_", " ")
        then = "is kept without booking" if record.kind in NEVER_BOOKED else "is booked as that"
        message = f"It calls itself an invoice and a {name}. Confirmed, it {then}; if it is an invoice, enter {_ALL_NEEDED}."
        yield Finding("kind_doubtful", Severity.DOUBT, message)


def _missing(values: Mapping[FieldName, str], findings: tuple[Finding, ...]) -> Iterator[Finding]:
    said = {name for finding in findings for name in finding.fields}
    missing = [name for name in NEEDED if name not in values]
    for name in missing:
        if name not in said:
            yield Finding(f"{name.value}_missing", Severity.DOUBT, f"No {name.value} was found. Enter it.", (name,))


def _is_settled(finding: Finding, fixed: Mapping[FieldName, str]) -> bool:
    return bool(finding.fields) and all(name in fixed for name in finding.fields)


def _way_said(record: Record, context: Context) -> Way | None:
    """Which way the money went by what a person said of kind or direction; None: nobody did."""
    if (context.kind is None and context.direction is None) or record.direction is Direction.UNCLEAR:
        return None
    return way_of(record.kind, record.direction, names_seller=context.names_seller)


def differences(values: Mapping[FieldName, str], booked: Booked, *, way: Way | None = None) -> Iterator[Finding]:
    """A transaction is never changed by its document; where that says something else now, a person is told."""
    if way is not None and F.TOTAL in values and booked.money_came_in not in (None, _comes_in(way, values)):
        was, reads = ("in", "out") if booked.money_came_in else ("out", "in")
        message = f"Booked was money {was}, but as the document is said to be now, money went {reads}. Correct the transaction."
        yield Finding(DIFFERS, Severity.DOUBT, message)
    said = (
        (
            F.TOTAL,
            format_amount(booked.amount, booked.currency),
            F.TOTAL in values and abs(amount_to_book(values)) != booked.amount,
        ),
        (F.CURRENCY, booked.currency, values.get(F.CURRENCY, booked.currency) != booked.currency),
        (F.DATE, booked.date.isoformat(), values.get(F.DATE, booked.date.isoformat()) != booked.date.isoformat()),
    )
    for name, was, is_other in said:
        if is_other:
            message = f"Booked was {was}, but the {name.value} now reads {values[name]}. Correct the transaction if it is wrong."
            yield Finding(DIFFERS, Severity.DOUBT, message, (name,))


def _comes_in(way: Way, values: Mapping[FieldName, str]) -> bool:
    kind, amount = signed(way, amount_to_book(values))
    return MONEY_SIGN[kind] * amount > 0


def _account_id(values: Mapping[FieldName, str], review: tuple[FieldName, ...], context: Context) -> UUID | None:
    """The one account in this currency that the card's digits or the payment method name; None: clearing."""
    for name, attribute in ((F.CARD_LAST4, "last4"), (F.PAYMENT_METHOD, "method")):
        if name in review or not values.get(name):
            continue
        fitting = [
            account
            for account in context.accounts
            if getattr(account, attribute) == values[name] and account.currency == values[F.CURRENCY]
        ]
        if len(fitting) == 1:
            return fitting[0].id
    return None
