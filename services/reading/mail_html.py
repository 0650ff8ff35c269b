"""The HTML of a mail as blocks and tables: what a person sees of it. Nothing is fetched, nothing runs; scripts are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from services.reading.blocks import Block, Grid, Heading, Paragraph, Text
from services.reading.mail_styles import Rules, background_of, declarations, is_hidden, rules_of

_DROPPED = (
    "script style head title template noscript object embed applet iframe frame frameset svg math canvas audio video select",
    "option datalist textarea button input meta link base map area",
)
_BLOCKS = (
    "p div br hr li ul ol dl dt dd tr td th table tbody thead tfoot caption blockquote pre section article header footer main",
    "aside address center form fieldset body html figure figcaption nav",
)
DROPPED = frozenset(tag for row in _DROPPED for tag in row.split())
BLOCKS = frozenset(tag for row in _BLOCKS for tag in row.split())
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
COLUMNS_NEEDED = ROWS_NEEDED = 2
_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class HtmlRead:
    """The blocks in their order, the tables of data among them, and whether figures were hidden."""

    blocks: list[Block] = field(default_factory=list)
    tables: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    hides_figures: bool = False


def read_html(text: str) -> HtmlRead:
    """Read the HTML; what is none gives no blocks."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:  # there is no element in it
        return HtmlRead()
    return _Walk(root).read()


class _Walk:
    """One way through the tree, without recursion: text gathers in a line until a block begins or ends."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._read = HtmlRead()
        self._line: list[str] = []
        self._rules = rules_of(" ".join(style.text or "" for style in root.iter("style")))
        self._behind: list[str] = []  # the colours behind the elements that are open

    def read(self) -> HtmlRead:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._is_left_out(element):
                    walk.skip_subtree()
                    self._skipped(element)
                elif self._is_grid(element):
                    walk.skip_subtree()
                    self._grid(element)
                else:
                    self._begin(element)
            else:
                self._end(element)
        self._flush()
        return self._read

    def _begin(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS or element.tag in HEADINGS:
            self._flush()
        self._add(element.text)

    def _end(self, element: HtmlElement) -> None:
        """lxml tells the end of a skipped subtree as well."""
        if element.tag in HEADINGS:
            self._flush(HEADINGS[element.tag])
        elif element.tag in BLOCKS:
            self._flush()
        self._behind.pop()
        self._add(element.tail)

    def _is_left_out(self, element: HtmlElement) -> bool:
        """Put down the colour behind it, and tell whether it is not seen."""
        style = self._style(element)
        behind = background_of(style) or (self._behind[-1] if self._behind else "")
        self._behind.append(behind)
        return element.tag in DROPPED or "hidden" in element.attrib or is_hidden(style, lambda: behind)

    def _skipped(self, element: HtmlElement) -> None:
        if element.tag not in DROPPED and _DIGIT.search("".join(map(str, element.itertext()))):
            self._read.hides_figures = True

    def _style(self, element: HtmlElement) -> Rules:
        found: dict[str, str] = {}
        for selector in _selectors(element):
            found |= self._rules.get(selector, {})
        if colour := element.get("bgcolor"):
            found["background-color"] = colour.lower()
        if element.tag == "font" and (colour := element.get("color")):
            found["color"] = colour.lower()
        return found | declarations(element.get("style") or "")

    def _is_grid(self, element: HtmlElement) -> bool:
        """A table without tables in it, of which a row has two cells; others are there for the looks."""
        if element.tag != "table" or next(element.iter("table", "tr"), None) is None:
            return False
        if sum(1 for _ in element.iter("table")) > 1:
            return False
        return any(sum(1 for cell in row if cell.tag in ("td", "th")) >= COLUMNS_NEEDED for row in element.iter("tr"))

    def _grid(self, table: HtmlElement) -> None:
        self._flush()
        rows = [cells for row in self._seen(table, "tr") if any(cells := tuple(self._cells(row)))]
        if not rows:
            return
        self._read.blocks.append(Grid(tuple(tuple(map(Text, cells)) for cells in rows)))
        if len(rows) >= ROWS_NEEDED and max(map(len, rows)) >= COLUMNS_NEEDED:
            self._read.tables.append(tuple(rows))

    def _cells(self, row: HtmlElement) -> Iterator[str]:
        for cell in self._seen(row, "td", "th"):
            yield _folded(self._seen_text(cell))

    def _seen(self, below: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
        walk = etree.iterwalk(below, events=("start",))
        for _event, element in walk:
            if element is not below and (element.tag in DROPPED or self._is_hidden_alone(element)):
                walk.skip_subtree()
                self._skipped(element)
            elif element.tag in tags:
                yield element

    def _seen_text(self, cell: HtmlElement) -> Sequence[str]:
        """The text of a cell, without what is hidden in it."""
        texts: list[str] = [cell.text or ""]
        walk = etree.iterwalk(cell, events=("start", "end"))
        for event, element in walk:
            if element is cell:
                continue
            if event == "end":
                texts.append(element.tail or "")
            elif element.tag in DROPPED or self._is_hidden_alone(element):
                walk.skip_subtree()
                self._skipped(element)
            else:
                texts += [" " if element.tag in BLOCKS else "", element.text or ""]
        return texts

    def _is_hidden_alone(self, element: HtmlElement) -> bool:
        return "hidden" in element.attrib or is_hidden(self._style(element), lambda: self._behind_of(element))

    def _behind_of(self, element: HtmlElement) -> str:
        colours = (background_of(self._style(one)) for one in (element, *element.iterancestors()))
        return next(filter(None, colours), "")

    def _add(self, text: str | None) -> None:
        if text:
            self._line.append(text)

    def _flush(self, heading: int = 0) -> None:
        text = _folded(self._line)
        self._line.clear()
        if text:
            self._read.blocks.append(Heading(Text(text), heading) if heading else Paragraph(Text(text)))


def _selectors(element: HtmlElement) -> Iterator[str]:
    tag = str(element.tag)
    yield tag
    for name in (element.get("class") or "").lower().split()[:20]:
        yield from (f".{name}", f"{tag}.{name}")
    if name := (element.get("id") or "").lower():
        yield from (f"#{name}", f"{tag}#{name}")


def _folded(texts: Sequence[str]) -> str:
    return _SPACE.sub(" ", "".join(texts)).strip()
