"""The ECB's history of fixings: a CSV, or a zip with nothing but that; a line a day (newest first), a column a currency.

    Date,USD,JPY,BGN,...
    2026-10-30,1.1172,175.68,N/A,...

Numbers are units per euro. Everything is checked before anything is believed: one odd line, and none of it counts.
"""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

from services.errors import ServiceError

FIRST_DAY = datetime.date(1999, 1, 4)
MAX_PLAIN_BYTES = 20 * 1024 * 1024
MAX_LINES = 25_000
MAX_CURRENCIES = 200
MAX_JUMP = 5  # from one fixing to the next; the greatest was 1.7 (Turkey, February 2001)
JUMP_DAYS = 10
ABSENT = frozenset({"", "N/A"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,10})?")


class RatesFileError(ServiceError):
    """What came is not the ECB's history of fixings."""

    code = "rates_file"
    title = "The file of rates is not sound"
    permanent = True


class Fixing(NamedTuple):
    """Units of a currency per euro on a day."""

    currency: str
    date: datetime.date
    rate: Decimal


@dataclass(frozen=True, slots=True)
class History:
    """All fixings of a file, newest day first."""

    fixings: Sequence[Fixing]

    @property
    def newest(self) -> datetime.date:
        return self.fixings[0].date


def history_of(content: bytes, *, today: datetime.date) -> History:
    """The fixings in a file. Raises RatesFileError, saying which line is odd."""
    lines = _text(content).splitlines()
    if not 2 <= len(lines) <= MAX_LINES:
        raise RatesFileError(f"The file has {len(lines)} lines, not 2 to {MAX_LINES}.")
    codes = _codes(lines[0])
    fixings: list[Fixing] = []
    days: list[datetime.date] = []
    for number, line in enumerate(lines[1:], start=2):
        day, *cells = [cell.strip() for cell in line.rstrip(",").split(",")]
        days.append(_date(number, day))
        fixings += _fixings(number, days[-1], cells, codes)
    if not fixings:
        raise RatesFileError("The file has no fixing.")
    _refuse_odd_days(days, today)
    _refuse_jumps(fixings)
    return History(fixings)


def _text(content: bytes) -> str:
    plain = _unpacked(content) if content.startswith(b"PK") else content
    if len(plain) > MAX_PLAIN_BYTES:
        raise RatesFileError(f"The file is larger than {MAX_PLAIN_BYTES} bytes.")
    try:
        return plain.decode("ascii")
    except UnicodeDecodeError as error:
        raise RatesFileError("The file is no plain text.") from error


def _unpacked(content: bytes) -> bytes:
    """The one file in the archive, read no further than the limit, whatever the archive says of its size."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) != 1:
                raise RatesFileError(f"The archive holds {len(names)} files, not one.")
            with archive.open(names[0]) as packed:
                return packed.read(MAX_PLAIN_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise RatesFileError("The archive cannot be unpacked.") from error


def _codes(head: str) -> list[str]:
    name, *codes = [cell.strip() for cell in head.rstrip(",").split(",")]
    if name != "Date" or not codes or len(codes) > MAX_CURRENCIES or len(set(codes)) != len(codes):
        raise RatesFileError("The first line does not name the date and the currencies.")
    if odd := [code[:10] for code in codes if not _CODE.fullmatch(code)]:
        raise RatesFileError(f"The first line names {odd[0]!r}, which is no currency.")
    return codes


def _fixings(number: int, day: datetime.date, cells: Sequence[str], codes: Sequence[str]) -> Iterator[Fixing]:
    if len(cells) > len(codes):
        raise RatesFileError(f"Line {number} has more columns than the first line.")
    for code, cell in zip(codes, cells, strict=False):  # absent ones at the end may be cut off with their commas
        if cell not in ABSENT:
            yield Fixing(code, day, _rate(number, cell))


def _date(number: int, text: str) -> datetime.date:
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise RatesFileError(f"Line {number} begins with a day that does not exist.") from error
    raise RatesFileError(f"Line {number} does not begin with a day such as 2026-10-30.")


def _rate(number: int, text: str) -> Decimal:
    rate = Decimal(text) if _NUMBER.fullmatch(text) else Decimal(0)
    if rate <= 0:
        raise RatesFileError(f"Line {number} has a rate that is no positive number.")
    return rate


def _refuse_odd_days(days: Sequence[datetime.date], today: datetime.date) -> None:
    if any(later <= earlier for later, earlier in pairwise(days)):
        raise RatesFileError("The days do not go down from the newest, each once.")
    if days[-1] < FIRST_DAY or days[0] > today + datetime.timedelta(days=1):
        raise RatesFileError(f"The days go from {days[-1]} to {days[0]}: there were no fixings then.")


def _refuse_jumps(fixings: Sequence[Fixing]) -> None:
    """A fixing many times the one before is a slipped point or column, not a market."""
    after: dict[str, Fixing] = {}
    for fixing in fixings:
        later = after.get(fixing.currency)
        if later is not None and (later.date - fixing.date).days <= JUMP_DAYS and _jumps(later.rate, fixing.rate):
            raise RatesFileError(f"{fixing.currency} goes from {fixing.rate} to {later.rate} on {later.date}.")
        after[fixing.currency] = fixing


def _jumps(one: Decimal, other: Decimal) -> bool:
    return one > other * MAX_JUMP or other > one * MAX_JUMP
