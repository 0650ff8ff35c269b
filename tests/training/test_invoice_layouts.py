from collections.abc import Iterator
from dataclasses import replace

import pymupdf
import pytest

from services.types import Box, DocumentKind
from training.documents.canvas import Canvas, Face, Style, field
from training.documents.layouts.invoices import LAYOUTS
from training.documents.layouts.invoices.phrases import PHRASES
from training.documents.scene import Scene
from training.documents.spec import DocumentSpec
from training.documents.world import COUNTRIES, draw_scene

NAMES = tuple(LAYOUTS)
ALWAYS = {"vendor", "date", "total", "invoice_number", "customer"}


def scenes(name: str, count: int = 4) -> Iterator[Scene]:
    """Invoices and a credit note of other countries for each layout, and one of 25 lines."""
    codes, start = tuple(COUNTRIES), NAMES.index(name)
    for index in range(count):
        kind = DocumentKind.CREDIT_NOTE if index == 1 else DocumentKind.INVOICE
        yield draw_scene(COUNTRIES[codes[(start + index) % len(codes)]], kind, 31 * start + index)


def long_scene(name: str) -> Scene:
    scene = draw_scene(COUNTRIES["DE"], DocumentKind.INVOICE, NAMES.index(name))
    return replace(scene, spec=with_lines(scene.spec, 25))


def with_lines(spec: DocumentSpec, count: int) -> DocumentSpec:
    return replace(spec, lines=tuple(spec.lines[index % len(spec.lines)] for index in range(count)))


def in_points(page: pymupdf.Page, box: Box) -> pymupdf.Rect:
    width, height = page.rect.width, page.rect.height
    return pymupdf.Rect(box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height)


def pages_of(canvas: Canvas) -> list[pymupdf.Page]:
    return list(canvas.document.pages())


def words_inside(page: pymupdf.Page, words: list[tuple[float, ...]], box: Box) -> str:
    x0, y0, x1, y1 = in_points(page, box)
    inside = (word for word in words if x0 <= (word[0] + word[2]) / 2 <= x1 and y0 <= (word[1] + word[3]) / 2 <= y1)
    return " ".join(word[4] for word in inside)


def read_back(canvas: Canvas) -> dict[str, str]:
    pages = pages_of(canvas)
    words = [page.get_text("words") for page in pages]
    return {
        label: words_inside(pages[entry.page - 1], words[entry.page - 1], entry.box) for label, entry in canvas.printed.items()
    }


def overlaps(page: pymupdf.Page) -> list[tuple[str, str]]:
    """Words that are printed over each other."""
    words = sorted(page.get_text("words"), key=lambda word: word[1])
    found = []
    for index, (ax0, _ay0, ax1, ay1, one, *_place) in enumerate(words):
        for bx0, by0, bx1, _by1, other, *_others in words[index + 1 :]:
            if by0 > ay1 - 5:
                break
            if min(ax1, bx1) - max(ax0, bx0) > 1:
                found.append((one, other))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_the_words_in_each_box_are_the_printed_text(name: str) -> None:
    for scene in (*scenes(name), long_scene(name)):
        canvas = LAYOUTS[name](scene)
        assert read_back(canvas) == {label: " ".join(entry.text.split()) for label, entry in canvas.printed.items()}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_printed_over_something_else_or_off_the_page(name: str) -> None:
    for scene in (*scenes(name, 2), long_scene(name)):
        canvas = LAYOUTS[name](scene)
        for page in pages_of(canvas):
            assert overlaps(page) == []
            assert all(
                word[0] >= 0 and word[2] <= page.rect.width and word[3] <= page.rect.height for word in page.get_text("words")
            )


@pytest.mark.parametrize("name", NAMES)
def test_an_invoice_shows_what_every_invoice_has(name: str) -> None:
    for scene in scenes(name):
        printed = LAYOUTS[name](scene).printed
        assert set(printed) >= ALWAYS
        for index in range(len(scene.spec.lines)):
            assert {f"line_items[{index}].{column}" for column in ("description", "amount")} <= set(printed)
            assert name == "monthly" or f"line_items[{index}].quantity" in printed


@pytest.mark.parametrize("name", NAMES)
def test_the_labelled_texts_say_what_the_spec_says(name: str) -> None:
    for scene in scenes(name):
        spec, printed = scene.spec, LAYOUTS[name](scene).printed
        assert printed["invoice_number"].text == spec.number
        assert spec.buyer is not None
        assert printed["customer"].text == spec.buyer.name
        assert scene.money(abs(spec.total)) in printed["total"].text
        assert printed["vendor"].text.casefold() in {spec.seller.name.casefold(), spec.seller.brand.casefold()}
        assert printed["date"].text == scene.date(spec.issued.date())
        assert "tax" not in printed or scene.money(abs(spec.tax)) in printed["tax"].text


@pytest.mark.parametrize("name", NAMES)
def test_twenty_five_lines_go_over_pages_in_their_order(name: str) -> None:
    canvas = LAYOUTS[name](long_scene(name))
    places = [canvas.printed[f"line_items[{index}].amount"] for index in range(25)]
    assert [(place.page, place.box.y0) for place in places] == sorted((place.page, place.box.y0) for place in places)
    assert canvas.printed["total"].page >= places[-1].page
    assert canvas.document.page_count == canvas.page_count


def test_pages_are_numbered_and_sums_carried_over() -> None:
    scene = long_scene("window")
    canvas = LAYOUTS["window"](replace(scene, spec=with_lines(scene.spec, 60)))
    texts = [page.get_text() for page in pages_of(canvas)]
    assert len(texts) >= 2
    phrases = PHRASES["de"]
    forms = [{form.format(page=number, pages=len(texts)) for form in phrases.pages} for number in range(1, len(texts) + 1)]
    assert all(any(form in text for form in wanted) for text, wanted in zip(texts, forms, strict=True))
    assert any(word in texts[0] for word in phrases.carried)
    assert any(word in texts[1] for word in phrases.brought)


def test_a_credit_note_bears_its_title_and_the_number_that_it_corrects() -> None:
    scene = draw_scene(COUNTRIES["GB"], DocumentKind.CREDIT_NOTE, 5)
    canvas = LAYOUTS["big_word"](scene)
    text = canvas.document[0].get_text().casefold()
    assert any(title.casefold() in text for title in scene.words.credit_note_titles)
    assert canvas.printed["credited_number"].text == scene.spec.credited_number


def test_the_same_scene_is_drawn_the_same() -> None:
    scene = draw_scene(COUNTRIES["DE"], DocumentKind.INVOICE, 7)
    for draw in LAYOUTS.values():
        assert draw(scene).printed == draw(scene).printed


def test_the_layouts_differ() -> None:
    scene = draw_scene(COUNTRIES["GB"], DocumentKind.INVOICE, 11)
    places = {tuple(sorted((label, entry.box) for label, entry in draw(scene).printed.items())) for draw in LAYOUTS.values()}
    assert len(places) == len(LAYOUTS) >= 30


@pytest.mark.parametrize("face", Face)
def test_the_faces_have_the_letters_of_all_languages(face: Face) -> None:
    letters = {
        letter for phrases in PHRASES.values() for name in phrases.__slots__ for text in getattr(phrases, name) for letter in text
    }
    font = pymupdf.Font(face.value)
    assert [letter for letter in letters | set("łŁřŘßçÇ€£ąęśćńżźõãñ") if not font.has_glyph(ord(letter))] == []


def test_the_languages_of_all_countries_have_phrases() -> None:
    assert {words.language for country in COUNTRIES.values() for words in country.words} <= set(PHRASES)


def test_a_canvas_is_turned_to_its_pages() -> None:
    canvas = Canvas(200, 100)
    canvas.new_page()
    canvas.text(10, 20, field("second", "there"), Style())
    canvas.turn_to(1)
    canvas.text(10, 20, field("first", "here"), Style())
    assert (canvas.page_count, canvas.page_number) == (2, 1)
    assert {label: entry.page for label, entry in canvas.printed.items()} == {"there": 2, "here": 1}
    assert [page.get_text().strip() for page in pages_of(canvas)] == ["first", "second"]


def test_the_box_of_a_paragraph_holds_all_its_rows() -> None:
    canvas = Canvas(200, 100)
    canvas.paragraph(10, 20, ("one", "two three"), Style(), "label", pitch=12)
    canvas.paragraph(10, 60, ("again",), Style(), "label", pitch=12)
    assert canvas.printed["label"].text == "one two three"
    assert read_back(canvas) == {"label": "one two three"}


def test_some_credit_notes_give_back_with_negative_amounts_and_others_with_positive_ones() -> None:
    notes = [draw_scene(COUNTRIES["DE"], DocumentKind.CREDIT_NOTE, seed) for seed in range(20)]
    signs = {scene.spec.total > 0 for scene in notes}
    assert signs == {True, False}
    for scene in notes:
        assert {line.amount > 0 for line in scene.spec.lines} == {scene.spec.total > 0}
        assert LAYOUTS["window"](scene).printed["total"].text.startswith("-") == (scene.spec.total < 0)
