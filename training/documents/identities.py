"""Numbers of invented firms: check digits are right, so that validators accept them, but nobody can own them.

A template spells a number: `#` is any digit, `@` any letter, `%` a check digit, `*` a check letter, `^` either; the rest stands
for itself. Templates begin in ranges that were never given out, where such ranges are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from random import Random

from stdnum import iban, luhn

_DIGITS, _LETTERS = "0123456789", "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DRAWN = {"#": _DIGITS, "@": _LETTERS}
_CHECKED = {"%": _DIGITS, "*": _LETTERS + "IO", "^": _DIGITS + _LETTERS + "IO"}

Validator = Callable[[str], bool]
Drawer = Callable[[Random], str]


def filled(template: str, random: Random) -> str:
    """The template with digits and letters in it; check characters are left open."""
    return "".join(random.choice(_DRAWN[sign]) if sign in _DRAWN else sign for sign in template)


def checked(template: str, is_valid: Validator, random: Random) -> str:
    """A number of that shape that passes; draws again where no check digit fits. Raises ValueError when none ever does."""
    for _attempt in range(100):
        for number in _with_checks(filled(template, random)):
            if is_valid(number):
                return number
    raise ValueError(f"No number of the shape {template} is valid.")


def _with_checks(number: str) -> Iterator[str]:
    places = [index for index, sign in enumerate(number) if sign in _CHECKED]
    for signs in product(*(_CHECKED[number[place]] for place in places)):
        spelled = list(number)
        for place, sign in zip(places, signs, strict=True):
            spelled[place] = sign
        yield "".join(spelled)


def numbers_like(template: str, is_valid: Validator) -> Drawer:
    """Draws numbers of that shape that pass the check."""
    return lambda random: checked(template, is_valid, random)


def loose_numbers_like(*templates: str) -> Drawer:
    """Draws numbers that have no check digit, of one of these shapes."""
    return lambda random: filled(random.choice(templates), random)


def ibans_like(country: str, account: str) -> Drawer:
    """Draws IBANs over accounts of that shape; national check digits are open as `%`."""

    def drawn(random: Random) -> str:
        return checked(account, lambda bban: iban.is_valid(_iban(country, bban)), random)

    return lambda random: _iban(country, drawn(random))


def _iban(country: str, account: str) -> str:
    return country + str(iban.calc_check_digits(f"{country}00{account}")) + account


def french_vat_id(random: Random) -> str:
    """FR, a key of two digits, and a SIREN from 99 on."""
    siren = checked("99######%", luhn.is_valid, random)
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"


def no_number(_random: Random) -> str:
    """Of countries whose firms print none."""
    return ""


def spaced(number: str, *groups: int, sign: str = " ") -> str:
    """The number in groups of these lengths, the rest behind them: spaced("DE123456789", 2, 3, 3) is DE 123 456 789."""
    parts, start = [], 0
    for length in groups:
        parts.append(number[start : start + length])
        start += length
    return sign.join(filter(None, (*parts, number[start:])))
