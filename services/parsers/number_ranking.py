"""The number of the invoice or receipt as a ranked field: every printed code with its label, shape and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.classifiers.linear import Features, named
from services.parsers.candidates import Sheet
from services.parsers.date_labels import TITLE
from services.parsers.folding import letters_and_digits, plain
from services.parsers.label_values import Relation, labels_of
from services.parsers.layout import Row
from services.parsers.number_codes import Code, codes_of, in_brackets
from services.parsers.number_labels import is_of_credit, is_of_document, kinds_of_number
from services.parsers.ranked import Candidate, Choice, Ranking
from services.providers.base import OwnIdentity
from services.types import FieldName

_MOST_ROWS, _MOST = 160, 160
_SHORT_LABEL, _TOP_ROWS = 24, 30
_NEVER_OWN = frozenset({"delivery", "related", "order", "tax"})  # "delivery note", "invoice to be corrected", "order slip"
_DATE_NEXT = re.compile(r"[ ,]{0,3}(?:[^\W\d_]{1,8}\.?[ :]{1,2}){0,2}[0-3]?[0-9](?:[./\-][01]?[0-9][./\-]|[. ]{1,2}[^\W\d_]{3})")
_OF_TILL_ROWS = ("with_date", "with_time", "near_date", "last_in_row")
_BY_HAND: Mapping[str, float] = {  # for what is too rare to be learnt; the model weighs the sum
    "own number": 4.0,
    "own word": 2.0,
    "title": 1.5,
    "own number above": 3.0,
    "own word above": 1.0,
    "own among others": 0.5,
    "bare number": 1.0,
    "other number": -3.0,
    "other number above": -1.5,
    "in_title_row": 1.0,
    "before_date": 0.5,
    "is_year": -3.0,
    "in_brackets": -3.0,
    "few_digits": -0.5,
    "beside_amount": -1.0,
}
_TIME = re.compile(r"(?<!\d)[0-2]?\d:[0-5]\d")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class _Around:
    """What all codes of a sheet have in common."""

    rows: Sequence[Row]
    dates: frozenset[int]  # rows with a date
    first_amount: int  # row of the first amount
    counts: Counter[str]
    height: float  # usual height of a row
    is_credit: bool  # words of a credit note stand near the top


def number_candidates(sheet: Sheet, _own: OwnIdentity, _today: date) -> Sequence[Candidate]:
    """One candidate per printed code that is no amount and no time; joined ones beside their parts."""
    rows = sheet.rows[:_MOST_ROWS]
    amounts = [amount.span for amount in sheet.amounts if amount.has_decimals]
    dates = [found.span for found in sheet.dates if not found.span.text.isdigit()]
    taken: dict[int, list[tuple[int, int]]] = {}
    for span in (*amounts, *dates):
        taken.setdefault(span.row.index, []).append((span.start, span.end))
    codes = [code for row in rows for code in codes_of(row, taken.get(row.index, []))]
    around = _around(sheet, codes)
    with_amount = {span.row.index for span in amounts}
    found = (_candidate(code, sheet, around, beside_amount=code.span.row.index in with_amount) for code in codes)
    return [candidate for candidate in found if candidate is not None][:_MOST]


def _around(sheet: Sheet, codes: Sequence[Code]) -> _Around:
    heights = sorted(row.height for row in sheet.rows)
    return _Around(
        sheet.rows,
        frozenset(found.span.row.index for found in sheet.dates),
        min((amount.span.row.index for amount in sheet.amounts if amount.has_decimals), default=len(sheet.rows)),
        Counter(letters_and_digits(code.text) for code in codes),
        heights[len(heights) // 2] if heights else 0.0,
        any(is_of_credit(plain(row.text)) for row in sheet.rows[:_TOP_ROWS]),
    )


def _candidate(code: Code, sheet: Sheet, around: _Around, *, beside_amount: bool) -> Candidate | None:
    labels = list(labels_of(code.span, sheet.rows, since=code.since))
    beside = next((told for told in labels if told.relation is not Relation.BELOW), None)
    kinds = kinds_of_number(beside.label) if beside is not None else frozenset()
    above = next((told for told in labels if told.relation is Relation.BELOW), None)
    over = kinds_of_number(above.label) if above is not None and not is_of_document(kinds) else frozenset()
    before = kinds_of_number(plain(code.span.row.text[: code.since])[-40:]) if beside is None and code.since else frozenset()
    is_labelled = is_of_document(kinds) or is_of_document(over)
    if not is_labelled and (beside_amount or sum(c.isdigit() for c in code.text) < 3):
        return None
    features = {
        **_told(kinds, "", beside.label if beside else ""),
        **_told(over, " above", above.label if above else ""),
        **named({f"{kind} before": True for kind in before}),
        **named(_shape(code)),
        **named(_place(code, around)),
        **named({f"unlabelled {name}": True for name in _OF_TILL_ROWS if not kinds and not over and _place(code, around)[name]}),
        **_on_credit_note(is_of_credit(" ".join(told.label for told in labels)), is_labelled, around),
        **named({"glued": beside is not None and beside.relation is Relation.GLUED, "beside_amount": beside_amount}),
    }
    features["by_hand"] = sum(_BY_HAND.get(name, 0.0) for name in features)
    return Candidate(code.text.strip(), (code.span,), features)


def _on_credit_note(is_credit: bool, is_labelled: bool, around: _Around) -> Features:
    """On a credit note the number of an invoice is that of the one that it corrects."""
    shown = {"credit label": is_credit, "other label on credit note": is_labelled and not is_credit}
    return named(shown) if around.is_credit else {}


def _told(kinds: frozenset[str], where: str, label: str) -> Features:
    """The kinds of the label, each by its name, and what they mean together."""
    shown = {f"{kind}{where}": True for kind in kinds}
    others = kinds - {"invoice", "receipt", "number", "title", "date", "nearest"}
    is_next = "nearest" in kinds and len(label) < _SHORT_LABEL and not others & _NEVER_OWN
    is_own = is_of_document(kinds) and (not others or is_next)
    shown |= {
        f"own number{where}": is_own and "number" in kinds,
        f"own word{where}": is_own and "number" not in kinds,
        f"own among others{where}": is_of_document(kinds) and not is_own,
        f"other number{where}": not is_of_document(kinds) and bool(others),
        f"bare number{where}": kinds == {"number"},
        f"long label{where}": len(label) > 30,
        f"short label{where}": 0 < len(label.strip(" :.#-")) <= 16,
        f"unlabelled{where}": not kinds,
    }
    return named(shown)


def _shape(code: Code) -> dict[str, bool]:
    text = code.text
    digits = sum(c.isdigit() for c in text)
    letters = sum(c.isalpha() for c in text)
    return {
        "digits_only": text.isdigit(),
        "few_digits": digits <= 3,
        "four_or_five_digits": 4 <= digits <= 5,
        "six_to_eight_digits": 6 <= digits <= 8,
        "nine_to_twelve_digits": 9 <= digits <= 12,
        "many_digits": digits > 12,
        "has_letters": letters > 0,
        "more_letters_than_digits": letters > digits,
        "begins_with_letters": text[0].isalpha(),
        "lower_case": any(c.islower() for c in text),
        "has_stroke": "/" in text,
        "has_dash": "-" in text,
        "has_point": "." in text,
        "has_year": _YEAR.search(text) is not None,
        "is_year": _YEAR.fullmatch(text) is not None,
        "begins_with_zero": text[0] == "0",
        "joined": code.is_joined,
    }


def _place(code: Code, around: _Around) -> dict[str, bool]:
    row = code.span.row
    share = row.index / max(len(around.rows) - 1, 1)
    rest = row.text[code.span.end :].strip()
    return {
        "top": share < 0.25,
        "upper_half": share < 0.5,
        "bottom": share > 0.8,
        "before_amounts": row.index < around.first_amount,
        "with_date": row.index in around.dates,
        "before_date": _DATE_NEXT.match(row.text[code.span.end :]) is not None,
        "in_title_row": TITLE.match(plain(row.text[:40])) is not None,
        "in_brackets": in_brackets(row.text, code.span.start, code.span.end),
        "near_date": bool(around.dates & {row.index - 1, row.index + 1}),
        "repeated": around.counts[letters_and_digits(code.text)] > 1,
        "tall": row.height > 1.3 * around.height,
        "goes_on": bool(rest) and rest[0].isalnum() and code.span.end < len(row.text) and row.text[code.span.end :][:2] != "  ",
        "goes_on_with_digit": bool(re.match(r" ?[/\-.]? ?[0-9]", row.text[code.span.end :])),
        "first_in_row": not any(c.isdigit() for c in row.text[: code.span.start]),
        "alone_in_row": code.span.start == 0 and not rest,
        "second_page": row.page.number > 1,
        "last_in_row": not rest,
        "with_time": _TIME.search(row.text) is not None,
        "poorly_read": code.span.confidence < 0.85,
    }


def number_signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
    """What speaks for and against the first choice."""
    best = choices[0]
    kept = {name: value for name, value in best.candidate.features.items() if name in _TELLING}
    return {"log_share": best.log_share, **kept}


_TELLING = frozenset(
    {
        "own number", "own word", "own number above", "own among others", "bare number", "joined", "goes_on_with_digit",
        "poorly_read", "unlabelled", "repeated", "by_hand", "is_year", "in_title_row", "digits_only", "few_digits",
    }
)  # fmt: skip

INVOICE_NUMBER_RANKING = Ranking(FieldName.INVOICE_NUMBER, number_candidates, number_signs)
