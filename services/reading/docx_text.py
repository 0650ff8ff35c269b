"""The text of one XML part of a DOCX: paragraphs, tables and pictures in their order, as a person sees them.

Elements are told by their local names, so that both standards of the format (transitional and strict) are read. The part
is never held as a tree: how deep or how long it is costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from services.errors import CorruptFileError, ForbiddenXmlError, ResourceLimitError
from services.reading.blocks import Block, Grid, Heading, PageBreak, Paragraph, Text
from services.reading.numeric_columns import numeric_columns
from services.reading.office_package import REFERS

CHUNK_BYTES = 64 * 1024
MOST_NESTED = 20  # tables in tables
KEPT = 100_000  # paragraphs and rows: many more than fit the pages and tables that are kept of a letter
MOST_COLUMNS = 512  # that one cell may reach over
BESIDE = "   "  # between the cells of a table that is told within a cell
NOT_SHOWN = frozenset(
    {"Fallback", "moveFrom", "rt", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"}
)
CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo"})
PROPERTIES = frozenset({"rPr", "trPr", "pPr"})
NO = frozenset({"0", "false", "off"})
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}

Attributes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A picture by the id of its relationship, and the area in which it is shown (square cm; None: not told)."""

    relationship: str
    area_cm2: float | None


@dataclass(slots=True)
class PartText:
    """What one part holds. `tables` are those with more than one column, innermost first."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    pictures: list[PictureUse] = field(default_factory=list)
    has_changes: bool = False


@dataclass(slots=True)
class _Paragraph:
    text: list[str] = field(default_factory=list)
    level: int = 0  # of a heading
    ends_page: bool = False


@dataclass(slots=True)
class _Cell:
    blocks: list[Block] = field(default_factory=list)
    columns: int = 1


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    is_deleted: bool = False


def text_of_part(chunks: Iterable[bytes], heading_levels: Mapping[str, int]) -> PartText:
    """Read a part. `heading_levels` are those of the styles that make headings, by their ids.

    Raises CorruptFileError, ForbiddenXmlError, ResourceLimitError.
    """
    walker = _Walker(heading_levels)
    feed_xml(chunks, walker)
    return walker.found


def feed_xml(chunks: Iterable[bytes], target: object) -> None:
    """Parse XML into a target (`start`, `data`, `end`, `close`). Raises CorruptFileError, ForbiddenXmlError."""
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise ForbiddenXmlError(REFERS) from error
    except (ParseError, LookupError, ValueError) as error:  # an unknown encoding is one of the latter
        raise CorruptFileError("A part of the letter is damaged or cut off. Send it again, or save it as PDF.") from error


def local(name: str) -> str:
    """Give a name without its namespace."""
    return name.rpartition("}")[2]


def local_attributes(attributes: Attributes) -> dict[str, str]:
    """Give attributes by their names without namespaces."""
    return {local(name): value for name, value in attributes.items()}


class _Walker:
    """Goes through a part from its first element to its last."""

    def __init__(self, heading_levels: Mapping[str, int]) -> None:
        self.found = PartText()
        self._heading_levels = heading_levels
        self._open: list[str] = []
        self._skipped_from = 0  # how many elements were open when one began that is not shown; 0: all is shown
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[list[_Row]] = []
        self._is_hidden = False
        self._left = KEPT
        self._area_cm2: float | None = None
        self._starts: Mapping[str, Callable[[Attributes], None]] = {
            "p": self._start_paragraph,
            "r": self._start_run,
            "vanish": self._hide,
            "pStyle": self._style,
            "outlineLvl": self._outline,
            "tbl": self._start_table,
            "tr": self._start_row,
            "tc": self._start_cell,
            "gridSpan": self._span,
            "extent": self._extent,
            "blip": self._picture,
            "imagedata": self._picture,
            "pict": self._start_drawing,
            "drawing": self._start_drawing,
        }
        self._ends: Mapping[str, Callable[[], None]] = {"p": self._end_paragraph, "tbl": self._end_table}

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""
        name = local(tag)
        parent = self._open[-1] if self._open else ""
        self._open.append(name)
        if self._skipped_from:
            return
        if name in CHANGES:
            self._change(name, parent)
        if name in NOT_SHOWN or (name == "del" and parent not in PROPERTIES):
            self._skipped_from = len(self._open)
        elif name in BREAKS and parent == "r":
            self._break(name, local_attributes(attributes))
        elif name in self._starts:
            self._starts[name](local_attributes(attributes))

    def data(self, text: str) -> None:
        """Text of the element that began last."""
        if self._open[-1] == "t" and not self._skipped_from and not self._is_hidden and self._paragraphs:
            self._paragraphs[-1].text.append(text)

    def end(self, _: str) -> None:
        """An element ends."""
        name = self._open.pop()
        if self._skipped_from:
            if len(self._open) < self._skipped_from:
                self._skipped_from = 0
        elif name in self._ends:
            self._ends[name]()

    def close(self) -> None:
        """The part ends."""

    def _change(self, name: str, parent: str) -> None:
        self.found.has_changes = True
        if name == "del" and parent == "trPr" and self._tables and self._tables[-1]:
            self._tables[-1][-1].is_deleted = True

    def _break(self, name: str, attributes: Attributes) -> None:
        if self._paragraphs and not self._is_hidden:
            self._paragraphs[-1].text.append(BREAKS[name])
            self._paragraphs[-1].ends_page |= attributes.get("type") == "page"

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append(_Paragraph())

    def _start_run(self, _: Attributes) -> None:
        self._is_hidden = False

    def _hide(self, attributes: Attributes) -> None:
        if self._open[-3:-1] == ["r", "rPr"]:
            self._is_hidden = attributes.get("val", "1") not in NO

    def _style(self, attributes: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].level = self._heading_levels.get(attributes.get("val", ""), 0)

    def _outline(self, attributes: Attributes) -> None:
        level = attributes.get("val", "")
        if self._paragraphs and level.isdecimal() and int(level) < 9:
            self._paragraphs[-1].level = int(level) + 1

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.text).strip("\n ")
        self._left -= 1
        if text.strip() and self._left > 0:
            self._add(Heading(Text(text), paragraph.level) if paragraph.level else Paragraph(Text(text)))
        if paragraph.ends_page and not self._tables:
            self._add(PageBreak())

    def _add(self, block: Block) -> None:
        """Put a block into the cell that is open, else into the letter."""
        if self._tables and self._tables[-1] and self._tables[-1][-1].cells:
            self._tables[-1][-1].cells[-1].blocks.append(block)
        else:
            self.found.blocks.append(block)

    def _start_table(self, _: Attributes) -> None:
        if len(self._tables) >= MOST_NESTED:
            raise ResourceLimitError("The letter has tables in tables in tables without end. Save it as PDF.")
        self._tables.append([])

    def _start_row(self, _: Attributes) -> None:
        if self._tables and self._left > 0:
            self._tables[-1].append(_Row())

    def _start_cell(self, _: Attributes) -> None:
        if self._tables and self._tables[-1]:
            self._tables[-1][-1].cells.append(_Cell())

    def _span(self, attributes: Attributes) -> None:
        columns = attributes.get("val", "")
        if self._tables and self._tables[-1] and self._tables[-1][-1].cells and columns.isdecimal():
            self._tables[-1][-1].cells[-1].columns = min(max(int(columns[:4]), 1), MOST_COLUMNS)

    def _end_table(self) -> None:
        """A table of one column only arranges what stands in it."""
        rows = [row for row in self._tables.pop() if not row.is_deleted]
        if all(len(row.cells) <= 1 for row in rows):
            for block in (block for row in rows for cell in row.cells for block in cell.blocks):
                self._add(block)
            return
        texts = tuple(tuple(text for cell in row.cells for text in _cell_texts(cell)) for row in rows)
        if any(any(row) for row in texts):
            self.found.tables.append(texts)
            self._add(Grid(tuple(tuple(map(Text, row)) for row in texts), is_numeric=numeric_columns(texts)))

    def _start_drawing(self, _: Attributes) -> None:
        self._area_cm2 = None

    def _extent(self, attributes: Attributes) -> None:
        sides = [attributes.get(name, "") for name in ("cx", "cy")]
        if all(side.isdecimal() and len(side) < 12 for side in sides):
            self._area_cm2 = int(sides[0]) / 360_000 * int(sides[1]) / 360_000

    def _picture(self, attributes: Attributes) -> None:
        relationship = attributes.get("embed") or attributes.get("id", "")
        if relationship:
            self.found.pictures.append(PictureUse(relationship, self._area_cm2))


def _cell_texts(cell: _Cell) -> tuple[str, ...]:
    """The text of a cell, and an empty one for each further column that it reaches over."""
    return ("\n".join(_lines(cell.blocks)), *([""] * (cell.columns - 1)))


def _lines(blocks: Iterable[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            lines.append(block.text.text)
        elif isinstance(block, Grid):
            lines += [BESIDE.join(cell.text.replace("\n", " ") for cell in row if cell.text) for row in block.rows]
    return lines


def with_tabs_as_columns(blocks: Iterable[Block]) -> list[Block]:
    """Lines that are set apart by tabs, one below the other, are columns."""
    done: list[Block] = []
    rest = list(blocks)
    while rest:
        tabbed = list(takewhile(_has_tabs, rest))
        if tabbed:
            rows = tuple(tuple(line.split("\t")) for block in tabbed for line in _lines([block])[0].split("\n"))
            done.append(Grid(tuple(tuple(map(Text, row)) for row in rows), is_numeric=numeric_columns(rows)))
            rest = rest[len(tabbed) :]
        else:
            done.append(rest.pop(0))
    return done


def _has_tabs(block: Block) -> bool:
    return isinstance(block, Paragraph) and "\t" in block.text.text.strip()
