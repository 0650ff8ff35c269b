"""The codes of a sheet: runs of letters and digits that may be the number of something, parted ones put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.parsers.folding import plain
from services.parsers.label_values import labels_of
from services.parsers.layout import Row, Span
from services.parsers.number_labels import is_of_document, kinds_of_number

_FEWEST, _LONGEST = 2, 32  # letters and digits of a number
_CODE = re.compile(r"[^\W_](?:[\w/.\-]{0,40}[^\W_])?")
_GLUED_LABEL = re.compile(
    r"(?:invoice|inv|receipt|rcpt|bill|slip|doc|bon|beleg|rechnungs?|facture|fattura|factura|faktura)?[.\-]?(?:nos?|nr|num|nummer|number)\.?(?=[A-Z]{0,4}[0-9])",
    re.IGNORECASE,
)
_GLUED_TITLE = re.compile(
    r"(?:invoice|facture?|factura|rechnung|fattura|faktura|factuur|receipt|bill|ticket|recibo|quittung)(?=[0-9])", re.IGNORECASE
)
_GLUED_WORD = re.compile(r"[^\W\d_]{1,20}[^\W\d_A-Z]{3}(?=[0-9])")
_MASK = re.compile(r"[xX*#•]{3,}[ \-]?$")
_GOES_ON = re.compile(r" ?[/\-] ?|[ ]")
_NO_CODE_AFTER = re.compile(r" ?%|[.,:][0-9]| ?(?:€|eur\b|uhr\b|tage|days|kg\b|cm\b|ml\b)", re.IGNORECASE)
_NO_CODE_BEFORE = re.compile(r"[0-9][.,:]$|[€$£@]$|www\.[\w.]*$")


@dataclass(frozen=True, slots=True)
class Code:
    """A run of letters and digits that may be a number, and where in its row the one before ends."""

    span: Span
    since: int
    is_joined: bool

    @property
    def text(self) -> str:
        return self.span.text


def codes_of(row: Row, taken: Sequence[tuple[int, int]]) -> Iterator[Code]:
    """The codes of a row, left to right, and those that blanks or strokes part, put together. `taken`: amounts and dates."""
    parts: list[Span] = []
    since = 0
    for match in _CODE.finditer(row.text):
        span = Span(row, match.start() + _length_of_label(match.group()), match.end())
        if not any(c.isdigit() for c in span.text) or _is_word(span.text):
            continue
        if _is_code(span) and not any(span.start < end and begin < span.end for begin, end in taken):
            for first in _runs(parts, span):
                yield Code(Span(row, first.start, span.end), _since(parts, first), is_joined=True)
            whole = _with_prefix(span)
            if whole is not None:
                yield Code(whole, since, is_joined=True)
            yield Code(span, since, is_joined=False)
            parts.append(span)
        since = since if in_brackets(row.text, match.start(), match.end()) else match.end()


def labelled_numbers(rows: Sequence[Row]) -> Iterator[Span]:
    """The codes beside or below a label that is that of an invoice or receipt, top to bottom."""
    for row in rows:
        for code in codes_of(row, ()):
            kinds = [kinds_of_number(told.label) for told in labels_of(code.span, rows, since=code.since)]
            is_whole = not code.is_joined and not in_brackets(row.text, code.span.start, code.span.end)
            if is_whole and any(is_of_document(told) for told in kinds):
                yield code.span


def _length_of_label(text: str) -> int:
    match = _GLUED_LABEL.match(text) or _GLUED_TITLE.match(text) or _GLUED_WORD.match(text)
    return match.end() if match else 0


def in_brackets(text: str, start: int, end: int) -> bool:
    """A code in brackets, such as that of a kind of document, stands between a label and its number."""
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"


def _is_word(text: str) -> bool:
    """A word in which a letter was read as a figure ("purcha5e")."""
    if not text.isalnum():
        return False
    lower, digits = sum(c.islower() for c in text), sum(c.isdigit() for c in text)
    return lower >= 3 and digits <= 2 and lower > digits


def _is_code(span: Span) -> bool:
    text, row = span.text, span.row.text
    size = sum(c.isalnum() for c in text)
    if not _FEWEST <= size <= _LONGEST or (size == _FEWEST and not text.isdigit()):
        return False
    before = row[max(0, span.start - 20) : span.start]
    return not (_NO_CODE_AFTER.match(row[span.end :]) or _NO_CODE_BEFORE.search(before) or _MASK.search(before))


def _with_prefix(span: Span) -> Span | None:
    """Letters that stand apart before the digits: "CS 10012", "R - 55"."""
    before = span.row.text[max(0, span.start - 6) : span.start]
    match = re.search(r"(?<![^\s:#(])([A-Z]{1,4})(?: ?[./\-] ?| )$", before)
    if match is None or kinds_of_number(plain(match[1])):
        return None
    return Span(span.row, span.start - len(match.group()), span.end)


def _runs(parts: Sequence[Span], last: Span) -> Iterator[Span]:
    """The codes before it from which on all are parted by a blank or a stroke only, at most three in a row."""
    end = last.start
    for part in reversed(parts[-2:]):
        if not _GOES_ON.fullmatch(last.row.text[part.end : end]):
            return
        yield part
        end = part.start


def _since(parts: Sequence[Span], first: Span) -> int:
    index = parts.index(first)
    return parts[index - 1].end if index else 0
