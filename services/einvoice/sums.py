"""The arithmetic of EN 16931 (BR-CO-10 to BR-CO-16): which totals follow from which others. Decimal, exact after rounding.

A sum whose parts are not all numbers is not judged here: that a term is missing is a rule of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from services.einvoice.model import EInvoice, Group, Line
from services.einvoice.profile import is_extension
from services.einvoice.values import decimal_in

CENT = Decimal("0.01")
NOUGHT = Decimal(0)
WIDE = Context(prec=100)  # for products and quotients of numbers as long as XML may have them
_OVER_GROUPS = frozenset({"BR-CO-10", "BR-CO-11", "BR-CO-12", "BR-CO-14"})
_NO_DETAIL = frozenset({"GROUP", "INFORMATION"})  # lines that sum up others, or only tell


@dataclass(frozen=True, slots=True)
class Sum:
    """What a total should be by one rule, and what it is."""

    rule: str
    term: str
    said: Decimal
    expected: Decimal
    parts: int

    def holds(self, tolerance: Decimal = NOUGHT) -> bool:
        """Tell whether the total is the sum by either way of rounding to cents, or within the tolerance."""
        return any(abs(value - self.said) <= tolerance for value in rounded(self.expected))


def rounded(value: Decimal) -> tuple[Decimal, ...]:
    """Give the value in cents by both ways of rounding."""
    return tuple(value.quantize(CENT, rounding=way, context=WIDE) for way in (ROUND_HALF_UP, ROUND_HALF_EVEN))


def sums_of(invoice: EInvoice) -> tuple[Sum, ...]:
    """Give every rule that the invoice's terms allow to check."""
    return tuple(found for check in _CHECKS if (found := check(invoice)) is not None)


def holding(invoice: EInvoice) -> frozenset[str]:
    """Give the rules that hold, exactly or, for an extension, within a cent per part."""
    return frozenset(found.rule for found in sums_of(invoice) if found.holds(tolerance_of(found, invoice)))


def tolerance_of(found: Sum, invoice: EInvoice) -> Decimal:
    """Give what a sum may be off: nothing, but in an extension a cent per line, allowance, charge or rate."""
    return CENT * found.parts if is_extension(invoice) and found.rule in _OVER_GROUPS else NOUGHT


def counted_lines(invoice: EInvoice) -> tuple[Line, ...]:
    """Give the lines that add up: without those of an extension that repeat others, and without bare texts."""
    return tuple(line for line in invoice.lines if "BT-131" in line.terms and not _is_group(line))


def _is_group(line: Line) -> bool:
    return "BT-X-8" in line.terms and line.terms["BT-X-8"].text in _NO_DETAIL


def _lines(invoice: EInvoice) -> Sum | None:
    amounts = [decimal_in(line.terms, "BT-131") for line in counted_lines(invoice)]
    return _sum("BR-CO-10", "BT-106", invoice, amounts) if amounts else None


def _allowances(invoice: EInvoice) -> Sum | None:
    return _sum("BR-CO-11", "BT-107", invoice, _each(invoice.allowances, "BT-92"))


def _charges(invoice: EInvoice) -> Sum | None:
    return _sum("BR-CO-12", "BT-108", invoice, _each(invoice.charges, "BT-99"))


def _net(invoice: EInvoice) -> Sum | None:
    parts = [_of(invoice, "BT-106"), _minus(_of(invoice, "BT-107", NOUGHT)), _of(invoice, "BT-108", NOUGHT)]
    return _sum("BR-CO-13", "BT-109", invoice, parts)


def _taxes(invoice: EInvoice) -> Sum | None:
    amounts = _each(invoice.taxes, "BT-117")
    return _sum("BR-CO-14", "BT-110", invoice, amounts) if amounts else None


def _total(invoice: EInvoice) -> Sum | None:
    return _sum("BR-CO-15", "BT-112", invoice, [_of(invoice, "BT-109"), _of(invoice, "BT-110", NOUGHT)])


def _due(invoice: EInvoice) -> Sum | None:
    parts = [_of(invoice, "BT-112"), _minus(_of(invoice, "BT-113", NOUGHT)), _of(invoice, "BT-114", NOUGHT)]
    return _sum("BR-CO-16", "BT-115", invoice, parts)


_CHECKS: Sequence[Callable[[EInvoice], Sum | None]] = (_lines, _allowances, _charges, _net, _taxes, _total, _due)


def _sum(rule: str, term: str, invoice: EInvoice, parts: Sequence[Decimal | None]) -> Sum | None:
    said = decimal_in(invoice.terms, term)
    numbers = [part for part in parts if part is not None]
    if said is None or len(numbers) < len(parts):
        return None
    return Sum(rule, term, said, sum(numbers, NOUGHT), len(parts))


def _each(groups: Iterable[Group], term: str) -> list[Decimal | None]:
    return [decimal_in(group, term) for group in groups]


def _of(invoice: EInvoice, term: str, missing: Decimal | None = None) -> Decimal | None:
    return decimal_in(invoice.terms, term) if term in invoice.terms else missing


def _minus(value: Decimal | None) -> Decimal | None:
    return None if value is None else -value
