"""From a spec and a layout to a file with its truth: a PDF, an e-invoice, or a photograph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import cv2

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
    """The bytes of a file, its media type, and what is true of it."""

    data: bytes
    media_type: str
    truth: Truth


def generate(
    spec: DocumentSpec, layout: Layout, *, medium: Medium, seed: int = 1, effects: Sequence[Effect] = ()
) -> GeneratedDocument:
    """Draw the spec. The same arguments give the same bytes; `effects` touch photographs only."""
    canvas = layout(spec)
    if medium is Medium.PHOTO:
        return _photograph(spec, canvas, seed, effects)
    describe(canvas.document, title=spec.number, author=spec.seller.name, moment=spec.issued)
    if medium is Medium.FACTUR_X:
        facturx.attach(canvas.document, spec)
    truth = truth_of(spec, canvas.printed)
    return GeneratedDocument(pdf_bytes(canvas.document, f"{spec.seller.name} {spec.number}"), "application/pdf", truth)


def _photograph(spec: DocumentSpec, canvas: Canvas, seed: int, effects: Sequence[Effect]) -> GeneratedDocument:
    sheet = canvas.picture(DPI)
    photo = apply_effects(sheet, effects, seed)
    before, after = (sheet.shape[1], sheet.shape[0]), (photo.pixels.shape[1], photo.pixels.shape[0])
    printed = _moved(canvas.printed, photo.homography, before, after)
    bgr = cv2.cvtColor(photo.pixels, cv2.COLOR_RGB2BGR)
    encoded = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1]
    return GeneratedDocument(encoded.tobytes(), Medium.PHOTO.value, truth_of(spec, printed))


def _moved(
    printed: Mapping[str, Printed], homography: Matrix, before: tuple[int, int], after: tuple[int, int]
) -> Mapping[str, Printed]:
    def moved(box: Box) -> Box:
        return moved_box(box, homography, before, after)

    return {label: replace(entry, box=moved(entry.box)) for label, entry in printed.items()}
