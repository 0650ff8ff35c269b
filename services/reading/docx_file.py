"""DOCX: its text is set on pages, its tables are kept, and pictures that may be receipts are recognised. A `FormatReader`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import filetype
from PIL import Image

from services.errors import EmptyDocumentError, UnreadableError
from services.reading.archive import opened_archive
from services.reading.blocks import Block, Grid, Heading, Paragraph
from services.reading.docx_package import DocxPackage
from services.reading.docx_text import PictureUse, with_tabs_as_columns
from services.reading.image import Picture, pictures, turned
from services.reading.limits import Limits
from services.reading.media_types import PLAIN_IMAGES
from services.reading.office_package import DOCUMENT, office_package
from services.reading.parts import Count, PageRead, Part, TableRead, Unlocked, Warned
from services.reading.recognising import recognise
from services.reading.set_pages import parts_of_pages
from services.reading.typeset import typeset
from services.reading.wish import ReadWish
from services.types import Cell, Table, TableOrigin

TRACKED_CHANGES, PICTURE_UNREADABLE, TOO_MANY_SCANNED_PAGES = "tracked_changes", "picture_unreadable", "too_many_scanned_pages"
FEW_LETTERS = 200  # a letter with no more text than this is there for its pictures
SHOWN_CM2 = 60.0  # a tenth of a page: smaller pictures beside text are logos and signatures
LEAST_PIXELS = 100_000  # of which a receipt can be read


@dataclass(slots=True)
class _Letter:
    """What a letter holds, part by part."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    pictures: list[tuple[PictureUse, bytes]] = field(default_factory=list)
    has_changes: bool = False
    seen: set[Block] = field(default_factory=set)

    def add(self, package: DocxPackage, part: str) -> None:
        """Read a part; one that says only what another has said already (the header of the first page) is left out."""
        text = package.text(part)
        blocks = with_tabs_as_columns(text.blocks)
        if not (blocks and self.seen.issuperset(blocks)):
            self.blocks += blocks
            self.seen.update(blocks)
            self.tables += text.tables
        self.has_changes |= text.has_changes
        seen = {use.relationship: use for use in text.pictures}
        self.pictures += [(use, package.picture(part, name)) for name, use in seen.items()]

    @property
    def is_short(self) -> bool:
        """Tell whether there is so little text that the letter must be there for its pictures."""
        texts = (text for block in self.blocks for text in _texts(block))
        return sum(map(len, texts)) <= FEW_LETTERS


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield block.text.text
    elif isinstance(block, Grid):
        yield from (cell.text for row in block.rows for cell in row)


def read_docx(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    """Read a letter. Raises UnreadableError, NeedsPasswordError, UnsupportedTypeError, OcrError, OcrNeededError."""
    package = office_package(content, DOCUMENT, wish.passwords, limits)
    letter = _letter(package.content, limits)
    pages = list(typeset(letter.blocks, limits=limits))
    scans, warnings = _scans(letter, min(limits.pages - len(pages), limits.scanned_pages), limits)
    if not pages and not scans:
        raise EmptyDocumentError("The letter holds neither text nor a picture that can be read.")
    yield Count(len(pages) + len(scans))
    if package.password is not None:
        yield Unlocked(package.password)
    yield from parts_of_pages(pages)
    for number, scan in enumerate(scans, start=len(pages) + 1):
        yield from _recognised(scan, number, wish, limits)
    yield from (TableRead(_table(number, rows)) for number, rows in enumerate(letter.tables, start=1))
    yield from map(Warned, warnings)


def _letter(content: bytes, limits: Limits) -> _Letter:
    """Headers stand first and footers last, once each."""
    letter = _Letter()
    with opened_archive(content, limits) as archive:
        package = DocxPackage(archive)
        notes = (*package.named("footnotes"), *package.named("endnotes"))
        for part in (*package.named("header"), package.chief, *notes, *package.named("footer")):
            letter.add(package, part)
    return letter


def _table(number: int, rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(number, tuple(tuple(map(Cell, row)) for row in rows), TableOrigin.DOCUMENT)


def _scans(letter: _Letter, most: int, limits: Limits) -> tuple[list[bytes], list[str]]:
    """The pictures that are to be recognised, and what to warn of."""
    warnings = [TRACKED_CHANGES] if letter.has_changes else []
    are_all_large = letter.is_short
    found: dict[bytes, None] = {}
    for use, content in letter.pictures:
        if not are_all_large and use.area_cm2 is not None and use.area_cm2 < SHOWN_CM2:
            continue
        try:
            picture = _first_picture(content, limits)
        except UnreadableError:
            warnings.append(PICTURE_UNREADABLE)
            continue
        if picture is not None and picture.width * picture.height >= LEAST_PIXELS:
            found[content] = None
        if len(found) > most:
            warnings.append(TOO_MANY_SCANNED_PAGES)
            break
    return list(found)[: max(most, 0)], warnings


def _first_picture(content: bytes, limits: Limits) -> Picture | None:
    """The picture, None for drawings (EMF, SVG) and whatever else is no picture of a page."""
    kind = filetype.guess(content)
    if kind is None or kind.mime not in PLAIN_IMAGES:
        return None
    return next(pictures(content, str(kind.mime), limits), None)


def _recognised(content: bytes, number: int, wish: ReadWish, limits: Limits) -> Iterator[Part]:
    picture = _first_picture(content, limits)
    if picture is not None:
        page = recognise(picture, number, "px", wish)
        yield PageRead(page, partial(_image_of, picture, page.rotation))


def _image_of(picture: Picture, rotation: int) -> Image.Image:
    return turned(picture, rotation).image
