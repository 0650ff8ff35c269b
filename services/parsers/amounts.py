"""Amounts as people print them, read into Decimal: separators, signs, digits of other scripts, digits that OCR mistook.

Never through float. What can be read in two ways stays so: `readings` gives all, `parse_amount` None unless told the
document's decimal mark. Exponents, NaN, underscores and absurd lengths are no amounts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from services.parsers.currency_marks import MARK_PATTERN, THREE_DECIMALS, WHOLE_IN_PRINT, ZERO_DECIMALS
from services.parsers.folding import fold

_MARK = MARK_PATTERN.replace(" ", "[ ]")  # the expression below is a verbose one
_MAX_DIGITS = 15  # 19 digits with 4 decimals is what the ledger stores
_CONFUSED = str.maketrans("OoQDlI|SBCce", "000011158000")
_CORE = r"""
    [0-9]{1,3}(?:[.,'][0-9]{2,3})+(?:[.,'][0-9]{3})*[ ]?[.,][ ]?[0-9]{1,3}   # 1.234,56   12,34,567.00
  | [0-9]{1,3}(?:[ ][0-9]{3})+,[0-9]{2}                                     # 1 234,56
  | [0-9]{1,3}(?:[ ][0-9]{3})+(?=[ ]?(?:Ft|kr|Kč|F?CFA|₽|₫)(?![A-Za-z]))       # 1 250 Ft
  | [0-9]{1,3}(?:[.,'][0-9]{3})+                                            # 1.234      1'234'567
  | (?:(?<=RM)|(?<![A-Za-z]))(?=[^ ]*[0-9])[0-9OlI|]{1,6}[.,][0-9OoQlI|SBCcDe]{2}(?![A-Za-z])  # 50.0c  1O.50
  | [0-9]+[.,][0-9]{1,4}                                                    # 12.34      8,5
  | [0-9]+(?:[ ][.,]|[.,][ ]|[ ][.,][ ])[0-9]{2}                            # 12 .34     12. 34
  | [0-9]+(?=[.,]-|,--)                                                     # 12,-
  | (?<![A-Za-z])[.,][0-9]{2}
  | [0-9]+
"""
_TOKEN = re.compile(
    rf"""
    (?P<open>\()?
    (?P<sign>[-+])?[ ]?
    (?:(?P<before>{_MARK})\.?)?[ ]{{0,2}}:?(?P<sign2>[-+])?[ ]?
    (?<![0-9,/])(?<![^sp]\.)(?P<core>{_CORE})(?![0-9]|[.,][0-9]|/[0-9])
    (?:[.,]--?|,-)?
    (?P<after>[ ]?(?:€|EUR\b|Kč|zł|kr\b|円|%))?
    (?P<tail>[ ]?-(?![0-9])|[ ]?(?:CR|DR)\b)?
    (?P<close>\))?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """A printed number at `start` to `end` (digits only, no symbol): its text and whether it is negative or a per cent."""

    start: int
    end: int
    text: str
    negative: bool
    symbol: str  # as printed beside it, "" when there is none
    per_cent: bool
    repaired: bool  # needed letters read as digits, or begins with an odd 0

    @property
    def has_decimals(self) -> bool:
        return re.search(r"[.,] ?[0-9OoQlI|SBCcDe]{2}$", self.text) is not None


def minor_units(currency: str | None) -> int:
    """Decimals that a currency is printed with: JPY and IDR 0, KWD 3, others and unknown 2."""
    if currency in ZERO_DECIMALS or currency in WHOLE_IN_PRINT:
        return 0
    return 3 if currency in THREE_DECIMALS else 2


def find_amounts(text: str) -> Iterator[AmountMatch]:
    """All printed numbers of a folded text, from left to right, also those glued to letters."""
    for match in _TOKEN.finditer(text):
        core = match["core"]
        if len(re.findall(r"\d", core)) > _MAX_DIGITS:
            continue
        yield AmountMatch(
            match.start("core"),
            match.end("core"),
            core,
            _is_negative(match),
            (match["before"] or match["after"] or "").strip(" %"),
            (match["after"] or "").strip() == "%",
            re.search(r"[^\d.,' ]|^0\d", core) is not None,
        )


def _is_negative(match: re.Match[str]) -> bool:
    tail = (match["tail"] or "").strip()
    dash = "-" in {match["sign"], match["sign2"], tail}
    return dash or tail == "CR" or bool(match["open"] and match["close"])


def readings(text: str, *, decimals: int = 2) -> tuple[Decimal, ...]:
    """All values that one printed number may mean, the likelier first; without sign. `1.234` gives two of them."""
    bare = _bare_digits(text)
    if bare is None:
        return ()
    marks = [c for c in bare if not c.isdigit()]
    if not marks:
        return (Decimal(bare),)
    last = marks[-1]
    head, _, tail = bare.rpartition(last)
    grouped = _is_grouped(bare)
    if marks.count(last) > 1 or last in {"'", " "}:
        return (Decimal(re.sub(r"\D", "", bare)),) if grouped else ()
    value = Decimal(f"{re.sub(r'[^0-9]', '', head) or '0'}.{tail}")
    if len(set(marks)) > 1:
        return (value,) if _is_grouped(head) else ()
    whole = Decimal(re.sub(r"\D", "", bare))
    if grouped and len(tail) == 3:
        return (value, whole) if decimals == 3 else (whole, value)
    return (value,)


def parse_amount(text: str, *, decimal_mark: str | None = None, decimals: int = 2) -> Decimal | None:
    """One signed amount out of a text that holds nothing else; None when there is none or it stays ambiguous.

    `decimal_mark` ("." or ",") is the document's convention, `decimals` those of its currency.
    """
    matches = [match for match in find_amounts(fold(text).strip()) if not match.per_cent]
    if len(matches) != 1:
        return None
    value = settle(matches[0].text, decimal_mark=decimal_mark, decimals=decimals)
    if value is None:
        return None
    return -value if matches[0].negative else value


def settle(text: str, *, decimal_mark: str | None, decimals: int) -> Decimal | None:
    """The one value of a printed number under a convention, else None."""
    values = readings(text, decimals=decimals)
    if len(values) < 2:
        return values[0] if values else None
    if decimals == 0:
        return values[0]
    if decimal_mark is None:
        return None
    mark = re.sub(r"[\d ']", "", text)[-1:]
    fraction = next(value for value in values if value != value.to_integral_value() or "." in str(value))
    whole = next(value for value in values if value is not fraction)
    return fraction if mark == decimal_mark else whole


def decimal_mark_of(texts: Iterable[str]) -> str | None:
    """The mark before cents that a document uses, by majority of its unmistakable numbers; None without evidence."""
    votes: Counter[str] = Counter()
    for text in texts:
        mark = re.search(r"([.,]) ?\d{2}$", text)
        if mark:
            votes[mark[1]] += 3 if re.search(r"\d[.,' ]\d{3}[.,]", text) else 1
    if not votes:
        return None
    (best, count), *rest = votes.most_common()
    return best if not rest or count > 2 * rest[0][1] else None


def _is_grouped(text: str) -> bool:
    """Whole digits in groups of three, or Indian lakhs, by one and the same separator."""
    western = re.fullmatch(r"\d{1,3}(?:([.,' ])\d{3})?(?:\1\d{3})*", text)
    indian = re.fullmatch(r"\d{1,2}(?:,\d{2})+,\d{3}", text)
    return bool(western or indian or re.fullmatch(r"\d+", text))


def _bare_digits(text: str) -> str | None:
    """Digits and separators only, confused letters repaired; None where the shape is not certain."""
    text = re.sub(r" ?([.,]) ?(?=\d)", r"\1", fold(text).strip())
    if re.search(r"[^\d.,' ]", text):
        if not re.search(r"\d", text) or not re.fullmatch(r"[0-9OlI|]{0,6}[.,][0-9OoQlI|SBCcDe]{2}", text):
            return None
        text = text.translate(_CONFUSED)
    if not re.search(r"\d", text) or not re.fullmatch(r"[\d.,' ]+", text) or len(text) > 24:
        return None
    return "0" + text if text[0] in ".," else text
