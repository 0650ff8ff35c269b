"""Keyset cursors: where a page of a list begins, as an opaque word.

A cursor names the row beside which the page lies by the list's keys (such as date and id), so a page costs the same however
deep it lies, and rows that come or go meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from uuid import UUID

from utils.errors import DomainError

MAX_LENGTH = 1000


class InvalidCursorError(DomainError):
    """The cursor is not one that this list gave out."""

    code = "invalid_cursor"
    title = "No such place in the list"

    def __init__(self) -> None:
        super().__init__("The cursor is none of this list. Start again without it, or follow `next` and `previous` as they are.")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The page after (or before) the row with this key and id. `key` is the list's first key as text.

    `sort` names the order in which the list was given out ("-amount"); empty for the list's own. No other order takes it.
    """

    key: str
    row_id: UUID
    is_backwards: bool = False
    sort: str = ""

    def encode(self) -> str:
        """A word that is safe in an address."""
        order = [self.sort] if self.sort else []
        told = json.dumps([int(self.is_backwards), self.key, self.row_id.hex, *order], ensure_ascii=False)
        return base64.urlsafe_b64encode(told.encode()).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str) -> Cursor:
        """Raises InvalidCursorError for everything that `encode` does not make."""
        if len(text) > MAX_LENGTH:
            raise InvalidCursorError
        try:
            told = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        except (binascii.Error, ValueError, RecursionError) as error:
            raise InvalidCursorError from error
        return cls._checked(told)

    @classmethod
    def _checked(cls, told: object) -> Cursor:
        match told:
            case [0 | 1 as is_backwards, str(key), str(row_id), *order] if _can_be_asked_for(key):
                try:
                    return cls(key, UUID(row_id), bool(is_backwards), _sort(order))
                except ValueError as error:
                    raise InvalidCursorError from error
        raise InvalidCursorError


def _can_be_asked_for(key: str) -> bool:
    """Neither NUL nor half of a character, which no database takes (JSON can write both)."""
    return "\x00" not in key and not any("\ud800" <= character <= "\udfff" for character in key)


def _sort(order: list[object]) -> str:
    match order:
        case []:
            return ""
        case [str(sort)] if sort:
            return sort
    raise InvalidCursorError
