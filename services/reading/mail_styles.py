"""What the styles of a mail hide from who reads it. Only what is needed to leave hidden text out; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

Rules = Mapping[str, str]  # name of a property → its value, in lower case
SHEET_CHARACTERS = 200_000
AWAY_PX = 500
INVISIBLE_PX = 1.0
WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"})
NO_COLOUR = frozenset({"", "transparent", "none", "inherit", "initial"})
SELECTOR_CHARACTERS = 2000  # of one rule
_SIMPLE = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?[.#][\w-]+")
_LENGTH = re.compile(r"(-?\d{0,6}(?:\.\d{1,6})?)(px|pt|em|rem|%)?")
_SIZES = ("height", "max-height", "width", "max-width", "font-size")
_PLACES = ("left", "top", "right", "text-indent", "margin-left", "margin-top")


def declarations(style: str) -> dict[str, str]:
    """The properties of a `style` attribute."""
    found = {}
    for declaration in style[:SHEET_CHARACTERS].lower().split(";")[:200]:
        name, colon, value = declaration.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


def rules_of(sheets: str) -> dict[str, dict[str, str]]:
    """The properties by simple selector (`td`, `.x`, `td.x`, `#x`) of style sheets, without @media and the like."""
    found: dict[str, dict[str, str]] = {}
    sheet = "".join(_outside_comments(sheets[:SHEET_CHARACTERS]))
    for rule in "".join(_outside_blocks(sheet)).split("}"):
        selectors, _brace, body = rule.partition("{")
        properties = declarations(body)
        for selector in selectors[:SELECTOR_CHARACTERS].lower().split(","):
            if properties and _SIMPLE.fullmatch(selector.strip()):
                found.setdefault(selector.strip(), {}).update(properties)
    return found


def is_hidden(style: Rules, background: Callable[[], str]) -> bool:
    """Whether text of this style is not seen; `background` gives the nearest colour behind it ("" where none is set)."""
    return any(hides(style) for hides in _HIDES) or (_colour(style.get("color", "")) in WHITE and _is_white(background()))


def background_of(style: Rules) -> str:
    """The colour that it sets behind its text, "" for none. A picture counts as a colour of its own."""
    if "url(" in style.get("background", "") or "background-image" in style:
        return "picture"
    colour = _colour(style.get("background-color") or style.get("background", ""))
    return "" if colour in NO_COLOUR else colour


def _outside_comments(sheet: str) -> Iterator[str]:
    """The sheet without comments; one that is not closed takes the rest."""
    end = 0
    while (start := sheet.find("/*", end)) >= 0:
        yield sheet[end:start]
        close = sheet.find("*/", start + 2)
        end = close + 2 if close >= 0 else len(sheet)
    yield sheet[end:]


def _outside_blocks(sheet: str) -> Iterator[str]:
    """The sheet without @-rules and their blocks."""
    depth = skipping = 0
    for piece in re.split(r"([{}])", sheet):
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if not skipping and "@" in piece:
            before, _at, _name = piece.partition("@")
            yield before
            skipping = depth + 1
        elif not skipping:
            yield piece
        elif piece == "}" and depth < skipping:
            skipping = 0


def _is_white(background: str) -> bool:
    return background in WHITE or not background


def _colour(value: str) -> str:
    return value.replace(" ", "")


def _px(value: str) -> float | None:
    """A length in about pixels; None for what is none."""
    found = _LENGTH.fullmatch(value.strip())
    if found is None or not re.search(r"\d", found[1]):
        return None
    factor = {"em": 16.0, "rem": 16.0, "%": 10.0}.get(found[2] or "px", 1.0)
    return float(found[1]) * factor


def _is_tiny(style: Rules) -> bool:
    return any((size := _px(style[name])) is not None and size <= INVISIBLE_PX for name in _SIZES if name in style)


def _is_away(style: Rules) -> bool:
    return any((place := _px(style[name])) is not None and place <= -AWAY_PX for name in _PLACES if name in style)


_HIDES: tuple[Callable[[Rules], bool], ...] = (
    lambda style: style.get("display") == "none",
    lambda style: style.get("visibility") in ("hidden", "collapse"),
    lambda style: style.get("mso-hide") == "all",
    lambda style: _px(style.get("opacity", "")) == 0.0,
    _is_tiny,
    _is_away,
)
