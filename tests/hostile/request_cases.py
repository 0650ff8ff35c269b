"""Rows 1 to 9, 11 to 14, 35, 39, 53 and 54: what is refused at the door, and what only looks dangerous."""

from __future__ import annotations

import base64
import struct

from services.reading.limits import DEFAULT
from tests.hostile.cases import SIGNED_LETTER, Case, Check, Request, Seen, always, ends, refused
from tests.hostile.egress import trap
from tests.hostile.making_pdf import letter
from tests.hostile.pdf_cases import READ, zipped
from tests.reading.samples import encoded, picture

EICAR = base64.b64decode("WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=")
NAMED = b'--X\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
FILE = NAMED + b"\r\n"
END = b"\r\n--X--\r\n"
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script><p>Total 1.00</p></body></html>"
PE = b"MZ\x90\x00" + bytes(56) + struct.pack("<I", 64) + b"PE\0\0" + bytes(500)
ELF = b"\x7fELF\x02\x01\x01" + bytes(500)
MARKS = ("\u202e", "\x00", "\r", "\n", '"', "/", "\\")


def shorter_than_it_says() -> Request:
    return Request(FILE + letter() + END, headers=(("CONTENT_LENGTH", "100"),))


def without_length() -> Request:
    return Request(FILE + letter() + END, headers=(("CONTENT_LENGTH", ""), ("HTTP_TRANSFER_ENCODING", "chunked")))


def padded_base64() -> Request:
    """A part in base64 of which most is white space."""
    part = NAMED + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(letter()) + b" " * (4 * 1024**2)
    return Request(part + END)


def too_many(kind: bytes, count: int) -> Request:
    parts = b"".join(b'--X\r\nContent-Disposition: form-data; name="f%d"%s\r\n\r\nx\r\n' % (n, kind) for n in range(count))
    return Request(parts + b"--X--\r\n")


def is_named(name: str) -> Check:
    """The stored name is clean; the name in the answer's header can break nothing."""

    def check(seen: Seen) -> None:
        assert seen.document["filename"] == name
        assert not any(mark in seen.headers["Content-Disposition"] for mark in ("\r", "\n", "\x00"))

    return check


def is_safe(seen: Seen) -> None:
    name = seen.document["filename"]
    assert 0 < len(name) <= 255
    assert not any(mark in name for mark in MARKS)
    assert not any(mark in seen.headers["Content-Disposition"] for mark in ("\r", "\n", "\x00"))


def named_by(raw: bytes) -> Request:
    head = b'--X\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\n' % raw
    return Request(head + letter() + END)


def svg() -> bytes:
    url = trap().url("svg")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><style>@import url({url});</style>'
        f'<script>fetch("{url}")</script>'
        f'<image href="{url}"/><foreignObject><iframe src="{url}"/></foreignObject></svg>'
    ).encode()


def xhtml() -> bytes:
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><img src="{trap().url("xhtml")}"/></html>'.encode()


def mhtml() -> bytes:
    url = trap().url("mhtml")
    return (
        "From: <Saved by Blink>\r\nSubject: Receipt\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        f'--b\r\nContent-Type: text/html\r\n\r\n<img src="{url}"><p>Total 1.00</p>\r\n--b--\r\n'
    ).encode()


def magick(text: str) -> bytes:
    return text.replace("URL", trap().url("magick")).encode()


def fits() -> bytes:
    return b"SIMPLE  =                    T".ljust(80) + b"BITPIX  =                    8".ljust(80) + b"END".ljust(2720)


def multi_picture() -> bytes:
    return encoded(picture(), "MPO", save_all=True, append_images=[picture()])


REQUEST_CASES: tuple[Case, ...] = (
    refused(1, "empty", "a.pdf", always(b""), 400, "empty_file"),
    refused(2, "one_byte_too_many", "a.pdf", lambda: letter().ljust(DEFAULT.file_bytes + 1), 413, "file_too_large"),
    refused(
        3,
        "length_too_small",
        "a.pdf",
        shorter_than_it_says,
        400,
        "malformed_multipart",
        "what stands behind the length is not read, so it is a form without an end: 400",
    ),
    refused(3, "no_length", "a.pdf", without_length, 411, "length_required", "without a length nothing is read"),
    ends(4, "white_space_in_base64", "a.pdf", padded_base64, *READ, note="the white space is skipped as fast as it is read"),
    refused(5, "101_files", "a.pdf", lambda: too_many(b'; filename="a"', 101), 400, "too_many_parts"),
    refused(5, "1001_fields", "a.pdf", lambda: too_many(b"", 1001), 400, "too_many_parts"),
    refused(
        6,
        "bad_boundary",
        "a.pdf",
        lambda: Request(FILE + letter() + END, "multipart/form-data; boundary=Y"),
        400,
        "malformed_multipart",
    ),
    refused(6, "no_boundary", "a.pdf", lambda: Request(FILE + letter() + END, "multipart/form-data"), 400, "malformed_multipart"),
    refused(6, "no_end", "a.pdf", lambda: Request(FILE + letter()), 400, "malformed_multipart"),
    refused(6, "two_files", "a.pdf", lambda: Request(FILE + b"a\r\n" + FILE + letter() + END), 400, "malformed_multipart"),
    *(
        ends(7, f"name_{number}", "a.pdf", lambda raw=raw: named_by(raw), *READ, check=is_named(kept))
        for number, (raw, kept) in enumerate(
            (
                (b"../../etc/passwd", "passwd"),
                (b"..\\\\x", "x"),
                (b"/abs", "abs"),
                (b"C:\\\\x", "x"),
                (b"CON", "CON"),
            )
        )
    ),
    *(
        ends(8, f"name_{number}", "a.pdf", lambda raw=raw: named_by(raw), *READ, check=is_safe)
        for number, raw in enumerate(
            (
                b"a\x00b.pdf",
                b"a\\\"b'.pdf",
                b"a" * 300 + b".pdf",
                "gnp\u202efdp.pdf".encode(),
                "Beleg \U0001f9fe.pdf".encode(),
                "Mu\u0308ller.pdf".encode(),
                "Müller.pdf".encode(),
            )
        )
    ),
    refused(8, "name_of_5000", "a.pdf", lambda: named_by(b"a" * 5000), 400, "malformed_multipart"),
    refused(8, "only_dots", "...", letter, 400, "bad_filename"),
    *(
        refused(9, name, "a.pdf", always(content), 415, "type_mismatch")
        for name, content in (("pe", PE), ("elf", ELF), ("html", HTML), ("script", b"#!/usr/bin/env node\nalert(1)"))
    ),
    refused(10, "zip_then_pdf", "a.pdf", lambda: zipped() + letter(), 415, "type_mismatch"),
    refused(10, "html_then_pdf", "a.pdf", lambda: HTML + letter(), 415, "type_mismatch"),
    ends(11, "double_extension", "a.pdf.exe", letter, *READ, note="its bytes are a PDF: read as one"),
    refused(11, "program", "a.pdf.exe", always(PE), 415, "unsupported_type"),
    ends(
        11,
        "content_type_lies",
        "a.pdf",
        lambda: Request(NAMED + b"Content-Type: text/html\r\n\r\n" + letter() + END),
        *READ,
        note="what a part says of itself is not looked at",
    ),
    refused(12, "eicar", "eicar.com", always(EICAR), 415, "unsupported_type"),
    refused(12, "eicar_as_pdf", "eicar.pdf", always(EICAR), 415, "type_mismatch"),
    refused(13, "svg", "a.svg", svg, 415, "unsupported_type"),
    refused(13, "svg_as_png", "a.png", svg, 415, "type_mismatch"),
    refused(14, "html", "a.html", always(HTML), 415, "unsupported_type"),
    refused(14, "xhtml", "a.xhtml", xhtml, 415, "unsupported_type"),
    refused(14, "html_as_text", "a.txt", always(HTML), 415, "type_mismatch"),
    ends(14, "mhtml", "a.mht", mhtml, *READ, note="by its bytes a mail: its text is read, nothing is fetched"),
    refused(35, "fits", "a.png", fits, 415, "type_mismatch"),
    refused(35, "psd", "a.png", always(b"8BPS\x00\x01" + bytes(500)), 415, "type_mismatch"),
    refused(35, "eps", "a.png", always(b"%!PS-Adobe-3.0 EPSF-3.0\n/run {exec} def\n"), 415, "type_mismatch"),
    refused(35, "icns", "a.png", always(b"icns\x00\x00\x02\x00ic07" + bytes(500)), 415, "type_mismatch"),
    ends(35, "mpo", "a.png", multi_picture, "needs_review", note="its bytes are a JPEG: the first picture is read, as JPEG"),
    *(
        refused(39, name, filename, lambda text=text: magick(text), 415, code)
        for name, filename, text, code in (
            ("mvg", "a.png", "push graphic-context\nfill 'url(URL)'\npop graphic-context", "type_mismatch"),
            ("msl", "a.jpg", '<?xml version="1.0"?><image><read filename="URL"/></image>', "type_mismatch"),
            ("mvg_of_its_own", "a.mvg", "push graphic-context\nimage over 0,0 0,0 'URL'\n", "unsupported_type"),
        )
    ),
    ends(53, "first_of_twins", "a.pdf", lambda: letter((*SIGNED_LETTER, "53")), *READ),
    ends(54, "of_another_tenant", "a.pdf", lambda: letter((*SIGNED_LETTER, "54")), *READ),
)
