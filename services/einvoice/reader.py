"""What the XML of an e-invoice says of its document: the first reader of truth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from services.einvoice.model import EInvoice, Group, Line, Term
from services.einvoice.presentation import shown
from services.einvoice.profile import claims_en16931
from services.einvoice.rules import rule_findings
from services.einvoice.sums import NOUGHT, WIDE, counted_lines, holding
from services.einvoice.terms import LABELS, PAYMENT_CODES
from services.einvoice.values import date_of, decimal_in, decimal_of, text_in
from services.types import (
    Box,
    DocumentKind,
    Evidence,
    FieldName,
    FieldValue,
    Finding,
    LineItem,
    Reading,
    Severity,
    TaxLine,
    WordSource,
)

F, K = FieldName, DocumentKind
EINVOICE = "einvoice"
CONFIDENCE = 0.99
_KINDS = {
    "261": K.CREDIT_NOTE, "325": K.PRO_FORMA, "71": K.OTHER, "389": K.SELF_BILLING, "471": K.SELF_BILLING,
    "473": K.SELF_BILLING, "500": K.SELF_BILLING, "501": K.SELF_BILLING, "527": K.SELF_BILLING,
}  # fmt: skip
_INVOICES = {  # of UNTDID 1001 what EN 16931 takes for an invoice; the list has orders, offers and reminders as well
    "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295", "326", "331", "380", "382", "383", "384",
    "385", "386", "387", "388", "390", "393", "394", "395", "456", "457", "472", "553", "575", "623", "633", "751", "780",
    "817", "870", "875", "876", "877", "935",
}  # fmt: skip
_PROOFS = {"BR-CO-15": "net_plus_tax", "BR-CO-14": "tax_table", "BR-CO-10": "lines_sum"}
_UNIT_PRICE_STEP = Decimal("0.0000000001")
_DECIMALS_KEPT = 4


def read(invoice: EInvoice) -> Reading:
    """Give the whole of what the XML says, each value with its place on the page set from it, and what rules it breaks."""
    fields = {value.name: value for value in _fields(invoice)}
    return Reading(
        provider=EINVOICE,
        kind=_kind(invoice),
        kind_confidence=CONFIDENCE,
        fields=fields,
        line_items=tuple(_item(line) for line in counted_lines(invoice)),
        tax_lines=tuple(_tax_line(tax) for tax in invoice.taxes),
        findings=(*rule_findings(invoice), *_findings(invoice)),
    )


def _kind(invoice: EInvoice) -> DocumentKind:
    """By the type code; what is neither invoice nor credit note is for a person to judge."""
    code = text_in(invoice.terms, "BT-3")
    if code in _KINDS:
        return _KINDS[code]
    if invoice.is_credit_note:
        return K.CREDIT_NOTE
    return K.INVOICE if not code or code in _INVOICES else K.OTHER


def _fields(invoice: EInvoice) -> Iterator[FieldValue]:
    for name, terms, value_of in _WHERE:
        for term in terms:
            if term in invoice.terms and (value := value_of(invoice.terms[term].text)):
                confirmed_by = _confirmations(invoice) if name is F.TOTAL else ()
                yield _field(name, value, term, invoice.terms[term], confirmed_by)
                break
    for name, term, value_of in _WHERE_IN_PAYMENT:
        means = next((group for group in invoice.payments if term in group and value_of(group[term].text)), None)
        if means is not None:
            yield _field(name, value_of(means[term].text), term, means[term])


def _confirmations(invoice: EInvoice) -> tuple[str, ...]:
    """What else in the XML leads to the total; the sums up to it have to hold as well."""
    held = holding(invoice)
    proven = "BR-CO-15" in held or (not claims_en16931(invoice) and _is_rounded_before(invoice))
    return tuple(name for rule, name in _PROOFS.items() if rule in held or rule == "BR-CO-15") if proven else ()


def _is_rounded_before(invoice: EInvoice) -> bool:
    """Older invoices in UBL put the rounding into the total, not behind it."""
    net, tax, rounding, total = (decimal_in(invoice.terms, term) for term in ("BT-109", "BT-110", "BT-114", "BT-112"))
    return None not in (net, tax, rounding) and total == (net or NOUGHT) + (tax or NOUGHT) + (rounding or NOUGHT)


def _findings(invoice: EInvoice) -> Iterator[Finding]:
    """What is wrong with values and totals, whatever the invoice promises."""
    yield from _unreadable(invoice)
    yield from _of_another_currency(invoice)
    terms = invoice.terms
    total, net = decimal_in(terms, "BT-112"), decimal_in(terms, "BT-109")
    if total is not None and net is not None and not claims_en16931(invoice) and not _confirmations(invoice):
        message = f"The total reads {total}, but net amount and tax add up to another amount. Compare it with the page."
        yield Finding("total_contradicted", Severity.DOUBT, message, (F.TOTAL,))
    due = decimal_in(terms, "BT-115")
    rounding = decimal_in(terms, "BT-114") or NOUGHT
    if total is not None and due is not None and due not in (total, total + rounding) and "BT-113" not in terms:
        message = f"{due} of {total} is due, and the e-invoice does not tell why. Enter what was paid before, or 0."
        yield Finding("prepaid_unconfirmed", Severity.DOUBT, message, (F.PREPAID,))
    if total == 0:
        yield Finding("total_zero", Severity.INFO, "The total is 0: nothing is to be booked.", (F.TOTAL,))


def _unreadable(invoice: EInvoice) -> Iterator[Finding]:
    """Values that are there and yet none: to go on without them would be to make them up."""
    for name, terms, value_of in _WHERE:
        term = next((term for term in terms if term in invoice.terms), None)
        if name in _DECIDING and term is not None and not value_of(invoice.terms[term].text):
            message = (
                f"The e-invoice has a {LABELS[term].lower()} that cannot be read: “{invoice.terms[term].text[:50]}”. Enter it."
            )
            yield Finding("value_unreadable", Severity.DOUBT, message, _DECIDING[name])


def _of_another_currency(invoice: EInvoice) -> Iterator[Finding]:
    for term in ("BT-112", "BT-115"):
        other = text_in(invoice.terms, f"{term}-currency")
        if other:
            said = f"The e-invoice is in {text_in(invoice.terms, 'BT-5')}, but its {LABELS[term].lower()} is in {other}."
            yield Finding("currency_contradicted", Severity.DOUBT, f"{said} Ask the sender which is right.", (F.CURRENCY,))


def _text(text: str) -> str:
    return " ".join(text.split())


def _day(text: str) -> str:
    day = date_of(text)
    return day.isoformat() if day else ""


def _amount(text: str) -> str:
    """As printed, but for a sign of plus and zeros behind the fourth decimal."""
    value = decimal_of(text)
    if value is None:
        return ""
    plain = format(value, "f")
    head, mark, decimals = plain.partition(".")
    kept = decimals[:_DECIMALS_KEPT] + decimals[_DECIMALS_KEPT:].rstrip("0")
    return head + (mark + kept if kept else "")


def _code(text: str) -> str:
    return text if re.fullmatch(r"[A-Z]{3}", text) else ""


def _account(text: str) -> str:
    return re.sub(r"\s", "", text).upper()


def _last_digits(text: str) -> str:
    match = re.search(r"[0-9]{4}$", text)
    return match.group() if match else ""


def _method(text: str) -> str:
    return PAYMENT_CODES[text][1] if text in PAYMENT_CODES else ""


_Values = Callable[[str], str]  # gives "" where the text is none
_WHERE: Sequence[tuple[FieldName, tuple[str, ...], _Values]] = (
    (F.VENDOR, ("BT-27", "BT-28"), _text),
    (F.DATE, ("BT-2",), _day),
    (F.CURRENCY, ("BT-5",), _code),
    (F.TOTAL, ("BT-112",), _amount),
    (F.TAX, ("BT-110",), _amount),
    (F.NET, ("BT-109",), _amount),
    (F.ROUNDING, ("BT-114",), _amount),
    (F.AMOUNT_DUE, ("BT-115",), _amount),
    (F.PREPAID, ("BT-113",), _amount),
    (F.INVOICE_NUMBER, ("BT-1",), _text),
    (F.DUE_DATE, ("BT-9",), _day),
    (F.SERVICE_DATE, ("BT-72", "BT-74", "BT-73"), _day),
    (F.VENDOR_TAX_ID, ("BT-31", "BT-32"), _text),
    (F.CUSTOMER, ("BT-44", "BT-45"), _text),
)
_WHERE_IN_PAYMENT: Sequence[tuple[FieldName, str, _Values]] = (
    (F.PAYMENT_METHOD, "BT-81", _method),
    (F.VENDOR_IBAN, "BT-84", _account),
    (F.CARD_LAST4, "BT-87", _last_digits),
)


_DECIDING: Mapping[FieldName, tuple[FieldName, ...]] = {  # what is in doubt where one of them cannot be read
    F.TOTAL: (F.TOTAL,),
    F.DATE: (F.DATE,),
    F.CURRENCY: (F.CURRENCY,),
    F.PREPAID: (F.PREPAID,),
    F.AMOUNT_DUE: (F.AMOUNT_DUE, F.PREPAID),
    F.ROUNDING: (F.ROUNDING, F.PREPAID),
}


def _field(name: FieldName, value: str, term: str, where: Term, confirmed_by: tuple[str, ...] = ()) -> FieldValue:
    return FieldValue(name, value, where.text, CONFIDENCE, EINVOICE, _evidence(term, where), confirmed_by)


def _evidence(name: str, term: Term) -> Evidence | None:
    """The place on the page set from the XML; None where the term is not shown."""
    return Evidence(term.page, Box(*term.box), shown(name, term), WordSource.XML, term.path) if term.box else None


def _place(group: Group, *names: str) -> Evidence | None:
    return next((_evidence(name, group[name]) for name in names if name in group), None)


def _item(line: Line) -> LineItem:
    less, more = _sum_of(line.allowances, "BT-136"), _sum_of(line.charges, "BT-141")
    return LineItem(
        description=next((text for name in ("BT-153", "BT-154", "BT-127") if (text := text_in(line.terms, name))), ""),
        amount=decimal_in(line.terms, "BT-131"),
        quantity=decimal_in(line.terms, "BT-129"),
        unit=text_in(line.terms, "BT-130") or None,
        unit_price=_unit_price(line.terms),
        discount=less - more if line.allowances or line.charges else None,
        tax_rate=decimal_in(line.terms, "BT-152"),
        evidence=_place(line.terms, "BT-131", "BT-153"),
    )


def _unit_price(terms: Mapping[str, Term]) -> Decimal | None:
    """The price of one unit: that which is printed is of as many units as BT-149 says."""
    price, base = decimal_in(terms, "BT-146"), decimal_in(terms, "BT-149")
    if price is None or not base or base == 1:
        return price
    return (price / base).quantize(_UNIT_PRICE_STEP, context=WIDE).normalize() + 0


def _sum_of(groups: Sequence[Group], term: str) -> Decimal:
    return sum((decimal_in(group, term) or NOUGHT for group in groups), NOUGHT)


def _tax_line(tax: Group) -> TaxLine:
    return TaxLine(
        rate=decimal_in(tax, "BT-119"),
        net=decimal_in(tax, "BT-116"),
        tax=decimal_in(tax, "BT-117"),
        evidence=_place(tax, "BT-117", "BT-116"),
    )
