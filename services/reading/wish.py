"""What the caller knows and wants of a reading, beside the bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class OcrPolicy(StrEnum):
    """How much is done for a page that has to be recognised."""

    FAST = "fast"  # one engine, the picture as it is (upright)
    BEST = "best"  # one engine; a page that it reads badly is straightened, cleaned and read again
    BOTH = "both"  # as best, and a second engine reads it too: where they agree, a word is surer


class PdfEngineName(StrEnum):
    """The library behind PDF: MuPDF (AGPL), or PDFium with pdfplumber (BSD, MIT)."""

    PYMUPDF = "pymupdf"
    PDFIUM = "pdfium"


@dataclass(frozen=True, slots=True)
class ReadWish:
    """`ocr` is a choice of `services.ocr.engines`; `languages` are ISO 639-1, the likeliest first; passwords are tried in order.

    With `enlarged`, pictures are enlarged before they are recognised: another reading of what the first one left in doubt.
    Without `pictures` neither previews nor the look of the first page are made, which saves most of the time of a text page.
    """

    ocr: str = "auto"
    policy: OcrPolicy = OcrPolicy.BEST
    languages: tuple[str, ...] = ()
    passwords: tuple[str, ...] = field(default=(), repr=False)
    pdf_engine: PdfEngineName = PdfEngineName.PYMUPDF
    pictures: bool = True
    enlarged: bool = False


def wish_from_json(data: Mapping[str, Any]) -> ReadWish:
    """Give the wish of what `dataclasses.asdict` made of it, on the other side of the pipe."""
    return ReadWish(
        ocr=data["ocr"],
        policy=OcrPolicy(data["policy"]),
        languages=tuple(data["languages"]),
        passwords=tuple(data["passwords"]),
        pdf_engine=PdfEngineName(data["pdf_engine"]),
        pictures=data["pictures"],
        enlarged=data["enlarged"],
    )
