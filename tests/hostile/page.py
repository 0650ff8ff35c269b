"""Writes the section of docs/reading.md that tells what is refused, of the table: `python -m tests.hostile.page`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.hostile.cases import Case
from tests.hostile.table import CASES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
TITLE = "## What is refused, and how"
INTRODUCTION = """\
A file is looked at twice. At the door only its first bytes are compared with marks: what is no type that is read is refused at
once, and no document is made. Everything else is stored and parsed in a process of its own, behind walls: one gigabyte of
memory (three where text is recognised), no network, no file of the house, no other program, a clock. What is wrong with the
content shows there, after the 201, and becomes the document's state with a sentence about what to do.

Each row of this table has generated files in `tests/hostile/`, and each of them goes through the upload and through the tasks.
*Read* means that it ends as any document does: in review, booked or filed."""
INPUTS = {
    1: "nothing at all",
    2: "one byte more than 25 MB",
    3: "a body longer than it says, or without a length",
    4: "a form with megabytes of white space in base64",
    5: "a form of 101 files, or of 1,001 fields",
    6: "a form with a bad boundary, no end, two files",
    7: "a name that climbs (`../../etc/passwd`, `C:\\\\x`, `CON`)",
    8: "a name with NUL, quotes, 5,000 letters, reversed writing; only dots",
    9: "a program, a page or a script named `.pdf`",
    10: "a file that is two types at once; a mark far from the start",
    11: "two extensions; a content type that lies",
    12: "the EICAR test virus",
    13: "SVG, with script or without",
    14: "HTML, XHTML, MHTML",
    15: "a mail whose HTML fetches, frames and includes",
    16: "a PDF with a password",
    17: "a PDF that only forbids printing",
    18: "a PDF that is cut off, or whose table of objects is missing or wrong",
    19: "fuzzed PDFs",
    20: "a PDF that runs in a circle: pages, outlines, forms, earlier tables",
    21: "filters in filters that unpack to far more",
    22: "a stream that unpacks to far more; sizes that lie; entities in metadata",
    23: "a page of 70 m, of no size, turned inside out; a picture of 2,400 dpi",
    24: "5,000 pages, none, an empty one",
    25: "a PDF with JavaScript, Launch, XFA, a program inside",
    26: "a font whose encoding names a path",
    27: "a PDF that brings the reader down",
    28: "a text layer that says something else than the page shows",
    29: "fonts without a meaning of their letters; other scripts",
    30: "scans that are skewed, turned, tiny, mirrored, broken",
    31: "forms, signatures, portfolios, tags without text",
    32: "two invoices in one file; a page twice",
    33: "a picture of 144 megapixels and more in some kilobytes",
    34: "GIF of 4,000 megapixels, of no width, of 10,000 frames; APNG",
    35: "FITS, PSD, EPS, ICNS, MPO named `.png`",
    36: "pictures that are cut off, CMYK, 16 bit, with alpha, palette, one pixel",
    37: "EXIF with orientation and position; large profiles and texts",
    38: "HEIC, WebP, TIFF of many pages, in a loop, of lying size",
    39: "MVG and MSL of ImageMagick",
    40: "a workbook or a letter that unpacks to 600 MB",
    41: "archives of 100,000 members, overlapping, lying, in themselves; ZIP",
    42: "members that point out of the archive; links",
    43: "XML with entities in any part of an office file",
    44: "XML that would fetch: entities, definitions, inclusion; alone, in a letter, in a PDF",
    45: "e-invoices of an unknown profile, name space or encoding, without end, with amounts that are none",
    46: "an e-invoice whose sums are wrong, or that says other than its page",
    47: "workbooks with links, macros, rows without end, values that are not those of their formulas",
    48: "an older Office, RTF, workbooks and letters with a password",
    49: "ODT, broken or not",
    50: "tables in odd encodings, with NUL, with one line of 20 MB, with 10,000 columns",
    51: "cells that begin a formula",
    53: "the same bytes again",
    54: "the same bytes of another workspace",
    72: "mails with 500 enclosures, in each other, without end, with lying names and types",
    73: "texts that give orders to whoever reads them",
    74: "texts longer than any model reads",
    75: "what is no receipt: a photo, a blank page, a menu, a contract, a poem",
    76: "totals that are missing, two, in words, or wrong",
}
READ = {"needs_review", "booked", "filed"}


def section() -> str:
    rows = [f"| {number} | {INPUTS[number]} | {_answers(number)} |" for number in sorted(INPUTS)]
    return "\n".join([TITLE, "", INTRODUCTION, "", "| row | what is sent | what it gets |", "|---|---|---|", *rows, ""])


def written(page: str) -> str:
    """The page with this section in its place, or at its end."""
    found = re.search(rf"^{TITLE}\n.*?(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    if found is None:
        return f"{page.rstrip()}\n\n{section()}"
    rest = page[found.end() :]
    return page[: found.start()] + section() + (f"\n{rest}" if rest else "")


def _answers(number: int) -> str:
    cases = [case for case in CASES if case.row == number]
    told = dict.fromkeys(answer for case in cases for answer in _answer(case))
    notes = dict.fromkeys(case.note for case in cases if case.note and "seen in the child" not in case.note)
    return "; ".join([" or ".join(told), *notes])


def _answer(case: Case) -> list[str]:
    if case.refused is not None:
        return [f"{case.refused[0]} `{case.refused[1]}`"]
    plain = ["read"] if READ & set(case.ends) == READ else [f"`{end}`" for end in case.ends if end in READ]
    coded = [end.split(":") for end in case.ends if ":" in end]
    return [*plain, *(f"`{state}`" if state == code else f"`{state}` (`{code}`)" for state, code in coded)]


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Reading\n"), encoding="utf-8")
    sys.exit(0)
