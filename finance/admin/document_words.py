"""What an operator said on the page of a document: a value, a place, a kind, a direction; out of a posted form."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from finance.errors import InvalidFieldError
from finance.services.document_classifying import DIRECTIONS
from finance.services.document_places import Place
from services.types import Box, Direction, DocumentKind, FieldName

SIDES = ("x0", "y0", "x1", "y1")
KINDS = [(kind.value, kind.value.replace("_", " ")) for kind in DocumentKind]
WAYS = [(way.value, way.value) for way in DIRECTIONS]


def field_name_of(request: HttpRequest) -> FieldName:
    """Raises Http404 for a name that no field has."""
    name = request.POST.get("name", "")
    if name not in set(FieldName):
        raise Http404("There is no such field.")
    return FieldName(name)


def place_of(request: HttpRequest) -> Place | None:
    """The page and the box on it; None where no page is named. Raises InvalidFieldError."""
    if not request.POST.get("page", "").strip():
        return None
    page = _number(request, "page")
    box = Box(*(_number(request, side) for side in SIDES))
    if page < 1 or page != int(page) or not (0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1):
        raise _no_place("A place is a page, and left, top, right and bottom as shares of it from 0 to 1.")
    return Place(int(page), box)


def value_of(request: HttpRequest, *, has_place: bool) -> str | None:
    """What was typed; None where nothing was, and a place says it."""
    value = request.POST.get("value", "")
    return None if has_place and not value.strip() else value


def kind_of(request: HttpRequest) -> DocumentKind | None:
    """None where nothing was chosen. Raises Http404 for one that there is not."""
    kind = request.POST.get("kind", "")
    if kind and kind not in set(DocumentKind):
        raise Http404("There is no such kind of document.")
    return DocumentKind(kind) if kind else None


def direction_of(request: HttpRequest) -> Direction | None:
    """None where nothing was chosen. Raises Http404 for one that there is not."""
    way = request.POST.get("direction", "")
    if way and way not in set(Direction):
        raise Http404("There is no such direction.")
    return Direction(way) if way else None


def _number(request: HttpRequest, name: str) -> float:
    text = request.POST.get(name, "").strip()
    try:
        number = float(text)
    except ValueError as error:
        raise _no_place(f"“{text[:20]}” is no number. Draw the box, or enter its page and its four sides.") from error
    if not abs(number) < 1e6:  # neither is NaN
        raise _no_place("A number of the place is too large.")
    return number


def _no_place(sentence: str) -> InvalidFieldError:
    return InvalidFieldError(sentence, errors={"box": [sentence]})
