"""Blocks as one HTML page that stands alone: all text escaped, nothing that runs, nothing that is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from services.reading.blocks import Block, Grid, Heading, PageBreak, Pairs, Paragraph, Text, Verbatim

LOWEST_HEADING = 6
STYLE = (
    "body{font-family:sans-serif;margin:2em;max-width:60em}"
    "table{border-collapse:collapse;margin:1em 0}"
    "th,td{padding:.2em .6em;text-align:left;vertical-align:top;border-bottom:1px solid #ccc}"
    ".n{text-align:right}"
)


def blocks_to_html(blocks: Iterable[Block], *, title: str) -> str:
    """Give a whole HTML document in UTF-8, without a reference to anything outside of it."""
    body = "\n".join(part for block in blocks for part in _html(block))
    head = f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n<style>{STYLE}</style>'
    return f"<!doctype html>\n<html>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"


def _html(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            name = f"h{min(max(level, 1), LOWEST_HEADING)}"
            yield f"<{name}>{_lines(text)}</{name}>"
        case Paragraph(text):
            yield f"<p>{_lines(text)}</p>"
        case Verbatim(text):
            yield f"<pre>{escape(text)}</pre>"
        case PageBreak():
            yield "<hr>"
        case Pairs(rows):
            yield "<table>"
            for label, value in rows:
                yield f'<tr><th scope="row">{escape(label)}</th><td>{_lines(value)}</td></tr>'
            yield "</table>"
        case Grid():
            yield from _table(block)


def _table(grid: Grid) -> Iterator[str]:
    yield "<table>"
    if grid.title:
        yield f"<caption>{escape(grid.title)}</caption>"
    if grid.header:
        heads = (f'<th scope="col"{_side(grid, column)}>{escape(head)}</th>' for column, head in enumerate(grid.header))
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    for row in grid.rows:
        yield "<tr>" + "".join(f"<td{_side(grid, column)}>{_lines(cell)}</td>" for column, cell in enumerate(row)) + "</tr>"
    yield "</table>"


def _side(grid: Grid, column: int) -> str:
    return ' class="n"' if column < len(grid.is_numeric) and grid.is_numeric[column] else ""


def _lines(text: Text) -> str:
    return escape(text.text).replace("\n", "<br>")
