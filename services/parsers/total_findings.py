"""Doubts about a total that the arithmetic gate raises; each says in words what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from services.parsers.arithmetic import Figures, contradictions, is_before_tax, is_cash_rounded, less_prepaid
from services.parsers.labels import AmountRole
from services.types import FieldName, FieldValue, Finding, Severity

F = FieldName
_ZERO = Decimal(0)
_SURE = 0.95  # confidence from which several cues together replace a confirmation
_GENERAL = "total_doubtful"
_WEAK_PROOFS = frozenset({"second_label", "second_reader"})
_SAYS = {
    "payment": "the amount paid less the change is another",
    "lines": "the lines add up to another amount",
    "net_and_tax": "net amount and tax add up to another amount",
    "tax_table": "the table of taxes adds up to a higher amount",
}


def total_findings(fields: Mapping[FieldName, FieldValue], figures: Figures) -> Iterator[Finding]:
    """Findings about the total of a record; none when there is no total (that is a finding of its own)."""
    total = fields.get(F.TOTAL)
    if total is None:
        return
    amount = Decimal(total.value)
    if not total.confirmed_by and total.confidence < _SURE:
        yield _doubt("total_unconfirmed", f"Nothing else on the document confirms the total {total.value}.")
    against = contradictions(amount, figures)
    if against and not _outweighs(total.confirmed_by, against, figures):
        yield _doubt("total_contradicted", f"The total reads {total.value}, but {_SAYS[against[0]]}.")
    if _is_only_net(total, amount, figures) or _is_taxed_on_top(total, amount, figures):
        yield _doubt("total_without_tax", f"{total.value} is only printed as what stands before the tax.")
    if _looks_unrounded(amount, fields, figures):
        yield _doubt("total_not_rounded", f"{total.value} cannot be paid in coins: the rounded total may be another.")
    if amount == 0:
        yield Finding("total_zero", Severity.INFO, "The total is 0: nothing is to be booked.", (F.TOTAL,))


def told_once(findings: Sequence[Finding]) -> list[Finding]:
    """Without the general doubt about a total where another finding says what is the matter with it."""
    told = {finding.code for finding in findings if finding.severity is Severity.DOUBT and F.TOTAL in finding.fields}
    return [finding for finding in findings if finding.code != _GENERAL or told == {_GENERAL}]


def prepaid_findings(fields: Mapping[FieldName, FieldValue]) -> Iterator[Finding]:
    """Only the printed rest shows that a deposit was paid before, and is not one of the things that were bought."""
    if F.TOTAL not in fields or F.PREPAID not in fields:
        return
    prepaid = Decimal(fields[F.PREPAID].value)
    due = Decimal(fields[F.AMOUNT_DUE].value) if F.AMOUNT_DUE in fields else None
    rounding = Decimal(fields[F.ROUNDING].value) if F.ROUNDING in fields else _ZERO
    rest = less_prepaid(Decimal(fields[F.TOTAL].value), prepaid, due=due, rounding=rounding)
    if prepaid and due not in (rest, rest + rounding):
        message = (
            f"{prepaid} may have been paid before, but no amount due of {rest} is printed. Enter what was paid before, or 0."
        )
        yield Finding("prepaid_unconfirmed", Severity.DOUBT, message, (F.PREPAID,))


def _outweighs(confirmed: tuple[str, ...], against: tuple[str, ...], figures: Figures) -> bool:
    """Two strong confirmations beat any contradiction, one beats all but what was paid. One line alone is no sum."""
    weak = _WEAK_PROOFS | ({"lines_sum"} if "net_and_tax" in against and len(figures.lines) == 1 else set())
    strong = [name for name in confirmed if name not in weak]
    return len(strong) > 1 or (len(strong) == 1 and "payment" not in against)


def _is_only_net(total: FieldValue, amount: Decimal, figures: Figures) -> bool:
    """A subtotal and nothing else, where a tax is printed: the total itself was not read, or is in words."""
    roles = {label.split(" ")[0] for value, label in figures.labelled if value == amount}
    return roles == {AmountRole.SUBTOTAL.value} and any(figures.taxes) and "cash_minus_change" not in total.confirmed_by


def _is_taxed_on_top(total: FieldValue, amount: Decimal, figures: Figures) -> bool:
    return is_before_tax(amount, figures) and not {"net_plus_tax", "cash_minus_change"} & set(total.confirmed_by)


def _looks_unrounded(total: Decimal, fields: Mapping[FieldName, FieldValue], figures: Figures) -> bool:
    """A total in cents where cash is rounded: paid in cash, or a rounding is printed that was not applied.

    Where cash less change is this total, it was paid so.
    """
    currency = fields[F.CURRENCY].value if F.CURRENCY in fields else None
    if is_cash_rounded(total, currency) or "cash_minus_change" in fields[F.TOTAL].confirmed_by:
        return False
    method = fields[F.PAYMENT_METHOD].value if F.PAYMENT_METHOD in fields else None
    return method == "cash" or any(figures.roundings)


def _doubt(code: str, message: str) -> Finding:
    return Finding(code, Severity.DOUBT, f"{message} Compare it with the page.", (F.TOTAL,))
