"""The same bookings, however they are written down, give the same rows after guessing."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reading.limits import DEFAULT
from services.reading.table_text import open_text
from services.reading.tables import TableWish
from services.statements.base import StatementRow
from services.statements.table import TableConverter

DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%Y%m%d", "%d %b %Y", "%Y-%m-%d %H:%M:%S")
MARKS = ((".", ""), (".", ","), (".", "'"), (",", ""), (",", "."), (",", " "), (",", "\u00a0"))
SIGNS = ("minus", "behind", "brackets", "two columns", "S and H", "word", "typographic")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
SURELY_IN_ORDER = (date(2024, 1, 31), date(2024, 2, 28))  # no order but the right one reads them


@dataclass(frozen=True)
class Style:
    day: str
    mark: str
    group: str
    sign: str
    delimiter: str
    encoding: str
    order: tuple[int, ...]
    preamble: bool


styles = st.builds(
    lambda day, marks, sign, delimiter, encoding, order, preamble: Style(
        day, *marks, sign, delimiter, encoding, tuple(order), preamble
    ),
    st.sampled_from(DATES),
    st.sampled_from(MARKS),
    st.sampled_from(SIGNS),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(ENCODINGS),
    st.permutations(range(4)),
    st.booleans(),
)
words = st.text("abcdefgäöü ,;'\"&", min_size=1, max_size=20).map(lambda text: f"Bäcker {text}".strip())
amounts = st.integers(1, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))
bookings = st.tuples(st.dates(date(2000, 1, 1), date(2060, 1, 1)), amounts, st.booleans(), words)


def printed(value: Decimal, style: Style) -> str:
    whole, cents = f"{value:,.2f}".split(".")
    return whole.replace(",", style.group) + style.mark + cents


def money(value: Decimal, style: Style) -> tuple[str, ...]:
    """The cells that say an amount in this style."""
    text, is_out = printed(abs(value), style), value < 0
    cells = {
        "minus": ("-" + text if is_out else text,),
        "typographic": ("−" + text if is_out else text,) if style.encoding != "cp1252" else ("-" + text if is_out else text,),
        "behind": (text + "-" if is_out else text,),
        "brackets": (f"({text})" if is_out else text,),
        "S and H": (text + (" S" if is_out else " H"),),
        "two columns": (text, "") if is_out else ("", text),
        "word": (text, "debit" if is_out else "credit"),
    }
    return cells[style.sign]


HEADERS = {"two columns": ("Soll", "Haben"), "word": ("Betrag", "Type")}


def rendered(rows: list[StatementRow], style: Style) -> bytes:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=style.delimiter)
    if style.preamble:
        writer.writerows([["Konto", "DE12"], []])
    header = [("Buchungstag",), ("Empfänger",), ("Verwendungszweck",), HEADERS.get(style.sign, ("Betrag",))]
    writer.writerow([cell for place in style.order for cell in header[place]])
    for row in rows:
        cells = [(row.date.strftime(style.day),), (row.payee,), (row.description,), money(row.amount, style)]
        writer.writerow([cell for place in style.order for cell in cells[place]])
    return target.getvalue().encode(style.encoding)


@settings(max_examples=40, deadline=None)
@given(st.lists(bookings, min_size=1, max_size=8), styles)
def test_any_rendering_gives_the_same_rows(found: list[tuple[date, Decimal, bool, str]], style: Style) -> None:
    sure = [(day, Decimal("-1234.50"), True, "Bäcker") for day in SURELY_IN_ORDER]
    sure.append((date(2024, 3, 31), Decimal("7.25"), False, "Bäcker"))
    first = 4 if style.preamble else 2
    rows = [
        StatementRow(number, day, -abs(amount) if is_out else amount, payee=" ".join(text.split()), description="Zweck")
        for number, (day, amount, is_out, text) in enumerate([*sure, *found], start=first)
    ]
    _, cells = open_text(rendered(rows, style), TableWish(), DEFAULT)
    table = list(cells)
    guess = TableConverter().guess(row for _, row in table)
    assert list(TableConverter().rows(table, guess.mapping)) == rows
