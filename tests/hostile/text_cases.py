"""Rows 50, 51 and 74: tables and texts."""

from __future__ import annotations

import random

from tests.hostile.cases import SIGNED_LETTER, Case, ends
from tests.hostile.making_pdf import letter

REVIEW, LIMIT, CORRUPT = "needs_review", "unreadable:resource_limit", "unreadable:corrupt"
READ = (REVIEW, "booked", "filed")
STATEMENT = "Date;Text;Amount\r\n20.11.2026;Tea House;-12,50\r\n21.11.2026;Salary;2.500,00\r\n22.11.2026;Rent;-800,00\r\n"
FORMULAS = ("=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("http://example.org")')


def csv_of(*rows: str) -> bytes:
    return "\r\n".join(("Date;Text;Amount", *rows)).encode()


def formulas() -> bytes:
    return csv_of(*(f'20.11.2026;"{text.replace(chr(34), chr(34) * 2)}";1,00' for text in FORMULAS))


def crlf_in_cell() -> bytes:
    return csv_of('20.11.2026;"two\r\nlines; and ""quotes""";1,00', "21.11.2026;b;2,00")


def long_line() -> bytes:
    return csv_of("20.11.2026;" + "a" * 20_000_000 + ";1,00")


def wide() -> bytes:
    return b";".join([b"a"] * 10_000) + b"\n" + b";".join([b"1"] * 10_000) + b"\n"


def open_quote() -> bytes:
    return csv_of('20.11.2026;"never closed;1,00', *["21.11.2026;a;2,00"] * 2000)


def repeated_words() -> bytes:
    return " ".join(["total"] * 200_000).encode()


def many_items() -> bytes:
    dice = random.Random(74)
    return "\n".join(f"Item {dice.randrange(10**9)}  {dice.randrange(10**4) / 100:.2f}" for _ in range(2_000)).encode()


def zero_width() -> bytes:
    flood = "\u200b\u200c\u200d\ufeff" * 500
    return "\n".join(line.replace(" ", f" {flood}") for line in SIGNED_LETTER).encode()


def combining() -> bytes:
    return ("Total " + "a" + "\u0301" * 100_000 + "\nTotal EUR 119.00").encode()


TEXT_CASES: tuple[Case, ...] = (
    *(
        ends(50, name, "a.csv", lambda content=content: content, *READ)
        for name, content in (
            ("byte_order_mark", b"\xef\xbb\xbf" + STATEMENT.encode()),
            ("utf_16", STATEMENT.encode("utf-16")),
            ("latin_1", STATEMENT.replace("Rent", "Grün").encode("latin-1")),
            ("nul", STATEMENT.replace("Rent", "Re\x00nt").encode()),
            ("one_line", b"a;b;c"),
            ("only_separators", b";;;;\n" * 1000),
        )
    ),
    ends(50, "crlf_in_a_cell", "a.csv", crlf_in_cell, *READ),
    ends(50, "line_of_20_mb", "a.csv", long_line, *READ, LIMIT, CORRUPT),
    ends(50, "10000_columns", "a.csv", wide, *READ, CORRUPT, LIMIT),
    ends(50, "quote_never_closed", "a.csv", open_quote, *READ, CORRUPT),
    ends(51, "formulas", "a.csv", formulas, *READ, note="kept as they stand; escaped where a table leaves the house"),
    ends(74, "2000_items", "a.txt", many_items, *READ, LIMIT, "unreadable:too_many_pages"),
    ends(74, "200000_words", "a.txt", repeated_words, *READ, LIMIT, "unreadable:too_many_pages"),
    ends(74, "zero_width", "a.txt", zero_width, *READ),
    ends(74, "combining", "a.txt", combining, *READ),
    ends(74, "words_in_a_pdf", "a.pdf", lambda: letter([" ".join(["total"] * 200)] * 100), *READ),
)
