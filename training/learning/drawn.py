"""Generated documents as material: drawn, and read as a file or as a photograph of it would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
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
from training.learning.kind_titles import TITLES
from training.learning.material import Material
from training.matching import vendor_key

LEARNT_COUNTRIES = tuple(code for code in COUNTRIES if code not in HELD_OUT)
LEARNT_KINDS = (DocumentKind.RECEIPT, DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)
FROZEN_SEED = 7919  # of the documents that versions are compared on: never changed
_AS_FILE = ReadWish(ocr="none", pictures=False)
_PHOTOGRAPHED = {DocumentKind.RECEIPT: 0.8}  # shares; the others are read from the file
_PHOTOGRAPHED_SHEETS = 0.3
_STAY_INVOICES = 0.3
_STRENGTHS = (0.5, 1.0, 1.0, 1.5)


def generated_material(seed: int, count: int) -> Iterator[Material]:
    """Documents of the countries that are learnt from."""
    return _material(seed, count, LEARNT_COUNTRIES)


def frozen_material(count: int) -> Iterator[Material]:
    """Documents of countries that nothing is learnt from; always the same ones."""
    return _material(FROZEN_SEED, count, sorted(HELD_OUT))


def retitled_material(seed: int, count: int) -> Iterator[Material]:
    """Receipts, invoices, credit notes, and invoices under the titles of other kinds: what kinds are learnt from."""
    return _retitled_of(seed, count, LEARNT_COUNTRIES)


def frozen_retitled(count: int) -> Iterator[Material]:
    """The same of countries that nothing is learnt from; always the same ones."""
    return _retitled_of(FROZEN_SEED, count, sorted(HELD_OUT))


def _retitled_of(seed: int, count: int, countries: Sequence[str]) -> Iterator[Material]:
    for number, case in enumerate(generated_cases(seed, count, countries=countries)):
        yield _one(*_retitled(case, Random(f"{seed} {number} title")))


def _material(seed: int, count: int, countries: Sequence[str]) -> Iterator[Material]:
    for case in generated_cases(seed, count, countries=countries, kinds=LEARNT_KINDS):
        yield _one(case, case.scene.spec.kind)


def _one(case: Case, kind: DocumentKind) -> Material:
    canvas = case.canvas()
    truth = {**truth_values(case.truth(canvas)), "kind": kind.value}
    return Material(
        document=_reading(case, canvas),
        truth=truth,
        source=f"generated {kind.value}",
        vendor=vendor_key(str(truth.get("vendor", case.name))),
        attribution=f"{SOURCE.split(':', maxsplit=1)[0]} ({LICENSE})",
        is_complete=True,
    )


def _retitled(case: Case, random: Random) -> tuple[Case, DocumentKind]:
    """Half of the invoices call themselves something else; the others, and all else, are what they are."""
    scene = case.scene
    titles = TITLES.get(scene.words.language)
    if scene.spec.kind is not DocumentKind.INVOICE or titles is None or random.random() < _STAY_INVOICES:
        return case, scene.spec.kind
    kind = random.choice(tuple(titles))
    words = replace(scene.words, invoice_titles=titles[kind])
    return replace(case, scene=replace(scene, words=words)), kind


def _reading(case: Case, canvas: Canvas) -> ReadDocument:
    random = Random(f"{case.name} reading")
    if random.random() < _PHOTOGRAPHED.get(case.scene.spec.kind, _PHOTOGRAPHED_SHEETS):
        return read_as(canvas, random, random.choice(_STRENGTHS))
    return read_in_process(pdf_of(canvas.document, case.scene.spec), PDF, wish=_AS_FILE).document
