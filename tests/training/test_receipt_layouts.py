"""Every receipt layout, drawn for several countries and seeds, prints what its labels say where they say it."""

import re
from itertools import combinations, pairwise

import pymupdf
import pytest

from services.types import Box, DocumentKind
from training.documents.canvas import Canvas, Face, Printed, Style, field, text_width
from training.documents.layouts.receipts import LAYOUTS
from training.documents.layouts.receipts.look import Look
from training.documents.layouts.receipts.noise_words import NOISE
from training.documents.layouts.receipts.slip import Slip, wrapped
from training.documents.scene import Scene
from training.documents.spec import PaymentMethod
from training.documents.world import COUNTRIES, draw_scene

LABEL = re.compile(
    r"vendor|vendor_legal_name|vendor_brand|vendor_address|vendor_tax_id|date|total|tax|net|rounding|tip|prepaid|amount_due"
    r"|payment_method|card_last4|invoice_number|currency"
    r"|line_items\[\d+\]\.(description|quantity|unit|unit_price|amount|discount|tax_mark)|tax_lines\[\d+\]\.(rate|net|tax|gross)"
)
LEAST_OVERLAP = 0.6  # points
SCENES = 4


def scenes(name: str) -> list[Scene]:
    """Four of each layout; the layouts together go round all countries."""
    first, codes = SCENES * sorted(LAYOUTS).index(name), sorted(COUNTRIES)
    numbers = range(first, first + SCENES)
    return [draw_scene(COUNTRIES[codes[number % len(codes)]], DocumentKind.RECEIPT, number) for number in numbers]


def rect_of(box: Box, page: pymupdf.Page) -> pymupdf.Rect:
    width, height = page.rect.width, page.rect.height
    return pymupdf.Rect(box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height)


def overlap(one: Printed, other: Printed, page: pymupdf.Page) -> bool:
    shared = rect_of(one.box, page) & rect_of(other.box, page)
    return one.box != other.box and min(shared.width, shared.height) > LEAST_OVERLAP


def words_in(rect: pymupdf.Rect, words: list[tuple[float, float, float, float, str]]) -> str:
    return " ".join(w[4] for w in words if pymupdf.Point((w[0] + w[2]) / 2, (w[1] + w[3]) / 2) in rect)


def assert_is_well_drawn(canvas: Canvas) -> None:
    page = canvas.document[0]
    words = page.get_text("words")
    for label, entry in canvas.printed.items():
        assert LABEL.fullmatch(label), label
        assert 0 <= entry.box.x0 < entry.box.x1 <= 1, label
        assert 0 <= entry.box.y0 < entry.box.y1 <= 1, label
        assert words_in(rect_of(entry.box, page), words).split() == entry.text.split(), label
    apart = {label: entry for label, entry in canvas.printed.items() if "address" not in label}
    assert [(a, b) for a, b in combinations(apart, 2) if overlap(apart[a], apart[b], page)] == []


def test_there_are_many_layouts() -> None:
    assert len(LAYOUTS) >= 22


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_prints_each_label_in_its_box_and_all_that_counts(name: str) -> None:
    for scene in scenes(name):
        canvas = LAYOUTS[name](scene)
        assert_is_well_drawn(canvas)
        printed, seller = canvas.printed, scene.spec.seller
        assert {"vendor", "date", "total", "payment_method"} <= set(printed)
        assert printed["vendor"].text.casefold() in {seller.name.casefold(), seller.brand.casefold()}
        assert scene.money(scene.spec.total) in printed["total"].text
        for index, line in enumerate(scene.spec.lines):
            assert printed[f"line_items[{index}].description"].text.casefold() == line.description.casefold()
            assert scene.money(line.amount) in printed[f"line_items[{index}].amount"].text


def test_nothing_leaves_the_paper() -> None:
    for name, layout in LAYOUTS.items():
        page = layout(scenes(name)[0]).document[0]
        for x0, y0, x1, y1, *_rest in page.get_text("words"):
            assert 0 <= x0 <= x1 <= page.rect.width
            assert 0 <= y0 <= y1 <= page.rect.height


def test_no_two_layouts_look_alike() -> None:
    scene = scenes("supermarket")[0]
    texts = [" ".join(layout(scene).document[0].get_text().split()) for layout in LAYOUTS.values()]
    assert len(set(texts)) == len(texts)


def test_the_same_scene_is_drawn_the_same_each_time() -> None:
    scene = scenes("restaurant")[0]
    first, second = (LAYOUTS["restaurant"](scene) for _ in range(2))
    assert first.printed == second.printed
    assert first.document[0].get_text() == second.document[0].get_text()


def test_cash_prints_change_and_a_card_its_digits() -> None:
    for scene in (scene for name in sorted(LAYOUTS)[:8] for scene in scenes(name)):
        text = " ".join(LAYOUTS["supermarket"](scene).document[0].get_text().split())
        spec = scene.spec
        if spec.payment.method is PaymentMethod.CASH and spec.change:
            assert scene.money(spec.change) in text
        if spec.payment.card_last4:
            assert spec.payment.card_last4 in text


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_language_has_rows_of_noise(country: str) -> None:
    assert {words.language for words in COUNTRIES[country].words} <= set(NOISE)


@pytest.mark.parametrize("face", Face)
def test_every_face_has_the_letters_of_the_countries(face: Face) -> None:
    font = pymupdf.Font(face.value)
    assert [letter for letter in "łŁřŘßçÇ€£ąęśżźćńóåÅøØäöüñéèêàõãčďěňšťůž" if not font.has_glyph(ord(letter))] == []


def test_a_long_text_is_wrapped_at_blanks() -> None:
    style = Style(Face.MONO, 10.0)  # each letter is 6 points wide
    assert wrapped("one two three", style, 45.0) == ["one two", "three"]
    assert wrapped("indivisible", style, 10.0) == ["indivisible"]


def test_a_wrapped_name_is_one_label_over_both_rows() -> None:
    scene = scenes("kiosk")[0]
    slip = Slip(scene, Look(width=120.0))
    slip.head(field("Very Long And Winding Name Of A Shop", "vendor"), slip.name)
    entry = slip.canvas.printed["vendor"]
    assert entry.text == "Very Long And Winding Name Of A Shop"
    assert (entry.box.y1 - entry.box.y0) * slip.canvas.height > 2 * slip.name.size


def test_cells_are_set_smaller_until_they_stand_apart() -> None:
    slip = Slip(scenes("kiosk")[0], Look(width=120.0))
    slip.columns(("a long beginning", "1,234,567.00", "7,654,321.00"), (0.2, 0.6, 1.0))
    words = slip.finished().document[0].get_text("words")
    assert [w[4] for w in words] == ["a", "long", "beginning", "1,234,567.00", "7,654,321.00"]
    assert all(one[2] < other[0] for one, other in pairwise(words))
    assert text_width("1,234,567.00", slip.plain) > words[3][2] - words[3][0]


def test_the_total_is_what_is_left_after_rounding() -> None:
    seeds = (draw_scene(COUNTRIES["MY"], DocumentKind.RECEIPT, seed) for seed in range(60))
    scene = next(scene for scene in seeds if scene.spec.rounding)
    canvas, spec = LAYOUTS["trade_counter"](scene), scene.spec
    text = " ".join(canvas.document[0].get_text().split())
    assert scene.money(spec.total - spec.rounding) in text
    assert canvas.printed["total"].text == scene.money(spec.total)
    assert canvas.printed["rounding"].box.y1 <= canvas.printed["total"].box.y0 + 0.01


def test_an_amount_at_the_top_is_no_evidence_of_the_total() -> None:
    printed = LAYOUTS["terminal"](scenes("terminal")[0]).printed
    assert printed["total"].box.y0 > printed["line_items[0].amount"].box.y1


def test_a_sign_and_a_legal_name_are_told_apart() -> None:
    seeds = (draw_scene(COUNTRIES["DE"], DocumentKind.RECEIPT, seed) for seed in range(60))
    scene = next(scene for scene in seeds if scene.spec.seller.brand)
    printed, seller = LAYOUTS["supermarket"](scene).printed, scene.spec.seller
    assert (printed["vendor"].text, printed["vendor_legal_name"].text) == (seller.brand, seller.name)
    assert "vendor_legal_name" in LAYOUTS["discounter"](scene).printed  # at its foot
    assert "vendor_legal_name" not in LAYOUTS["terminal"](scene).printed


def test_a_slip_of_the_card_terminal_labels_nothing_anew() -> None:
    """Its date, number and amount stand below those of the receipt, which keep their places."""
    for seed in range(40):
        scene = draw_scene(COUNTRIES["AT"], DocumentKind.RECEIPT, seed)
        printed = LAYOUTS["fuel_station"](scene).printed
        assert printed["date"].box.y1 < printed["total"].box.y0 < printed["payment_method"].box.y1
