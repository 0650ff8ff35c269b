"""PDFs written by hand, object by object, so that they can be wrong in any way."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence

import pymupdf

from tests.hostile.cases import SIGNED_LETTER

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def page(contents: bytes = b"5 0 R", box: bytes = b"[0 0 595 842]", more: bytes = b"") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents %s/Resources<</Font<</F 4 0 R>>>>%s>>" % (box, contents, more)


def drawn(lines: Sequence[str] = SIGNED_LETTER, before: bytes = b"") -> bytes:
    """The content stream of a page with these lines."""
    shown = b" T* ".join(b"(%s) Tj" % line.replace("(", "\\(").replace(")", "\\)").encode("latin-1", "replace") for line in lines)
    return before + b" BT /F 11 Tf 20 TL 50 780 Td " + shown + b" ET"


def assembled(objects: Sequence[bytes], trailer: bytes = b"", header: bytes = b"%PDF-1.7\n") -> bytes:
    """A whole file with a right cross-reference table; the objects are numbered from 1, and 1 is the catalogue."""
    parts, offsets = [header], []
    for number, body in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = sum(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        b"".join(parts)
        + head
        + table
        + b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            trailer,
            start,
        )
    )


def simple(
    contents: bytes | None = None,
    *,
    catalog: bytes = b"",
    page_more: bytes = b"",
    box: bytes = b"[0 0 595 842]",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """One page; `more` objects are numbered from 6."""
    head = b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog
    content = stream(drawn()) if contents is None else contents
    return assembled([head, PAGES, page(box=box, more=page_more), FONT, content, *more], trailer)


def letter(lines: Sequence[str] = SIGNED_LETTER, **saving: object) -> bytes:
    """An honest PDF of MuPDF's making."""
    document = pymupdf.open()
    sheet = document.new_page(width=595, height=842)
    for number, line in enumerate(lines):
        sheet.insert_text((50, 80 + 20 * number), line)
    return bytes(document.tobytes(**saving))


def flate(data: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def locked(**passwords: str) -> bytes:
    """Under AES-256; `user_pw` and `owner_pw`."""
    options: Mapping[str, object] = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "permissions": pymupdf.PDF_PERM_PRINT}
    return letter(**options, **passwords)
