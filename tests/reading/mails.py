"""Mails made in code, good and bad."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

from tests.reading.samples import encoded, picture, text_pdf

TEXT = "Thank you for your order.\nTotal 12.50 EUR\n"


def mail(
    text: str = TEXT, *, html: str = "", subject: str = "Your receipt", sender: str = "Shop <Shop@example.org>"
) -> EmailMessage:
    """A mail with its text, and beside it the same as HTML where that is given."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "me@example.org", subject
    made["Date"], made["Message-ID"] = "Sat, 21 Nov 2026 10:00:00 +0100", "<1@example.org>"
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def enclose(made: EmailMessage, content: bytes, name: str, kind: str = "application/octet-stream", **more: Any) -> EmailMessage:
    maintype, _slash, subtype = kind.partition("/")
    made.add_attachment(content, maintype=maintype, subtype=subtype, filename=name, **more)
    return made


def with_invoice(text: str = "Total 12.50 EUR") -> EmailMessage:
    return enclose(mail(), text_pdf((text,)), "invoice.pdf", "application/pdf")


def nested(depth: int) -> bytes:
    """A mail in a mail in a mail."""
    made = mail(subject="the innermost")
    for number in range(depth):
        outer = mail(subject=f"number {number}")
        outer.add_attachment(made)
        made = outer
    return made.as_bytes()


def parts_in_parts(depth: int) -> bytes:
    """Multipart in multipart, `depth` deep."""
    lines = ["From: a@example.org", "Subject: deep"]
    for number in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{number}"', "", f"--b{number}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", "Total 1.00"]).encode()


def raw(*headers: str, body: bytes = b"Total 12.50") -> bytes:
    return "\r\n".join(["From: a@example.org", "To: b@example.org", *headers]).encode("latin-1") + b"\r\n\r\n" + body


def small_picture() -> bytes:
    return encoded(picture(("LOGO",), (120, 60)))
