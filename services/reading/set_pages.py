"""What readers of files without pages share: their blocks become the pages of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.errors import EmptyDocumentError
from services.reading.blocks import Block
from services.reading.limits import Limits
from services.reading.parts import PageRead, Part, Warned
from services.reading.typeset import TypesetPage, typeset

PAGES_CUT = "pages_cut"


def pages_of(blocks: Iterable[Block], limits: Limits) -> list[TypesetPage]:
    """Set blocks on pages; their pictures are not drawn yet. Raises EmptyDocumentError where there is no word."""
    pages = list(typeset(blocks, limits=limits))
    if not pages:
        raise EmptyDocumentError("The file holds no text.")
    return pages


def parts_of_pages(pages: Iterable[TypesetPage]) -> Iterator[Part]:
    """Give the pages as parts of a reading, and a warning where more would have followed."""
    for page in pages:
        yield PageRead(page.page, page.picture)
        if page.is_cut:
            yield Warned(PAGES_CUT)
