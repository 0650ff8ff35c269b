"""How the receipts of one till look: its paper, its type, what stands between its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from training.documents.canvas import Align, Face


class Ruling(Enum):
    """What stands between the blocks of a slip."""

    NONE = ""
    DASHES = "-"
    DOUBLE = "="
    STARS = "*"
    DOTS = "."
    LINE = "line"
    DASHED_LINE = "dashed line"


@dataclass(frozen=True, slots=True)
class Look:
    """One till and its paper. `width`, `margin` and `size` in points; `pitch` in type sizes; scales times the type size."""

    width: float = 226.0  # 80 mm
    margin: float = 11.0
    face: Face = Face.MONO
    bold: Face = Face.MONO_BOLD
    size: float = 8.0
    pitch: float = 1.22
    name_scale: float = 1.3
    total_scale: float = 1.25
    ruling: Ruling = Ruling.DASHES
    is_capital: bool = False  # prints everything in capitals
    head: Align = Align.CENTRE
    colon: str = ":"
    least_height: float = 0.0  # of a form, which is not cut off behind the last row
