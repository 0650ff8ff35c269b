"""The list of expenses that the first generation wrote as JSON, one row per expense, values exactly as they stand there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from services.errors import CorruptFileError, ResourceLimitError
from services.reading.limits import Limits
from services.reading.table_encoding import encoding_of
from services.reading.tables import Row, TableHead, TableWish

COLUMNS = ("id", "date", "merchant", "amount", "currency", "category", "items", "tax", "payment_method", "notes", "file")
EXTRA = "extra"  # the last column: what has no other, as a JSON object
OTHER_NAMES = {"vendor": "merchant", "total": "amount"}
LIST_KEY = "expenses"
_SPACE = re.compile(r"[ \t\r\n]*")


def open_expenses(content: bytes, wish: TableWish, limits: Limits) -> tuple[TableHead, Iterator[Row]]:
    """Give the rows of `[{…}, …]` or `{"expenses": [{…}, …]}`, their header first.

    Raises CorruptFileError; the rows raise ResourceLimitError too.
    """
    encoding = encoding_of(content, wish.encoding)
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError as error:
        raise CorruptFileError(f"The file is not written in {encoding}. Save it as UTF-8.") from error
    return TableHead(encoding=encoding), _rows(text, limits)


def _rows(text: str, limits: Limits) -> Iterator[Row]:
    yield 1, (*COLUMNS, EXTRA)
    for number, expense in enumerate(_Scanner(text).expenses(), start=1):
        if not isinstance(expense, dict):
            raise CorruptFileError(f"Entry {number} of the list is no expense. An expense is an object with date and amount.")
        cells = _cells(expense)
        if max(map(len, cells)) > limits.cell_characters:
            raise ResourceLimitError(f"Expense {number} has a value of more than {limits.cell_characters:,} characters.")
        yield number + 1, cells


def _cells(expense: dict[str, object]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    extra: dict[str, object] = {}
    for key, value in expense.items():
        column = key if key in COLUMNS else OTHER_NAMES.get(key, "")
        if column and not known.get(column):
            known[column] = _as_text(value)
        else:
            extra[key] = value
    return (*(known.get(column, "") for column in COLUMNS), json.dumps(extra, ensure_ascii=False) if extra else "")


def _as_text(value: object) -> str:
    """Numbers are texts already, as they stand in the file; null is nothing; lists and objects stay JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


class _Scanner:
    """Reads one expense after the other, so that memory holds the text and one of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=_refuse)

    def expenses(self) -> Iterator[object]:
        if self._next() == "{":
            self._find_list()
        self._expect("[")
        if self._next() == "]":
            return
        while True:
            yield self._value()
            if self._next() == "]":
                return
            self._expect(",")

    def _find_list(self) -> None:
        """Go to the list in an object, past whatever stands before it."""
        self._expect("{")
        while self._next() == '"':
            key = self._value()
            self._expect(":")
            if key == LIST_KEY:
                return
            self._value()
            if self._next() == ",":
                self._expect(",")
        raise CorruptFileError("The JSON is no list of expenses and has none under “expenses”.")

    def _value(self) -> object:
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._skipped())
        except (ValueError, RecursionError) as error:
            raise self._broken() from error
        return value

    def _expect(self, character: str) -> None:
        if self._next() != character:
            raise self._broken()
        self._at += 1

    def _next(self) -> str:
        self._at = self._skipped()
        return self._text[self._at : self._at + 1]

    def _skipped(self) -> int:
        match = _SPACE.match(self._text, self._at)
        return match.end() if match else self._at

    def _broken(self) -> CorruptFileError:
        line = self._text.count("\n", 0, self._at) + 1
        return CorruptFileError(f"The JSON is broken at line {line}. Write the list of expenses again.")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
