"""Generated documents as material: drawn, and read as a file or as a photograph of it would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from services.reading.in_process import read_in_process
from services.reading.media_types import PDF
from services.reading.wish import ReadWish
from services.types import DocumentKind, ReadDocument
from training.documents.canvas import Canvas
from training.documents.drawing import Case, generated_cases
from training.documents.generator import pdf_of
from training.documents.manifest import LICENSE, SOURCE, truth_values
from training.documents.simulated_ocr import read_as
from training.documents.world import COUNTRIES, HELD_OUT
from training.learning.material import Material
from training.matching import vendor_key

LEARNT_KINDS = (DocumentKind.RECEIPT, DocumentKind.INVOICE)
FROZEN_SEED = 7919  # of the documents that versions are compared on: never changed
_AS_FILE = ReadWish(ocr="none", pictures=False)
_PHOTOGRAPHED = {DocumentKind.RECEIPT: 0.8, DocumentKind.INVOICE: 0.3}  # shares; the others are read from the file
_STRENGTHS = (0.5, 1.0, 1.0, 1.5)


def generated_material(seed: int, count: int) -> Iterator[Material]:
    """Documents of the countries that are learnt from."""
    return _material(seed, count, [code for code in COUNTRIES if code not in HELD_OUT])


def frozen_material(count: int) -> Iterator[Material]:
    """Documents of countries that nothing is learnt from; always the same ones."""
    return _material(FROZEN_SEED, count, sorted(HELD_OUT))


def _material(seed: int, count: int, countries: Sequence[str]) -> Iterator[Material]:
    for case in generated_cases(seed, count, countries=countries, kinds=LEARNT_KINDS):
        canvas = case.canvas()
        truth = truth_values(case.truth(canvas))
        yield Material(
            document=_reading(case, canvas),
            truth=truth,
            source=f"generated {case.scene.spec.kind.value}",
            vendor=vendor_key(str(truth.get("vendor", case.name))),
            attribution=f"{SOURCE.split(':', maxsplit=1)[0]} ({LICENSE})",
            is_complete=True,
        )


def _reading(case: Case, canvas: Canvas) -> ReadDocument:
    random = Random(f"{case.name} reading")
    if random.random() < _PHOTOGRAPHED[case.scene.spec.kind]:
        return read_as(canvas, random, random.choice(_STRENGTHS))
    return read_in_process(pdf_of(canvas.document, case.scene.spec), PDF, wish=_AS_FILE).document
