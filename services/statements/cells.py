"""One cell of a table as a date, an amount, a currency: strictly, or None."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

from services.parsers.currency_marks import MARK_PATTERN, codes_of_mark
from services.parsers.folding import fold
from services.parsers.month_names import month_number
from services.statements.base import DateOrder, DecimalMark
from utils.money import currencies

FIRST_YEAR, LAST_YEAR = 1970, 2099
MAX_WHOLE_DIGITS = 15  # 19 digits with 4 decimals is what the ledger stores
MAX_DECIMALS = 4
LONGEST = 80  # characters of a date or an amount; a longer cell is neither, and is not looked through for one
_CLOCK = r"(?:[ T,]+[0-9]{1,2}[:.h][0-9]{2}.{0,20})?"
_NUMERIC = re.compile(rf"([0-9]{{1,4}})([./\-])([0-9]{{1,2}})\2([0-9]{{1,4}}){_CLOCK}")
_COMPACT = re.compile(r"[0-9]{8}")
_DAY_NAMED = re.compile(
    rf"(?:[^\W\d]+,? )?([0-9]{{1,2}})[ .\-/]{{0,2}}(?:de )?([^\W\d_]+)\.?[ ,.\-/]{{0,2}}(?:de )?([0-9]{{2}}|[0-9]{{4}}){_CLOCK}"
)
_NAMED_DAY = re.compile(rf"(?:[^\W\d]+,? )?([^\W\d_]+)\.?[ \-]([0-9]{{1,2}})(?:st|nd|rd|th)?,?[ \-]([0-9]{{4}}){_CLOCK}")

_PLAIN = {
    DecimalMark.POINT: re.compile(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,4})?"),
    DecimalMark.COMMA: re.compile(r"[-+]?[0-9]{1,15}(?:,[0-9]{1,4})?"),
}
_GROUPS = r"[0-9]{{1,3}}(?:(?P<g>{0})[0-9]{{3}})(?:(?P=g)[0-9]{{3}})*"
_LAKHS = r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
_NUMBER = {
    DecimalMark.POINT: re.compile(
        rf"(?P<whole>{_GROUPS.format(r'[, ' + chr(39) + ']')}|{_LAKHS}|[0-9]*)(?:\.(?P<part>[0-9]+|-{{1,2}}))?"
    ),
    DecimalMark.COMMA: re.compile(rf"(?P<whole>{_GROUPS.format(r'[. ' + chr(39) + ']')}|[0-9]*)(?:,(?P<part>[0-9]+|-{{1,2}}))?"),
}
_MARK = re.compile(MARK_PATTERN.replace("[ ]", " "), re.IGNORECASE)
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SIDE = re.compile(r"(?<![A-Za-z])(S|H|DR|CR|D|C)\.?$")
MONEY_OUT_WORDS = frozenset(
    {
        "s", "soll", "d", "dr", "debit", "debet", "db", "dbit", "af", "out",
        "ausgang", "-", "minus", "lastschrift", "dare", "debe", "cargo", "belastung", "sent", "expense",
    }
)  # fmt: skip
MONEY_IN_WORDS = frozenset(
    {
        "h", "haben", "c", "cr", "credit", "kredit", "bij", "in", "eingang",
        "+", "plus", "gutschrift", "avere", "haber", "abono", "received", "income", "crdt",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellAmount:
    """A number with its printed sign; `is_out` True or False where a mark (S, DR, H, CR) says which way the money went."""

    value: Decimal
    currency: str | None = None
    is_out: bool | None = None


def date_of(text: str, order: DateOrder) -> datetime.date | None:
    """Give the day of a cell, None where it is none in this order of its numbers. A time behind it is left out."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        return _numeric_date(numeric[1], numeric[3], numeric[4], order)
    if _COMPACT.fullmatch(text):
        return _compact_date(text, order)
    named = _DAY_NAMED.fullmatch(text)
    if named:
        return _named_date(named[1], named[2], named[3])
    named = _NAMED_DAY.fullmatch(text)
    return _named_date(named[2], named[1], named[3]) if named else None


def _numeric_date(first: str, second: str, third: str, order: DateOrder) -> datetime.date | None:
    if len(first) == 4:
        return _day(first, second, third) if len(third) <= 2 else None
    if len(first) > 2 or len(third) not in {2, 4}:
        return None
    if order is DateOrder.YMD:
        return _day(first, second, third) if len(first) == len(third) == 2 else None
    day, month = (first, second) if order is DateOrder.DMY else (second, first)
    return _day(third, month, day)


def _compact_date(text: str, order: DateOrder) -> datetime.date | None:
    begins_with_year = order is DateOrder.YMD or text[:2] in {"19", "20"}
    if begins_with_year and (found := _day(text[:4], text[4:6], text[6:])):
        return found
    if order is DateOrder.YMD:
        return None
    day, month = (text[:2], text[2:4]) if order is DateOrder.DMY else (text[2:4], text[:2])
    return _day(text[4:], month, day)


def _named_date(day: str, month: str, year: str) -> datetime.date | None:
    number = month_number(month)
    return _day(year, str(number), day) if number is not None else None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    if not FIRST_YEAR <= full <= LAST_YEAR:
        return None
    try:
        return datetime.date(full, int(month), int(day))
    except ValueError:
        return None


def amount_of(text: str, mark: DecimalMark) -> CellAmount | None:
    """Give the amount of a cell under the table's decimal mark; None where it is none: wrong groups, two numbers, too long."""
    if _PLAIN[mark].fullmatch(text):
        return CellAmount(Decimal(text.replace(",", ".")))
    return _dressed_amount(fold(text).strip(), mark) if len(text) <= LONGEST else None


def _dressed_amount(text: str, mark: DecimalMark) -> CellAmount | None:
    """An amount with currency, groups, brackets, a sign behind it, or the side of the account."""
    text, currency = _without_currency(text)
    side = _SIDE.search(text)
    if side:
        text = text[: side.start()].strip()
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1].strip() if negative else text
    signs = [text[:1], text[-1:]] if len(text) > 1 else [text]
    if not negative and signs.count("-") + signs.count("+") == 1 and not re.search(r"[.,]--?$", text):
        negative = "-" in signs
        text = (text[1:] if text[0] in "+-" else text[:-1]).strip()
    value = _value(text, mark)
    if value is None or (side and negative):
        return None
    is_out = None if side is None else side[1] in {"S", "DR", "D"}
    return CellAmount(-value if negative else value, currency, is_out)


def _value(text: str, mark: DecimalMark) -> Decimal | None:
    match = _NUMBER[mark].fullmatch(text)
    if not match:
        return None
    whole = re.sub(r"[^0-9]", "", match["whole"])
    part = (match["part"] or "").replace("-", "")
    if not (whole or part) or len(whole) > MAX_WHOLE_DIGITS or len(part) > MAX_DECIMALS:
        return None
    return Decimal(f"{whole or '0'}.{part}" if part else whole)


def _without_currency(text: str) -> tuple[str, str | None]:
    """Take the currency away. A sign that several currencies share says none."""
    match = _CODE.search(text) or _MARK.search(text)
    if not match:
        return text, None
    codes = (match[0],) if match[0] in currencies() else codes_of_mark(match[0])
    if not codes:
        return text, None
    rest = (text[: match.start()] + " " + text[match.end() :]).strip()
    return re.sub(r"^([-+(]) +| +(?=[-)]$)", r"\1", rest), codes[0] if len(codes) == 1 else None


def currency_of(text: str) -> str | None:
    """Give the code of a cell that names a currency, by its code or sign."""
    text = text.strip()
    code = text.upper()
    if code in currencies():
        return code
    codes = codes_of_mark(text)
    return codes[0] if len(codes) == 1 else None


def is_money_out(text: str) -> bool | None:
    """Give which way the money went by a word beside the amount; None when the word says nothing."""
    word = text.strip().strip(".").lower()
    if word in MONEY_OUT_WORDS:
        return True
    return False if word in MONEY_IN_WORDS else None
