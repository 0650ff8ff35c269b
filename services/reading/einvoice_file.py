"""E-invoices: the XML is the document; its pages are set from it, each value with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from services.einvoice.model import EInvoice, Group, Line, Term
from services.einvoice.presentation import blocks_of
from services.einvoice.reading import read_xml
from services.reading.limits import Limits
from services.reading.parts import Count, EInvoiceRead, PageRead, Part, Warned
from services.reading.typeset import typeset
from services.reading.wish import ReadWish
from services.types import Box, WordSource

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
    for page in typeset(blocks_of(invoice), limits=room, first_number=first_number, source=WordSource.XML):
        yield PageRead(page.page, page.picture)
        for path, box in page.places.items():
            places.setdefault(path, (page.page.number, box))
        if page.is_cut:
            yield Warned(RENDERING_CUT)
    yield EInvoiceRead(_placed(invoice, MappingProxyType(places)))


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
    page, box = places[term.path]
    return Term(term.text, term.path, page, (box.x0, box.y0, box.x1, box.y1))
