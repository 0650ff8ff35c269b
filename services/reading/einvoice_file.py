"""E-invoices: the XML is the document; its pages are set from it, each value with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from services.einvoice.model import EInvoice, Group, Line, Term
from services.einvoice.presentation import blocks_of
from services.einvoice.reading import read_xml
from services.reading.blocks import Block, Grid, Heading, Text
from services.reading.limits import Limits
from services.reading.parts import Count, EInvoiceRead, PageRead, Part, TableRead, Warned
from services.reading.typeset import typeset
from services.reading.wish import ReadWish
from services.types import Box, Cell, Table, TableOrigin, WordSource

LINE_LEVEL, OF_LINES = 3, ("Allowances", "Charges")  # as services.einvoice.presentation sets the parts of a line
RENDERING_CUT = "einvoice_pages_cut"

_Places = Mapping[str, tuple[int, Box]]  # page and box by XPath


def read_einvoice(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Read an XML file. A `FormatReader`."""
    yield Count(1)
    yield from einvoice_parts(content, first_number=1, wish=wish, limits=limits)


def einvoice_parts(xml: bytes, *, first_number: int, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Give the pages that are set from an XML (source `xml`), numbered from `first_number`, then the e-invoice.

    Raises ForbiddenXmlError and EInvoiceInvalidError, both before the first part, and ResourceLimitError.
    """
    invoice = read_xml(xml)
    places: dict[str, tuple[int, Box]] = {}
    room = replace(limits, pages=limits.rendered_pages)
    blocks = tuple(blocks_of(invoice))
    for page in typeset(blocks, limits=room, first_number=first_number, source=WordSource.XML):
        yield PageRead(page.page, page.picture)
        for path, box in page.places.items():
            places.setdefault(path, (page.page.number, box))
        if page.is_cut:
            yield Warned(RENDERING_CUT)
    yield from (TableRead(_table(grid, places)) for grid in _grids(blocks))
    yield EInvoiceRead(_placed(invoice, MappingProxyType(places)))


def _grids(blocks: Sequence[Block]) -> Iterator[Grid]:
    """The tables, but not those of a single line: what was taken off it or charged with it."""
    is_of_line = False
    for block in blocks:
        if isinstance(block, Heading):
            is_of_line = block.level == LINE_LEVEL
        elif isinstance(block, Grid) and not (is_of_line and block.title in OF_LINES):
            yield block


def _table(grid: Grid, places: _Places) -> Table:
    """The rows below their headings; it stands where its first value stands."""
    header = (tuple(map(Cell, grid.header)),) if grid.header else ()
    rows = tuple(tuple(Cell(text.text, _box_of(text, places)) for text in row) for row in grid.rows)
    pages = (places[text.mark][0] for row in grid.rows for text in row if text.mark in places)
    return Table(0, (*header, *rows), TableOrigin.DOCUMENT, next(pages, None), title=grid.title)


def _box_of(text: Text, places: _Places) -> Box | None:
    return places[text.mark][1] if text.mark in places else None


def _placed(invoice: EInvoice, places: _Places) -> EInvoice:
    def group(terms: Group) -> Group:
        return {name: _placed_term(term, places) for name, term in terms.items()}

    def groups(several: tuple[Group, ...]) -> tuple[Group, ...]:
        return tuple(map(group, several))

    return replace(
        invoice,
        terms=group(invoice.terms),
        lines=tuple(Line(group(line.terms), groups(line.allowances), groups(line.charges)) for line in invoice.lines),
        allowances=groups(invoice.allowances),
        charges=groups(invoice.charges),
        taxes=groups(invoice.taxes),
        payments=groups(invoice.payments),
        preceding=groups(invoice.preceding),
        notes=groups(invoice.notes),
        attachments=groups(invoice.attachments),
    )


def _placed_term(term: Term, places: _Places) -> Term:
    if term.path not in places:
        return term
    return Term(term.text, term.path, *places[term.path])
