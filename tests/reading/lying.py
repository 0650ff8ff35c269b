"""PDFs whose own text says something else than what is to be seen: their fonts lie about their letters."""

from __future__ import annotations

import pymupdf

FIRST_CODE, FIRST_LETTER, LAST_LETTER = 0x09, 0x28, 0x5F  # how the font of MuPDF numbers its letters: "(" to "_"


def lying_pdf(lines: tuple[str, ...], *, shown: str, said: str) -> bytes:
    """A PDF with one line of text every 20 pt from (50, 100); whoever copies a letter `shown` gets the letter `said`.

    Letters from "(" to "_" can lie. Nothing else tells that it does: the text is black, visible and in its place.
    """
    document = pymupdf.open()
    page = document.new_page(width=400, height=600)
    page.insert_font(fontname="lie", fontbuffer=pymupdf.Font("helv").buffer)
    for number, line in enumerate(lines):
        page.insert_text((50, 100 + 20 * number), line, fontname="lie", fontsize=12)
    lying = pymupdf.open(stream=document.tobytes())
    meanings = next(number for number in range(1, lying.xref_length()) if lying.xref_get_key(number, "ToUnicode")[0] == "xref")
    table = int(lying.xref_get_key(meanings, "ToUnicode")[1].split()[0])
    lying.update_stream(table, _with_lie(lying.xref_stream(table), ord(shown), ord(said)))
    return bytes(lying.tobytes())


def _with_lie(table: bytes, shown: int, said: int) -> bytes:
    """Split the range of letters at the one that lies."""
    code, last = FIRST_CODE + shown - FIRST_LETTER, FIRST_CODE + LAST_LETTER - FIRST_LETTER
    honest = _range(FIRST_CODE, last, FIRST_LETTER)
    split = (_range(FIRST_CODE, code - 1, FIRST_LETTER), _range(code, code, said), _range(code + 1, last, shown + 1))
    changed = table.replace(honest, b"\n".join(split)).replace(b"43 beginbfrange", b"45 beginbfrange")
    if changed == table:
        raise ValueError("the font of MuPDF numbers its letters otherwise now")
    return changed


def _range(first: int, last: int, letter: int) -> bytes:
    return f"<{first:04x}> <{last:04x}> <{letter:04x}>".encode()
