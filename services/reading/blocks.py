"""A document without pages of its own, as blocks to be set on pages (`typeset.py`) or shown as HTML (`blocks_html.py`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text. `mark` names it, so that its place on the page can be found after typesetting ("": not needed)."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines as they stand, in letters of one width, so that their columns stay columns."""

    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels with their values, one pair per row."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns; `header` may be empty. `is_numeric` tells by column whether it is set to the right."""

    rows: tuple[tuple[Text, ...], ...]
    header: tuple[str, ...] = ()
    is_numeric: tuple[bool, ...] = ()
    title: str = ""


Block = Heading | Paragraph | Verbatim | PageBreak | Pairs | Grid
