"""From a spec and a layout to a file with its truth: a PDF, an e-invoice, or a photograph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import cv2
import pymupdf

from services.types import Box
from training.documents import facturx
from training.documents.canvas import Canvas, Printed
from training.documents.effects import Effect, Matrix, apply_effects, moved_box
from training.documents.pdf_file import describe, pdf_bytes
from training.documents.spec import DocumentSpec
from training.documents.truth import Truth, truth_of

DPI, JPEG_QUALITY = 220, 82

Layout = Callable[[DocumentSpec], Canvas]


class Medium(StrEnum):
    PDF = "application/pdf"
    FACTUR_X = "application/pdf; factur-x"
    PHOTO = "image/jpeg"


@dataclass(frozen=True, slots=True)
class GeneratedDocument:
    """The bytes of a file, its media type, what is true of it, and what else a manifest notes about it."""

    data: bytes
    media_type: str
    truth: Truth
    notes: Mapping[str, str | bool] = field(default_factory=dict)


def generate(
    spec: DocumentSpec, layout: Layout, *, medium: Medium, seed: int = 1, effects: Sequence[Effect] = ()
) -> GeneratedDocument:
    """Draw the spec. The same arguments give the same bytes; `effects` touch photographs only."""
    canvas = layout(spec)
    if medium is Medium.PHOTO:
        photo, printed = photographed(canvas, canvas.printed, seed, effects)
        return GeneratedDocument(photo, Medium.PHOTO.value, truth_of(spec, printed))
    document, attach = canvas.document, facturx.attach if medium is Medium.FACTUR_X else None
    return GeneratedDocument(pdf_of(document, spec, attach), Medium.PDF.value, truth_of(spec, canvas.printed))


def pdf_of(
    document: pymupdf.Document, spec: DocumentSpec, attach: Callable[[pymupdf.Document, DocumentSpec], None] | None = None
) -> bytes:
    """The file of a drawn document, described by what it says; `attach` puts something into it."""
    describe(document, title=spec.number, author=spec.seller.name, moment=spec.issued)
    if attach:
        attach(document, spec)
    return pdf_bytes(document, f"{spec.seller.name} {spec.number}")


def photographed(
    canvas: Canvas, printed: Mapping[str, Printed], seed: int, effects: Sequence[Effect], *, page: int = 1
) -> tuple[bytes, Mapping[str, Printed]]:
    """A JPEG of one page under these effects, and where the labelled texts of that page are in it."""
    sheet = canvas.picture(DPI, page=page)
    photo = apply_effects(sheet, effects, seed)
    before, after = (sheet.shape[1], sheet.shape[0]), (photo.pixels.shape[1], photo.pixels.shape[0])
    there = {label: entry for label, entry in printed.items() if entry.page == page}
    bgr = cv2.cvtColor(photo.pixels, cv2.COLOR_RGB2BGR)
    encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1]
    return encoded.tobytes(), _moved(there, photo.homography, before, after)


def _moved(
    printed: Mapping[str, Printed], homography: Matrix, before: tuple[int, int], after: tuple[int, int]
) -> Mapping[str, Printed]:
    def moved(box: Box) -> Box:
        return moved_box(box, homography, before, after)

    return {label: replace(entry, box=moved(entry.box)) for label, entry in printed.items()}
