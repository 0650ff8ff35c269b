"""The rules of EN 16931 as findings, by the ids that the standard gives them. Only where the invoice claims the standard.

A rule about totals that fails puts the total in doubt; others tell. Per rate and category the standard tolerates less than 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from services.einvoice.model import EInvoice, Group
from services.einvoice.profile import claims_en16931, claims_peppol
from services.einvoice.sums import CENT, NOUGHT, Sum, counted_lines, rounded, sums_of, tolerance_of
from services.einvoice.terms import LABELS
from services.einvoice.values import date_in, decimal_in
from services.types import FieldName, Finding, Severity

F = FieldName
_FIELDS: Mapping[str, tuple[FieldName, ...]] = {
    "BR-CO-10": (F.TOTAL, F.NET),
    "BR-CO-11": (F.TOTAL, F.NET),
    "BR-CO-12": (F.TOTAL, F.NET),
    "BR-CO-13": (F.TOTAL, F.NET),
    "BR-CO-14": (F.TOTAL, F.TAX),
    "BR-CO-15": (F.TOTAL,),
    "BR-CO-16": (F.TOTAL, F.AMOUNT_DUE),
}
_REQUIRED = {
    "BR-1": "BT-24", "BR-2": "BT-1", "BR-3": "BT-2", "BR-4": "BT-3", "BR-5": "BT-5", "BR-6": "BT-27", "BR-7": "BT-44",
    "BR-9": "BT-40", "BR-11": "BT-55", "BR-12": "BT-106", "BR-13": "BT-109", "BR-14": "BT-112", "BR-15": "BT-115",
}  # fmt: skip
_REQUIRED_OF_LINES = {
    "BR-21": "BT-126", "BR-22": "BT-129", "BR-23": "BT-130", "BR-24": "BT-131", "BR-25": "BT-153", "BR-26": "BT-146",
    "BR-CO-4": "BT-151",
}  # fmt: skip
_REQUIRED_OF_TAXES = {"BR-45": "BT-116", "BR-46": "BT-117", "BR-47": "BT-118"}
_DECIMALS = {
    "BR-DEC-9": "BT-106", "BR-DEC-10": "BT-107", "BR-DEC-11": "BT-108", "BR-DEC-12": "BT-109", "BR-DEC-13": "BT-110",
    "BR-DEC-15": "BT-111", "BR-DEC-14": "BT-112", "BR-DEC-16": "BT-113", "BR-DEC-17": "BT-114", "BR-DEC-18": "BT-115",
}  # fmt: skip
_DECIMALS_OF_GROUPS = {
    "allowances": {"BR-DEC-1": "BT-92", "BR-DEC-2": "BT-93"},
    "charges": {"BR-DEC-5": "BT-99", "BR-DEC-6": "BT-100"},
    "taxes": {"BR-DEC-19": "BT-116", "BR-DEC-20": "BT-117"},
}
_DECIMALS_OF_LINES = {"BR-DEC-23": "BT-131"}
_CATEGORIES = {
    "S": "S", "Z": "Z", "E": "E", "AE": "AE", "K": "IC", "G": "G", "O": "O", "L": "IG", "M": "IP",
}  # fmt: skip
_UNTAXED = frozenset({"Z", "E", "AE", "K", "G", "O"})
_TAX_ID_TERMS = ("BT-31", "BT-48", "BT-63")
_TAX_TOLERANCE = Decimal(1)
_PEPPOL_TOLERANCE = Decimal("0.02")


def rule_findings(invoice: EInvoice) -> tuple[Finding, ...]:
    """Give what the invoice breaks of the rules that it claims to keep, each rule once."""
    if not claims_en16931(invoice):
        return ()
    found = [*_sums(invoice), *_taxes(invoice), *_presence(invoice), *_decimals(invoice), *_others(invoice)]
    if claims_peppol(invoice):
        found += _peppol(invoice)
    return tuple({finding.code: finding for finding in reversed(found)}.values())[::-1]


def _sums(invoice: EInvoice) -> Iterator[Finding]:
    for found in sums_of(invoice):
        if not found.holds(tolerance_of(found, invoice)):
            yield _doubt(found.rule, _off(found), _FIELDS[found.rule])


def _off(found: Sum) -> str:
    label = LABELS[found.term].lower()
    return f"the {label} ({found.term}) is {found.said}, but its parts make {rounded(found.expected)[0]}"


def _taxes(invoice: EInvoice) -> Iterator[Finding]:
    """BR-CO-17, and the sum and tax of each category (BR-S-8, BR-E-9 and so on)."""
    for tax in invoice.taxes:
        base, amount, rate = (decimal_in(tax, term) for term in ("BT-116", "BT-117", "BT-119"))
        category = tax["BT-118"].text if "BT-118" in tax else ""
        if base is not None and amount is not None and rate is not None and not _is_near(base * rate / 100, amount):
            yield _doubt("BR-CO-17", f"{rate} % of {base} is not the tax of {amount}", (F.TAX,))
        if category in _UNTAXED and amount:
            yield _doubt(f"BR-{_CATEGORIES[category]}-9", f"there is a tax of {amount} where none is due", (F.TAX,))
        if category in _CATEGORIES and base is not None and invoice.lines:
            expected = _base_of(invoice, category, rate if category == "S" else None)
            if expected is not None and not _is_near(expected, base):
                message = f"the taxable amount {base} of category {category} is not what its lines make ({expected})"
                yield _doubt(f"BR-{_CATEGORIES[category]}-8", message, (F.TAX,))


def _base_of(invoice: EInvoice, category: str, rate: Decimal | None) -> Decimal | None:
    """Lines − allowances + charges of a category (and rate); None where an amount is none."""
    parts = (
        *((1, line.terms, "BT-131", "BT-151", "BT-152") for line in counted_lines(invoice)),
        *((-1, group, "BT-92", "BT-95", "BT-96") for group in invoice.allowances),
        *((1, group, "BT-99", "BT-102", "BT-103") for group in invoice.charges),
    )
    total = NOUGHT
    for sign, group, amount, kind, per_cent in parts:
        is_its = kind in group and group[kind].text == category
        if is_its and (rate is None or decimal_in(group, per_cent) == rate):
            value = decimal_in(group, amount)
            if value is None:
                return None
            total += sign * value
    return total


def _is_near(expected: Decimal, said: Decimal) -> bool:
    return any(abs(value - said) < _TAX_TOLERANCE for value in rounded(expected))


def _presence(invoice: EInvoice) -> Iterator[Finding]:
    yield from _lacking(_REQUIRED, [invoice.terms])
    yield from _lacking(_REQUIRED_OF_LINES, [line.terms for line in invoice.lines])
    yield from _lacking(_REQUIRED_OF_TAXES, invoice.taxes)
    if not invoice.lines:
        yield _told("BR-16", "there is no line")
    if not invoice.taxes:
        yield _told("BR-CO-18", "the tax is not told by category")


def _lacking(rules: Mapping[str, str], groups: Sequence[Group]) -> Iterator[Finding]:
    for rule, term in rules.items():
        if any(term not in group for group in groups):
            yield _told(rule, f"{LABELS[term]} ({term}) is missing")


def _decimals(invoice: EInvoice) -> Iterator[Finding]:
    yield from _too_fine(_DECIMALS, [invoice.terms])
    yield from _too_fine(_DECIMALS_OF_LINES, [line.terms for line in invoice.lines])
    for name, rules in _DECIMALS_OF_GROUPS.items():
        yield from _too_fine(rules, getattr(invoice, name))


def _too_fine(rules: Mapping[str, str], groups: Sequence[Group]) -> Iterator[Finding]:
    for rule, term in rules.items():
        for group in groups:
            value = decimal_in(group, term)
            if value is not None and value != value.quantize(CENT):
                yield _told(rule, f"{LABELS[term]} ({term}) has more than two decimals: {value}")


def _others(invoice: EInvoice) -> Iterator[Finding]:
    terms = invoice.terms
    due = decimal_in(terms, "BT-115")
    if "BT-7" in terms and "BT-8" in terms:
        yield _told("BR-CO-3", "the tax point is told both by date and by code")
    if any(term in terms and not terms[term].text[:2].isalpha() for term in _TAX_ID_TERMS):
        yield _told("BR-CO-9", "a VAT identifier does not begin with its country")
    if due is not None and due > 0 and "BT-9" not in terms and "BT-20" not in terms:
        yield _told("BR-CO-25", "neither a due date nor terms of payment are told")
    if not any(term in terms for term in ("BT-29", "BT-30", "BT-31")):
        yield _told("BR-CO-26", "the seller has no identifier")
    if any((decimal_in(line.terms, "BT-146") or NOUGHT) < 0 for line in invoice.lines):
        yield _told("BR-27", "a net price is negative")
    if "BT-6" in terms and terms["BT-6"].text != _text(terms, "BT-5") and "BT-111" not in terms:
        yield _told("BR-53", "the tax in the accounting currency is missing")
    if _ends_before_it_begins(terms, "BT-73", "BT-74"):
        yield _told("BR-29", "the period ends before it begins")
    if any(_ends_before_it_begins(line.terms, "BT-134", "BT-135") for line in invoice.lines):
        yield _told("BR-30", "the period of a line ends before it begins")


def _ends_before_it_begins(group: Group, begin: str, end: str) -> bool:
    first, last = date_in(group, begin), date_in(group, end)
    return first is not None and last is not None and last < first


def _peppol(invoice: EInvoice) -> Iterator[Finding]:
    for line in invoice.lines:
        quantity, price, said = (decimal_in(line.terms, term) for term in ("BT-129", "BT-146", "BT-131"))
        base = decimal_in(line.terms, "BT-149") if "BT-149" in line.terms else Decimal(1)
        if quantity is None or price is None or said is None or not base:
            continue
        less = sum((decimal_in(group, "BT-136") or NOUGHT for group in line.allowances), NOUGHT)
        more = sum((decimal_in(group, "BT-141") or NOUGHT for group in line.charges), NOUGHT)
        if abs(quantity * price / base - less + more - said) > _PEPPOL_TOLERANCE:
            yield _told("PEPPOL-EN16931-R120", f"a line of {said} is not its quantity times its price")


def _text(group: Group, term: str) -> str:
    return group[term].text if term in group else ""


def _doubt(rule: str, message: str, fields: tuple[FieldName, ...]) -> Finding:
    return Finding(rule, Severity.DOUBT, f"{rule} of EN 16931: {message}. Ask the sender, or check the values.", fields)


def _told(rule: str, message: str) -> Finding:
    return Finding(rule, Severity.INFO, f"{rule} of EN 16931: {message}.")
