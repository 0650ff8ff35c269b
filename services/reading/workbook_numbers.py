"""Numbers of a sheet as a person sees them: with the decimals and the currency of their format.

Always with a decimal point and without separators of thousands: which ones a person sees depends on the machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

SIGNIFICANT_DIGITS = ".15g"  # what a spreadsheet shows; behind them stands the dust of binary numbers
MOST_DECIMALS = 15
FORMAT_CHARACTERS = 255
MONEY_DECIMALS = 2
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.([#0?]*))?")
_UNSHOWN = re.compile(r"_.|\*.|\[(?!\$)[^\]]{0,40}\]|-[0-9A-Fa-f]{1,8}(?=\])")
_LITERAL = re.compile(r'\[\$([^\]]{0,20})\]|"([^"]{0,40})"|\\(.)|([^\[\]"\\])')
_ODD = re.compile(r"[Ee][+-]|/|[#0?],+(?![#0?,])|@")  # exponents, fractions, thousands of thousands, text


def cell_text(value: object, number_format: str = "General") -> str:
    """Give a value of a sheet as text: dates in ISO, truth in English, numbers by their format."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return _number_text(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(timespec="seconds")
    return str(value)


def plain_number(value: float) -> str:
    """Give a number of a sheet as a spreadsheet shows it: no exponent, a point, 15 digits that count."""
    text = format(value, SIGNIFICANT_DIGITS)
    return format(Decimal(text), "f") if "e" in text else text


@dataclass(frozen=True, slots=True)
class _Format:
    """What a format does to a number. `decimals` are its place holders behind the point; None: it is shown as it is."""

    decimals: str | None
    before: str = ""
    after: str = ""
    is_percent: bool = False


@lru_cache(maxsize=512)
def _format(number_format: str) -> _Format:
    """Positive numbers are what the first section of a format is for; the others differ in signs and colours."""
    section = _UNSHOWN.sub("", number_format[:FORMAT_CHARACTERS].split(";", 1)[0])
    bare = _LITERAL.sub(lambda match: match[4] or "", section)
    digits = _DIGITS.search(bare)
    if digits is None or _ODD.search(bare):
        return _Format(None)
    return _Format(digits[1] or "", *_around(section), "%" in bare)


def _number_text(value: float, number_format: str) -> str:
    plain = str(value) if isinstance(value, int) else plain_number(value)
    shown = _format(number_format)
    if shown.decimals is None:
        return plain
    try:
        rounded = _rounded(Decimal(plain) * (100 if shown.is_percent else 1), shown.decimals)
    except InvalidOperation:  # more digits than a format has to do with
        return plain
    return f"{'-' if rounded < 0 else ''}{shown.before}{abs(rounded):f}{shown.after}".strip()


def _rounded(number: Decimal, decimals: str) -> Decimal:
    """Round to so many places as the format has; zeros that make no money are left out, or 1.500 would seem thousands."""
    rounded = number.quantize(Decimal(1).scaleb(-min(len(decimals), MOST_DECIMALS)), ROUND_HALF_UP)
    needed = min(decimals.count("0") + decimals.count("?"), MONEY_DECIMALS)
    while -int(rounded.as_tuple().exponent) > needed and rounded == rounded.quantize(shorter := _one_less(rounded)):
        rounded = rounded.quantize(shorter)
    return rounded


def _one_less(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(number.as_tuple().exponent) + 1)


def _around(section: str) -> tuple[str, str]:
    """What stands before and behind the digits: the currency, a unit, a percent sign."""
    before, after, is_behind = "", "", False
    for match in _LITERAL.finditer(section):
        letter = match[4] or ""
        if letter and letter in "#0?,.":
            is_behind = True
            continue
        shown = (match[1] or match[2] or match[3] or letter).replace("\u00a0", " ").replace("(", "").replace(")", "")
        before, after = (before, after + shown) if is_behind else (before + shown, after)
    return before, after
