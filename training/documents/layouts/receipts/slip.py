"""The slip of paper under every receipt layout: rows of type that run downwards, in the look of one till."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TypeVar

from training.documents.canvas import Align, Canvas, Content, Span, Style, spans_of, text_width
from training.documents.layouts.receipts.look import Look, Ruling
from training.documents.scene import Scene

Choice = TypeVar("Choice")
LONGEST = 6000.0  # points
SMALLEST = 3.2  # points, to which a row is set smaller before it no longer fits
STEP = 0.94
GAP = 0.7  # of the type size, at least, between two cells


class Slip:
    """Prints row after row of a scene on `canvas`, and decides by the scene's seed where a layout leaves a choice."""

    def __init__(self, scene: Scene, look: Look) -> None:
        self.scene, self.look, self.spec, self.words = scene, look, scene.spec, scene.words
        self.canvas = Canvas(look.width, LONGEST)
        self.plain = Style(look.face, look.size)
        self.strong = Style(look.bold, look.size)
        self.small = Style(look.face, look.size * 0.85)
        self.name = Style(look.bold, look.size * look.name_scale)
        self.total = Style(look.bold, look.size * look.total_scale)
        self.y = 16.0 + self.dice("top").uniform(0, 14)

    def dice(self, name: str) -> Random:
        """Dice of their own for one decision, so that none changes another."""
        return Random(f"{self.scene.seed} {name}")

    def pick(self, name: str, options: Sequence[Choice]) -> Choice:
        return self.dice(name).choice(options)

    @property
    def left(self) -> float:
        return self.look.margin

    @property
    def right(self) -> float:
        return self.look.width - self.look.margin

    @property
    def room(self) -> float:
        return self.right - self.left

    def gap(self, rows: float = 0.6) -> None:
        self.y += rows * self.look.size * self.look.pitch

    def line(self, content: Content, style: Style | None = None, align: Align = Align.LEFT) -> None:
        """One text at the left, in the middle or at the right; a long one is wrapped."""
        if text := self._told(content):
            used = style or self.plain
            self._advance(used)
            x = {Align.LEFT: self.left, Align.CENTRE: (self.left + self.right) / 2, Align.RIGHT: self.right}[align]
            self._fitted(x, text, used, self.room, align)

    def block(self, rows: Sequence[str], *labels: str) -> None:
        """Rows of the head that make up one text, such as an address."""
        told = [row.upper() if self.look.is_capital else row for row in rows if row]
        fitting = [part for row in told for part in wrapped(row, self.plain, self.room)]
        self._advance(self.plain)
        x = {Align.LEFT: self.left, Align.CENTRE: (self.left + self.right) / 2, Align.RIGHT: self.right}[self.look.head]
        pitch = self.plain.size * self.look.pitch
        self.y = self.canvas.paragraph(x, self.y, fitting, self.plain, *labels, pitch=pitch, align=self.look.head)

    def head(self, content: Content, style: Style | None = None) -> None:
        """A row of the head or the foot, where this till aligns those."""
        self.line(content, style, self.look.head)

    def row(self, left: Content, right: Content, style: Style | None = None, *, indent: float = 0.0) -> None:
        """Text at the left margin and text at the right one; `indent` in type sizes. A long left text is wrapped."""
        used = style or self.plain
        told, tail = self._told(left), self._told(right)
        start = self.left + indent * used.size
        room = self.right - start - (self._width(tail, used) + GAP * used.size if tail else 0.0)
        self._advance(used)
        if told and self._stands_alone(told, used, room):
            self._fitted(start, told, used, self.right - start, Align.LEFT)
            self._advance(used)
        elif told:
            self._fitted(start, told, used, room, Align.LEFT)
        if tail:
            self._fitted(self.right, tail, used, self.room, Align.RIGHT)

    def row_of_three(self, left: Content, middle: Content, right: Content) -> None:
        """A row whose middle stands close to its right; in two rows where it does not fit into one."""
        tail = (*spans_of(middle), *spans_of(right))
        if self.fits((*spans_of(left), *tail), self.plain):
            self.row(left, tail)
        else:
            self.line(left)
            self.row("", tail)

    def led_row(self, left: Content, right: Content, style: Style) -> None:
        """A row with dots from the left text to the right one."""
        told, tail = self._told(left), self._told(right)
        empty = self.room - self._width((*told, *tail), style) - 2 * text_width(" ", style)
        dots = "." * max(int(empty / text_width(".", style)) - 1, 0)
        self.row((*told, Span(dots)) if dots else told, tail, style)

    def tabbed(self, label: str, value: Content) -> None:
        """A label and its value at a tab stop."""
        told, stop = self._told(label), 0.36 * self.room
        if self._width(told, self.plain) + GAP * self.plain.size > stop or not self.scene.chance("tabs", 0.6):
            self.line((label, *spans_of(value)))
            return
        self._advance(self.plain)
        self.canvas.text(self.left, self.y, told, self.plain)
        self._fitted(self.left + stop, self._told(value), self.plain, self.room - stop, Align.LEFT)

    def case(self, text: str) -> str:
        """The text as this till prints it."""
        return text.upper() if self.look.is_capital else text

    def columns(self, cells: Sequence[Content], edges: Sequence[float], style: Style | None = None) -> None:
        """Cells with their right edges at fractions of the room; the first begins at the left margin."""
        told, used = [self._told(cell) for cell in cells], style or self.plain
        self._advance(used)
        while used.size > SMALLEST and self._collide(told, edges, used):
            used = replace(used, size=used.size * STEP)
        for index, (content, edge) in enumerate(zip(told, edges, strict=True)):
            x, align = (self.left + edge * self.room, Align.RIGHT) if index else (self.left, Align.LEFT)
            if content:
                self.canvas.text(x, self.y, content, used, align=align)

    def named_columns(self, name: Span, cells: Sequence[Content], edges: Sequence[float]) -> None:
        """A row of a table; a name that does not fit into the first column stands above its figures."""
        if self._width(self._told(name), self.plain) > (edges[0] - 0.06) * self.room:
            self.line(name)
            self.columns(("", *cells), edges)
        else:
            self.columns((name, *cells), edges)

    def form_row(self, first: Content, name: Span, cells: Sequence[Content], edges: Sequence[float]) -> None:
        """A row of a form: a short cell, a name that is wrapped in its column, cells with their right edges at `edges`."""
        self.columns((first, *cells), (0.1, *edges[1:]))
        start, end = self.left + edges[0] * self.room, self.left + (edges[1] - 0.16) * self.room
        self._fitted(start, self._told(name), self.plain, end - start, Align.LEFT)

    def fits(self, content: Content, style: Style) -> bool:
        """Whether it can stand in one row."""
        return self._width(self._told(content), style) <= self.room

    def labelled(self, label: str, *value: Span | str) -> tuple[Span | str, ...]:
        """A label with this till's colon, and what it names."""
        return (label + self.look.colon, *value) if label else value

    def amount(self, value: Decimal, *labels: str, with_symbol: bool = False) -> tuple[Span, ...]:
        """An amount; its currency is labelled where it is printed with it."""
        text, bare = self.scene.money(value, with_symbol=with_symbol), self.scene.money(value)
        symbol = text.replace(bare, "").strip()
        if not symbol:
            return (Span(bare, labels),)
        if " " not in text or value < 0:
            return (Span(text, (*labels, "currency")),)
        parts = (Span(symbol, ("currency",)), Span(bare, labels))
        return parts if text.startswith(symbol) else parts[::-1]

    def rule(self) -> None:
        ruling = self.look.ruling
        if ruling is Ruling.NONE:
            self.gap(0.5)
        elif ruling in (Ruling.LINE, Ruling.DASHED_LINE):
            self.gap(0.5)
            self.canvas.rule(self.left, self.right, self.y, dashed=ruling is Ruling.DASHED_LINE)
        else:
            count = int(self.room / text_width(ruling.value, self.plain))
            self.line(ruling.value * count)

    def finished(self) -> Canvas:
        """The paper, cut behind the last row."""
        self.canvas.cut(max(self.y + 18.0 + self.dice("bottom").uniform(0, 16), self.look.least_height))
        return self.canvas

    def _told(self, content: Content) -> tuple[Span, ...]:
        return tuple(replace(span, text=self.case(span.text)) for span in spans_of(content) if span.text.strip())

    def _stands_alone(self, told: tuple[Span, ...], style: Style, room: float) -> bool:
        """Whether a left text is too long for one row and cannot be wrapped beside the right one."""
        *before, last = told
        stretch = (*before, Span(max(last.text.split(), key=len)))
        return self._width(told, style) > room and (self._width(stretch, style) > room or len(told) > 2)

    def _width(self, content: tuple[Span, ...], style: Style) -> float:
        return text_width(" ".join(span.text for span in content), style)

    def _fitted(self, x: float, content: tuple[Span, ...], style: Style, room: float, align: Align) -> None:
        """Wrap the last span; the others stay in one row, set smaller where they need that."""
        *before, last = content
        kept = self._width((*before, Span("")), style) if before else 0.0
        longest = max(text_width(word, style) for word in last.text.split())
        if self._width(content, style) <= room or not before:
            self._last(x, content, style, room, align)
        elif align is Align.LEFT and kept + longest <= room:
            self.canvas.text(x, self.y, tuple(before), style)
            self._last(x + kept, (last,), style, room - kept, align)
        else:
            size = max(style.size * room / self._width(content, style), SMALLEST)
            self.canvas.text(x, self.y, content, replace(style, size=size), align=align)

    def _last(self, x: float, content: tuple[Span, ...], style: Style, room: float, align: Align) -> None:
        if len(content) > 1:
            self.canvas.text(x, self.y, content, style, align=align)
            return
        text, labels = content[0].text, content[0].labels
        longest = max(text_width(word, style) for word in text.split())
        used = replace(style, size=max(style.size * min(room / longest, 1.0), SMALLEST))
        pitch = used.size * self.look.pitch
        self.y = self.canvas.paragraph(x, self.y, wrapped(text, used, room), used, *labels, pitch=pitch, align=align)

    def _collide(self, told: Sequence[tuple[Span, ...]], edges: Sequence[float], style: Style) -> bool:
        end = 0.0
        for index, (content, edge) in enumerate(zip(told, edges, strict=True)):
            width = self._width(content, style)
            start = edge * self.room - width if index else 0.0
            if content and start < end:
                return True
            end = start + width + GAP * style.size if content else end
        return False

    def _advance(self, style: Style) -> None:
        self.y += style.size * self.look.pitch


def wrapped(text: str, style: Style, room: float) -> list[str]:
    """The text in rows that are no wider than `room`, where its words allow that."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and word != ":" and text_width(longer, style) > room:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows
