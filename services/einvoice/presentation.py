"""An e-invoice as blocks, to be set on pages or shown as HTML. Each value is marked by its XPath.

What decides stands first (who, what number, how much), so that it is on the pages however many lines there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from services.einvoice.model import EInvoice, Group, Line, Term
from services.einvoice.terms import DATES, LABELS, PAYMENT_CODES, TYPE_CODES
from services.einvoice.values import date_of
from services.reading.blocks import Block, Grid, Heading, Pairs, Paragraph, Text

_SECTIONS: Sequence[tuple[str, tuple[str, ...]]] = (
    (
        "",
        (
            "BT-1", "BT-2", "BT-3", "BT-5", "BT-6", "BT-7", "BT-8", "BT-9", "BT-72", "BT-73", "BT-74", "BT-10", "BT-11",
            "BT-12", "BT-13", "BT-14", "BT-15", "BT-16", "BT-17", "BT-18", "BT-19",
        ),
    ),
    (
        "Seller",
        (
            "BT-27", "BT-28", "BT-35", "BT-36", "BT-162", "BT-38", "BT-37", "BT-39", "BT-40", "BT-31", "BT-32", "BT-29",
            "BT-30", "BT-33", "BT-34", "BT-41", "BT-42", "BT-43",
        ),
    ),
    (
        "Buyer",
        (
            "BT-44", "BT-45", "BT-50", "BT-51", "BT-163", "BT-53", "BT-52", "BT-54", "BT-55", "BT-48", "BT-46", "BT-47",
            "BT-49", "BT-56", "BT-57", "BT-58",
        ),
    ),
    (
        "Amounts",
        (
            "BT-106", "BT-107", "BT-108", "BT-109", "BT-110", "BT-111", "BT-112", "BT-112-currency", "BT-113", "BT-114", "BT-115",
            "BT-115-currency",
        ),
    ),
    ("Payee", ("BT-59", "BT-60", "BT-61")),
    ("Tax representative", ("BT-62", "BT-63", "BT-64", "BT-65", "BT-164", "BT-67", "BT-66", "BT-68", "BT-69")),
    ("Delivery", ("BT-70", "BT-71", "BT-75", "BT-76", "BT-165", "BT-78", "BT-77", "BT-79", "BT-80")),
)  # fmt: skip
_TAXES = ("BT-118", "BT-119", "BT-116", "BT-117", "BT-120", "BT-121")
_ALLOWANCES = ("BT-97", "BT-98", "BT-95", "BT-96", "BT-93", "BT-94", "BT-92")
_CHARGES = ("BT-104", "BT-105", "BT-102", "BT-103", "BT-100", "BT-101", "BT-99")
_LINES = ("BT-126", "BT-153", "BT-129", "BT-130", "BT-146", "BT-151", "BT-152", "BT-131")
_LINE_MORE = (
    "BT-154", "BT-127", "BT-X-8", "BT-128", "BT-132", "BT-133", "BT-134", "BT-135", "BT-147", "BT-148", "BT-149", "BT-150",
    "BT-155", "BT-156", "BT-157", "BT-158", "BT-159", "BT-160", "BT-161",
)  # fmt: skip
_LINE_ALLOWANCES = ("BT-139", "BT-140", "BT-137", "BT-138", "BT-136")
_LINE_CHARGES = ("BT-144", "BT-145", "BT-142", "BT-143", "BT-141")
_NUMBERS = frozenset(
    {
        "BT-92", "BT-93", "BT-94", "BT-96", "BT-99", "BT-100", "BT-101", "BT-103", "BT-116", "BT-117", "BT-119", "BT-129",
        "BT-131", "BT-136", "BT-137", "BT-138", "BT-141", "BT-142", "BT-143", "BT-146", "BT-152",
    }
)  # fmt: skip


def title_of(invoice: EInvoice) -> str:
    """Give the kind of the document in words, such as "Self-billed invoice"."""
    code = invoice.terms["BT-3"].text if "BT-3" in invoice.terms else ""
    return TYPE_CODES.get(code, "Credit note" if invoice.is_credit_note else "Invoice")


def shown(name: str, term: Term) -> str:
    """Give the text of a term as it is shown: dates by ISO 8601, ways to pay with words, all else as it stands in the file."""
    day = date_of(term.text) if name in DATES else None
    if name == "BT-81" and term.text in PAYMENT_CODES:
        return f"{term.text} ({PAYMENT_CODES[term.text][0]})"
    return day.isoformat() if day else term.text


def blocks_of(invoice: EInvoice) -> Iterator[Block]:
    """Give the whole invoice as blocks."""
    yield Heading(Text(title_of(invoice)))
    for title, names in _SECTIONS:
        yield from _section(title, _pairs(invoice.terms, names))
    yield from _grid("Tax", _TAXES, invoice.taxes)
    yield from _section("Payment", [*_payment(invoice), *_pairs(invoice.terms, ("BT-83", "BT-89", "BT-90", "BT-20"))])
    yield from _grid("Allowances", _ALLOWANCES, invoice.allowances)
    yield from _grid("Charges", _CHARGES, invoice.charges)
    yield from _lines(invoice.lines)
    yield from _notes(invoice.notes)
    yield from _grid("Preceding invoices", ("BT-25", "BT-26"), invoice.preceding)
    yield from _grid("Attached documents", ("BT-122", "BT-123", "BT-124", "BT-125"), invoice.attachments)
    yield from _section("Format", _pairs(invoice.terms, ("BT-23", "BT-24")))


def _section(title: str, rows: Sequence[tuple[str, Text]]) -> Iterator[Block]:
    if rows and title:
        yield Heading(Text(title), 2)
    if rows:
        yield Pairs(tuple(rows))


def _pairs(group: Group, names: Iterable[str]) -> list[tuple[str, Text]]:
    return [(LABELS[name], _text(name, group)) for name in names if name in group]


def _payment(invoice: EInvoice) -> list[tuple[str, Text]]:
    return [pair for means in invoice.payments for pair in _pairs(means, means)]


def _text(name: str, group: Group) -> Text:
    return Text(shown(name, group[name]), group[name].path) if name in group else Text("")


def _grid(title: str, names: Sequence[str], groups: Sequence[Group]) -> Iterator[Block]:
    """A table of the columns that hold anything."""
    held = set().union(*groups)
    columns = [name for name in names if name in held]
    if columns:
        yield Grid(
            rows=tuple(tuple(_text(name, group) for name in columns) for group in groups),
            header=tuple(LABELS[name] for name in columns),
            is_numeric=tuple(name in _NUMBERS for name in columns),
            title=title,
        )


def _lines(lines: Sequence[Line]) -> Iterator[Block]:
    yield from _grid("Lines", _LINES, [line.terms for line in lines])
    for line in lines:
        more = _pairs(line.terms, _LINE_MORE)
        reductions = [*_grid("Allowances", _LINE_ALLOWANCES, line.allowances), *_grid("Charges", _LINE_CHARGES, line.charges)]
        if more or reductions:
            number = line.terms["BT-126"].text if "BT-126" in line.terms else ""
            yield Heading(Text(f"More about line {number}".strip()), 3)
            yield from _section("", more)
            yield from reductions


def _notes(notes: Sequence[Group]) -> Iterator[Block]:
    for note in notes:
        if "BT-22" in note:
            yield Paragraph(_text("BT-22", note))
