"""EInvoice to JSON and back. What comes back is checked like any input: a reading child may have been taken over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.einvoice.model import EInvoice, Group, Line, Syntax, Term
from services.errors import DocumentFormatError

MOST_TERMS = 300  # of a group; the standard knows some 170 terms
MOST_GROUPS = 10_000
TEXT_CHARACTERS = 10_000
PATH_CHARACTERS = 500
LAST_PAGE = 1_000
SIDES = 4
NUMBERS = frozenset({int, float})
GROUPS = ("allowances", "charges", "taxes", "payments", "preceding", "notes", "attachments")


def einvoice_to_json(invoice: EInvoice) -> dict[str, Any]:
    """Give an e-invoice as JSON values; a term is [text, path, page, box]."""
    return {
        "syntax": invoice.syntax.value,
        "specification": invoice.specification,
        "is_credit_note": invoice.is_credit_note,
        "terms": _group_to_json(invoice.terms),
        "lines": [_line_to_json(line) for line in invoice.lines],
        **{name: [_group_to_json(group) for group in getattr(invoice, name)] for name in GROUPS},
    }


def einvoice_from_json(value: object) -> EInvoice:
    """Give the e-invoice of JSON values; raises DocumentFormatError at anything of a wrong type, size or range."""
    data = _object(value)
    if data.get("syntax") not in tuple(Syntax) or not isinstance(data.get("is_credit_note"), bool):
        raise DocumentFormatError("The syntax of an e-invoice is unknown.")
    return EInvoice(
        syntax=Syntax(data["syntax"]),
        specification=_text(data.get("specification"), TEXT_CHARACTERS),
        is_credit_note=data["is_credit_note"],
        terms=_group(data.get("terms")),
        lines=tuple(_line(line) for line in _list(data.get("lines"))),
        **{name: tuple(_group(group) for group in _list(data.get(name))) for name in GROUPS},
    )


def _line_to_json(line: Line) -> dict[str, Any]:
    return {
        "terms": _group_to_json(line.terms),
        "allowances": [_group_to_json(group) for group in line.allowances],
        "charges": [_group_to_json(group) for group in line.charges],
    }


def _group_to_json(group: Group) -> dict[str, Any]:
    return {name: [term.text, term.path, term.page, list(term.box) if term.box else None] for name, term in group.items()}


def _line(value: object) -> Line:
    data = _object(value)
    allowances, charges = (tuple(_group(group) for group in _list(data.get(name))) for name in ("allowances", "charges"))
    return Line(_group(data.get("terms")), allowances, charges)


def _group(value: object) -> Group:
    data = _object(value)
    if len(data) > MOST_TERMS:
        raise DocumentFormatError("A group of an e-invoice has too many terms.")
    return {_text(name, 20): _term(term) for name, term in data.items()}


def _term(value: object) -> Term:
    if not isinstance(value, list) or len(value) != SIDES:
        raise DocumentFormatError("A term of an e-invoice is incomplete.")
    text, path, page, box = value
    if type(page) is not int or not 0 <= page <= LAST_PAGE:
        raise DocumentFormatError("The page of a term is out of range.")
    return Term(_text(text, TEXT_CHARACTERS), _text(path, PATH_CHARACTERS), page, _box(box))


def _box(value: object) -> tuple[float, float, float, float] | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != SIDES:
        raise DocumentFormatError("A box is incomplete.")
    x0, y0, x1, y1 = value
    if not set(map(type, value)) <= NUMBERS or not (0 <= x0 <= 1 and 0 <= y0 <= 1 and 0 <= x1 <= 1 and 0 <= y1 <= 1):
        raise DocumentFormatError("A box is out of range.")
    return float(x0), float(y0), float(x1), float(y1)


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DocumentFormatError("An object is missing.")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > MOST_GROUPS:
        raise DocumentFormatError("A list is missing or too long.")
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise DocumentFormatError("A text is missing or too long.")
    if value.isascii() and "\x00" not in value:
        return value
    return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
