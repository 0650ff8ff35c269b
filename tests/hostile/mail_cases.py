"""Rows 15 and 72: mails."""

from __future__ import annotations

import base64
from email import policy
from email.message import EmailMessage

from services.reading.limits import DEFAULT
from tests.hostile.cases import SIGNED_LETTER, Case, ends, refused
from tests.hostile.egress import trap
from tests.hostile.making_pdf import letter

REVIEW, LIMIT, CORRUPT = "needs_review", "unreadable:resource_limit", "unreadable:corrupt"
READ = (REVIEW, "booked", "filed")


def mail(text: str = "\n".join(SIGNED_LETTER), **headers: str) -> EmailMessage:
    message = EmailMessage(policy=policy.SMTP)
    named = {
        "From": "shop@example.org",
        "To": "alice@example.org",
        "Subject": "Your invoice",
        "Date": "Fri, 20 Nov 2026 10:00:00 +0000",
    }
    for name, value in (named | {"Message-ID": "<1@example.org>"} | headers).items():
        if value:
            message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def html_that_fetches() -> bytes:
    url = trap().url
    message = mail()
    message.add_alternative(
        f'<html><head><link rel="attachment" href="file:///etc/passwd"><link rel=stylesheet href="{url("css")}">'
        f'<base href="{url("base")}"><meta http-equiv="refresh" content="0;url={url("refresh")}">'
        f"<style>@import url({url('import')}); body {{ background: url({url('bg')}) }}</style></head>"
        f'<body><img src="{url("img")}" srcset="{url("srcset")} 2x"><iframe src="file:///etc/passwd"></iframe>'
        f'<object data="{url("object")}"></object><video poster="{url("poster")}"></video><svg><image href="{url("svg")}"/></svg>'
        f'<script src="{url("script")}"></script><img src="http://169.254.169.254/latest/meta-data/">'
        "<p>Total EUR 119.00</p></body></html>",
        subtype="html",
    )
    return bytes(message)


def many_attachments(count: int) -> bytes:
    message = mail()
    for number in range(count):
        message.add_attachment(
            letter(("Page", str(number)))[:600], maintype="application", subtype="pdf", filename=f"{number}.pdf"
        )
    return bytes(message)


def nested(depth: int) -> bytes:
    inner = mail()
    for _ in range(depth):
        outer = mail("see the enclosed mail")
        outer.add_attachment(inner)
        inner = outer
    return bytes(inner)


def nested_parts(depth: int) -> bytes:
    """Multiparts in multiparts, written by hand: a parser that calls itself runs out of stack."""
    head = b"From: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n"
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    return head + parts + b"Content-Type: text/plain\r\n\r\nTotal EUR 119.00\r\n"


def enclosed(name: str, content: bytes, kind: str = "application/pdf") -> bytes:
    message = mail()
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return bytes(message)


def forged() -> bytes:
    return bytes(mail(From="Bank <bank@bank.example>", Reply_To="thief@example.org", Return_Path="<thief@example.org>"))


def raw_name() -> bytes:
    """The name of a file in bytes that are no UTF-8, and one in a charset that does not exist."""
    part = (
        b"From: a@example.org\r\nSubject: =?x-no-such?Q?=FF=FE?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b'--b\r\nContent-Type: text/plain; charset="x-no-such"\r\n\r\nTotal EUR 119.00 \xff\xfe\r\n'
        b'--b\r\nContent-Type: application/pdf; name="\xe4\xf6\xff.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    return part + base64.encodebytes(letter()) + b"\r\n--b--\r\n"


def broken_base64() -> bytes:
    whole = enclosed("a.pdf", letter())
    return whole.replace(b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: base64\r\nX-A: b\r\n").replace(
        b"A", b"!", 40
    )


def long_header() -> bytes:
    return b"From: a@example.org\r\nTo: " + b"b@example.org, " * 100_000 + b"\r\nSubject: a\r\n\r\nTotal EUR 119.00\r\n"


def many_headers() -> bytes:
    return b"From: a@example.org\r\nTo: b@example.org\r\n" + b"X-A: b\r\n" * 200_000 + b"\r\nTotal EUR 119.00\r\n"


def deep_html() -> bytes:
    message = mail()
    message.add_alternative("<div>" * 100_000 + "Total EUR 119.00", subtype="html")
    return bytes(message)


def table_bomb() -> bytes:
    message = mail()
    message.add_alternative(
        '<table><tr><td colspan="1000000000" rowspan="1000000000">Total EUR 119.00</td></tr></table>', subtype="html"
    )
    return bytes(message)


MAIL_CASES: tuple[Case, ...] = (
    ends(15, "html_that_fetches", "a.eml", html_that_fetches, *READ),
    ends(15, "only_html", "a.eml", lambda: html_that_fetches().replace(b"text/plain", b"text/x-other"), *READ),
    ends(
        72,
        "500_attachments",
        "a.eml",
        lambda: many_attachments(500),
        "filed:attachments_cut",
        note="the first 100 are kept, and that is told",
    ),
    ends(72, "nested_20_times", "a.eml", lambda: nested(20), *READ, LIMIT),
    ends(72, "parts_nested_3000_times", "a.eml", lambda: nested_parts(3000), *READ, LIMIT, CORRUPT),
    ends(72, "winmail", "a.eml", lambda: enclosed("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(500), "application/ms-tnef"), *READ),
    ends(72, "no_message_id", "a.eml", lambda: bytes(mail(Message_ID="")), *READ),
    ends(72, "two_message_ids", "a.eml", lambda: b"Message-ID: <2@example.org>\r\n" + bytes(mail()), *READ),
    ends(72, "forged_sender", "a.eml", forged, *READ, note="an uploaded mail has no sender that is trusted"),
    ends(72, "content_type_lies", "a.eml", lambda: enclosed("a.png", b"MZ" + bytes(400), "image/png"), *READ),
    ends(72, "name_that_climbs", "a.eml", lambda: enclosed("../../etc/passwd", letter()), *READ),
    ends(72, "names_in_no_charset", "a.eml", raw_name, *READ),
    ends(72, "broken_base64", "a.eml", broken_base64, *READ),
    ends(72, "long_header", "a.eml", long_header, *READ, LIMIT, CORRUPT, "unreadable:too_many_pages"),
    ends(72, "many_headers", "a.eml", many_headers, *READ, LIMIT, CORRUPT),
    ends(72, "deep_html", "a.eml", deep_html, *READ, LIMIT, CORRUPT),
    ends(72, "table_bomb", "a.eml", table_bomb, *READ, LIMIT),
    refused(72, "30_mb", "a.eml", lambda: bytes(mail()).ljust(DEFAULT.file_bytes + 1, b"a"), 413, "file_too_large"),
)
