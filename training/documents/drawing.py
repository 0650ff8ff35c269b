"""Documents of the world in the layouts of the world: which are drawn, and how one becomes a file or a photograph."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import pymupdf

from services.types import DocumentKind
from training.documents.canvas import Canvas, Printed
from training.documents.countries.base import Country
from training.documents.effects import Effect, blur, fold, noise, perspective, shadow
from training.documents.generator import GeneratedDocument, Medium, pdf_of, photographed
from training.documents.layouts import invoices, receipts
from training.documents.scene import Scene
from training.documents.truth import Truth, printed_truth
from training.documents.wear import draw_effects
from training.documents.world import COUNTRIES, KINDS, draw_scene

SceneLayout = Callable[[Scene], Canvas]

_SHEETS: tuple[tuple[Effect, ...], ...] = ((noise,), (blur, noise), (fold, shadow, noise), (perspective, shadow, noise))


def layouts_for(kind: DocumentKind) -> Mapping[str, SceneLayout]:
    """The layouts in which a document of that kind can be drawn, by name."""
    return receipts.LAYOUTS if kind is DocumentKind.RECEIPT else invoices.LAYOUTS


@dataclass(frozen=True, slots=True)
class Case:
    """A document that can be drawn: `canvas()` draws it anew each time, always the same."""

    name: str
    scene: Scene
    layout_name: str

    def canvas(self) -> Canvas:
        return layouts_for(self.scene.spec.kind)[self.layout_name](self.scene)

    def truth(self, canvas: Canvas) -> Truth:
        """Of what the canvas shows."""
        return printed_truth(self.scene.spec, canvas.printed)


def generated_cases(
    seed: int, count: int, *, countries: Sequence[str] = tuple(COUNTRIES), kinds: Sequence[DocumentKind] = KINDS
) -> Iterator[Case]:
    """`count` documents that go round the kinds, the countries and each kind's layouts; the same arguments give the same.

    Raises ValueError for a country that is not known, and when there is no kind or country to go round.
    """
    if unknown := [code for code in countries if code not in COUNTRIES]:
        raise ValueError(f"Nothing is known of the country {unknown[0]}; these are known: {', '.join(COUNTRIES)}.")
    if count and not (countries and kinds):
        raise ValueError("Documents can only be drawn of at least one country and one kind.")
    orders = {kind: _shuffled(tuple(layouts_for(kind)), f"{seed} {kind.value}") for kind in kinds}
    for index in range(count):
        kind = kinds[index % len(kinds)]
        turn = index // len(kinds)
        layouts = orders[kind]
        shift = turn // math.lcm(len(countries), len(layouts))  # else the same pairs of country and layout came again
        country = COUNTRIES[countries[turn % len(countries)]]
        yield _case(country, kind, layouts[(turn + shift) % len(layouts)], seed * 1_000_003 + index)


def _shuffled(names: tuple[str, ...], key: str) -> list[str]:
    return Random(key).sample(names, len(names))


def _case(country: Country, kind: DocumentKind, layout: str, seed: int) -> Case:
    return Case(f"{kind.value}_{country.code.lower()}_{layout}_{seed}", draw_scene(country, kind, seed), layout)


def document_of(scene: Scene, layout_name: str, medium: Medium) -> GeneratedDocument:
    """The scene in a layout of its kind as a PDF or as a photograph; several photographed pages come as a PDF of pictures.

    Raises KeyError for a layout that the kind does not have.
    """
    canvas = layouts_for(scene.spec.kind)[layout_name](scene)
    data, media_type, printed = _file(canvas, scene, medium)
    truth = printed_truth(scene.spec, printed)
    notes = _notes(scene, layout_name, has_currency="currency" in printed)
    return GeneratedDocument(data, media_type, truth, notes)


def _notes(scene: Scene, layout_name: str, *, has_currency: bool) -> Mapping[str, str | bool]:
    return {"layout": layout_name, "country": scene.country.code, "currency_printed": has_currency}


def _file(canvas: Canvas, scene: Scene, medium: Medium) -> tuple[bytes, str, Mapping[str, Printed]]:
    if medium is not Medium.PHOTO:
        return pdf_of(canvas.document, scene.spec), Medium.PDF.value, canvas.printed
    photos = list(_photos(canvas, scene))
    printed = {label: entry for _data, there in photos for label, entry in there.items()}
    if len(photos) == 1:
        return photos[0][0], Medium.PHOTO.value, printed
    return _bound([data for data, _printed in photos], scene), Medium.PDF.value, printed


def _photos(canvas: Canvas, scene: Scene) -> Iterator[tuple[bytes, Mapping[str, Printed]]]:
    random = Random(f"{scene.seed} effects")
    effects = draw_effects(random) if scene.spec.kind is DocumentKind.RECEIPT else random.choice(_SHEETS)
    for page in range(1, canvas.page_count + 1):
        yield photographed(canvas, canvas.printed, scene.seed + page, effects, page=page)


def _bound(photos: Sequence[bytes], scene: Scene) -> bytes:
    """Photographs as the pages of a PDF."""
    book = pymupdf.open()
    for photo in photos:
        picture = pymupdf.Pixmap(photo)
        page = book.new_page(width=picture.width * 0.33, height=picture.height * 0.33)
        page.insert_image(page.rect, stream=photo)
    return pdf_of(book, scene.spec)
