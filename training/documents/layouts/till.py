"""The till roll under every receipt layout: 42 columns of monospaced type that runs downwards."""

from __future__ import annotations

from training.documents.canvas import Align, Canvas, Content, Face, Style

PAPER_WIDTH, LONGEST_ROLL, MARGIN = 226.0, 1400.0, 11.0  # points; 80 mm paper
PITCH = 12.2
PLAIN = Style(Face.MONO_BOLD, 8.1)
STRONG = Style(Face.MONO_BOLD, 11.5)
HEAD = Style(Face.MONO_BOLD, 11.0)


class TillRoll:
    """Prints row after row; `canvas` is the paper."""

    def __init__(self) -> None:
        self.canvas = Canvas(PAPER_WIDTH, LONGEST_ROLL)
        self._y = 30.0

    def centre(self, content: Content, *, style: Style = PLAIN) -> None:
        self._advance(style)
        self.canvas.text(PAPER_WIDTH / 2, self._y, content, style, align=Align.CENTRE)

    def row(self, left: Content, right: Content = "", *, style: Style = PLAIN) -> None:
        """Text at the left and at the right margin."""
        self._advance(style)
        self.canvas.text(MARGIN, self._y, left, style)
        if right:
            self.canvas.text(PAPER_WIDTH - MARGIN, self._y, right, style, align=Align.RIGHT)

    def columns(self, cells: tuple[Content, ...], edges: tuple[float, ...]) -> None:
        """Cells with their right edges at fractions of the printable width."""
        self._advance(PLAIN)
        for cell, edge in zip(cells, edges, strict=True):
            x = MARGIN + edge * (PAPER_WIDTH - 2 * MARGIN)
            self.canvas.text(x, self._y, cell, PLAIN, align=Align.RIGHT)

    def rule(self) -> None:
        self._y += PITCH * 0.6
        self.canvas.rule(MARGIN, PAPER_WIDTH - MARGIN, self._y, dashed=True)

    def gap(self) -> None:
        self._y += PITCH * 0.6

    def cut(self) -> Canvas:
        self.canvas.cut(self._y + 34.0)
        return self.canvas

    def _advance(self, style: Style) -> None:
        self._y += PITCH * max(1.0, style.size / 8.6)
