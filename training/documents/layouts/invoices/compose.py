"""Putting parts together: one under the other, side by side, kept on one page, at the foot."""

from __future__ import annotations

from training.documents.layouts.invoices.sheet import Area, Part, Sheet

GUTTER = 24.0


def stack(*parts: Part, space: float = 0.0) -> Part:
    """One under the other, `space` points apart."""

    def draw(sheet: Sheet, area: Area) -> float:
        for index, part in enumerate(parts):
            area = area._replace(y=part(sheet, area) + (space if index < len(parts) - 1 else 0.0))
        return area.y

    return draw


def beside(left: Part, right: Part, *, share: float = 0.55) -> Part:
    """Two columns; the left one gets that share of the width."""

    def draw(sheet: Sheet, area: Area) -> float:
        middle = area.x0 + share * area.width
        bottoms = left(sheet, area._replace(x1=middle - GUTTER / 2)), right(sheet, area._replace(x0=middle + GUTTER / 2))
        return max(bottoms)

    return draw


def columns(*parts: Part) -> Part:
    """Columns of equal width."""

    def draw(sheet: Sheet, area: Area) -> float:
        step = area.width / len(parts)
        edges = [area.x0 + index * step for index in range(len(parts))]
        return max(part(sheet, Area(x, x + step - GUTTER / 2, area.y)) for part, x in zip(parts, edges, strict=True))

    return draw


def gap(points: float) -> Part:
    return lambda _sheet, area: area.y + points


def not_above(y: float, part: Part) -> Part:
    """The part begins at `y` points or below."""
    return lambda sheet, area: part(sheet, area._replace(y=max(area.y, y)))


def inset(part: Part, *, left: float = 0.0, right: float = 0.0) -> Part:
    """The part, with so many points left free at its sides."""
    return lambda sheet, area: part(sheet, area._replace(x0=area.x0 + left, x1=area.x1 - right))


def keep(part: Part) -> Part:
    """The part on one page: on a new one where it does not fit any more."""
    return lambda sheet, area: part(sheet, sheet.room(area, sheet.height_of(part, area)))


def at_foot(part: Part) -> Part:
    """The part at the lower end of the page."""

    def draw(sheet: Sheet, area: Area) -> float:
        height = sheet.height_of(part, area)
        area = sheet.room(area, height)
        return part(sheet, area._replace(y=sheet.floor - height))

    return draw


def framed(part: Part, *, pad: float = 7.0, grey: float | None = None) -> Part:
    """The part in a box, or on a band of that grey."""

    def draw(sheet: Sheet, area: Area) -> float:
        inner = Area(area.x0 + pad, area.x1 - pad, area.y + pad * 0.6)
        bottom = part(sheet, inner) + pad
        if grey is None:
            sheet.canvas.frame(area.x0, area.y, area.x1, bottom)
        else:
            sheet.canvas.band(area.x0, area.y, area.x1, bottom, grey=grey)
        return bottom

    return draw


def ruled(part: Part, *, above: bool = False, width: float = 0.8) -> Part:
    """The part with a rule under or above it."""

    def draw(sheet: Sheet, area: Area) -> float:
        if above:
            sheet.canvas.rule(area.x0, area.x1, area.y, width=width)
            return part(sheet, area._replace(y=area.y + 5))
        bottom = part(sheet, area) + 5
        sheet.canvas.rule(area.x0, area.x1, bottom, width=width)
        return bottom + 4

    return draw


def maybe(name: str, share: float, part: Part, other: Part | None = None) -> Part:
    """The part in that share of all documents, else the other one or nothing."""

    def draw(sheet: Sheet, area: Area) -> float:
        if sheet.chance(name, share):
            return part(sheet, area)
        return other(sheet, area) if other else area.y

    return draw
