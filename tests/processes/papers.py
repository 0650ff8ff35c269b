"""The documents that the process tests send, each with other bytes than all before."""

from __future__ import annotations

from functools import cache
from itertools import count

from tests.reading.samples import LETTER, scanned_pdf, text_pdf
from training.documents.catalogue import invoice_pdf, thermal_receipt

_numbers = count(1)


def invoice() -> bytes:
    """A text PDF that is proven and booked; each of another firm, number and sum, so that none is the twin of another."""
    return _other(invoice_pdf(seed=next(_numbers)).data)


def letter() -> bytes:
    """A text PDF of one page that is read at once."""
    return _other(text_pdf(LETTER))


def scan(pages: int = 3) -> bytes:
    """A PDF of pictures: each page takes OCR a second or so."""
    return _other(scanned_pdf(*((f"PAGE {number}", "TOTAL 12.50", "SECOND LINE") for number in range(pages))))


def receipt() -> bytes:
    """A photographed receipt (JPEG)."""
    return _other(_receipt())


@cache
def _receipt() -> bytes:
    return thermal_receipt(seed=1).data


def _other(content: bytes) -> bytes:
    return content + f"\n%{next(_numbers)}\n".encode()
