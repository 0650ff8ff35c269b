"""Countries, languages and time zones that there are, as ISO 3166-1, CLDR and IANA name them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.localedata import locale_identifiers

# What CLDR names beside the countries of ISO 3166-1: exceptional reservations, unions, test and unknown regions.
_NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})


@cache
def countries() -> frozenset[str]:
    """Two capital letters each: DE."""
    codes = {str(code) for code in Locale("en").territories}
    return frozenset(code for code in codes - _NO_COUNTRIES if len(code) == 2 and code.isalpha())


@cache
def locales() -> frozenset[str]:
    """As BCP 47 writes them: de, de-AT, zh-Hans-CN."""
    return frozenset(identifier.replace("_", "-") for identifier in locale_identifiers())


@cache
def timezones() -> frozenset[str]:
    """Europe/Berlin. Only zones that are the same everywhere, not the machine's own."""
    return frozenset(available_timezones()) - {"localtime", "posixrules", "Factory"}
