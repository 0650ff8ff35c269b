"""Each step of preprocessing alone: what it puts right, and that it keeps its hands off what is right."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from services.ocr.preprocessing.light import evened
from services.ocr.preprocessing.orientation import content_rotation
from services.ocr.preprocessing.sheet import cropped
from services.ocr.preprocessing.skew import levelled, skew_of
from services.ocr.preprocessing.variants import STEPS, variants
from services.ocr.preprocessing.warp import unmoved
from services.types import Box
from tests.ocr.preprocessing.pages import Pixels, on_table, page, turned, words_of

ASIDE = [(250, 120), (820, 200), (760, 960), (180, 900)]
FRAME = (1000, 1100)
CLOCKWISE = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def photo() -> Pixels:
    return on_table(page(), ASIDE, FRAME)[0]


def shadow_over(image: Pixels) -> Pixels:
    """Its left half in a hard shadow."""
    across = np.linspace(-1, 1, image.shape[1])
    return (image * (1 - 0.75 / (1 + np.exp(across * 30)))[None, :, None]).astype(np.uint8)


@pytest.mark.parametrize("degrees", [-8, -3.3, -1, 1, 2.5, 7])
def test_skew_is_measured_to_a_fifth_of_a_degree(degrees: float) -> None:
    assert skew_of(turned(page(), degrees)) == pytest.approx(degrees, abs=0.2)


@pytest.mark.parametrize("degrees", [-8, 4])
def test_a_page_askew_is_levelled(degrees: float) -> None:
    askew = turned(page(), degrees)
    warp = levelled(askew)
    assert warp is not None
    assert skew_of(warp.applied(askew)) == pytest.approx(0, abs=0.2)


@pytest.mark.parametrize(
    "image",
    [page(), turned(page(), 0.4), np.full((400, 300, 3), 255, np.uint8), np.zeros((2, 2, 3), np.uint8)],
    ids=["level", "nearly level", "empty", "tiny"],
)
def test_what_is_level_or_empty_is_not_turned(image: Pixels) -> None:
    assert levelled(image) is None


def test_noise_is_not_turned() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (300, 300, 3)).astype(np.uint8)
    assert levelled(noise) is None


def test_a_photographed_sheet_becomes_the_whole_picture() -> None:
    image = photo()
    warp = cropped(image)
    assert warp is not None
    shown = warp.applied(image)
    assert shown.shape[0] == pytest.approx(780, abs=30)
    assert shown.shape[1] == pytest.approx(585, abs=30)
    assert np.median(shown) == 255
    assert abs(skew_of(shown)) <= 0.3


def test_boxes_find_their_way_back_to_the_photograph() -> None:
    """Ink on the cropped sheet, mapped back, lies where the page was laid by hand."""
    image, matrix = on_table(page(), ASIDE, FRAME)
    warp = cropped(image)
    assert warp is not None
    back = [warp.to_page(word.box) for word in words_of(warp.applied(image)) if word.box.x1 - word.box.x0 < 0.9]
    true = [word.box for word in words_of(page())]
    for box in true:
        middle = np.array([[((box.x0 + box.x1) / 2 * 600, (box.y0 + box.y1) / 2 * 800)]])
        x, y = cv2.perspectiveTransform(middle, matrix)[0][0] / FRAME
        assert any(found.x0 <= x <= found.x1 and found.y0 <= y <= found.y1 for found in back), box


@pytest.mark.parametrize(
    "image",
    [page(), shadow_over(page()), np.full((300, 300, 3), 200, np.uint8), np.zeros((1, 1, 3), np.uint8)],
    ids=["scan", "shadow", "even", "pixel"],
)
def test_what_is_no_sheet_on_a_table_is_not_cropped(image: Pixels) -> None:
    assert cropped(image) is None


def test_a_shadow_goes_and_the_print_stays() -> None:
    lit = evened(shadow_over(page()))
    assert lit is not None
    assert np.percentile(lit, 20) >= 250
    assert ((lit[:, :, 0] < 100) == (page()[:, :, 0] < 100)).mean() > 0.97


@pytest.mark.parametrize("paper", [215, 60], ids=["pale", "dim"])
def test_faint_print_becomes_dark_on_white(paper: int) -> None:
    faint = (paper - (255 - page()) * 0.12).astype(np.uint8)
    lit = evened(faint)
    assert lit is not None
    assert np.median(lit) >= 250
    assert np.percentile(lit, 1) <= 30


def test_good_light_is_left_alone() -> None:
    assert evened(page()) is None


def test_a_black_picture_is_no_division_by_nothing() -> None:
    lit = evened(np.zeros((50, 60, 3), np.uint8))
    assert lit is not None
    assert lit.shape == (50, 60, 3)


def test_a_good_page_has_no_variants() -> None:
    assert list(variants(page())) == []


def test_steps_follow_each_other_and_can_be_left_out() -> None:
    image = shadow_over(turned(page(), 5))
    assert [variant.name for variant in variants(image)] == ["level", "level+light"]
    assert [variant.name for variant in variants(image, ("light",))] == ["light"]
    assert next(variants(photo(), STEPS)).name == "sheet"


def test_variants_keep_the_given_picture_untouched() -> None:
    image = shadow_over(turned(page(), 5))
    before = image.copy()
    list(variants(image))
    assert np.array_equal(image, before)


def test_warps_one_after_the_other_come_back_together() -> None:
    askew = turned(page(), 6)
    first = levelled(askew)
    assert first is not None
    both = first.then(unmoved(first.applied(askew)))
    box = Box(0.4, 0.4, 0.5, 0.45)
    assert both.to_page(box) == pytest.approx(first.to_page(box), abs=1e-4)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_tells_which_way_up_it_is(degrees: int) -> None:
    image = np.asarray(cv2.rotate(page(), CLOCKWISE[degrees]) if degrees else page(), dtype=np.uint8)
    assert content_rotation(image, words_of(image)) == (360 - degrees) % 360


@pytest.mark.parametrize("degrees", [-6, 6])
def test_a_page_askew_stands_upright(degrees: float) -> None:
    image = turned(page(), degrees)
    assert content_rotation(image, words_of(image)) == 0


def test_too_few_words_do_not_turn_a_page() -> None:
    image = np.asarray(cv2.rotate(page(), cv2.ROTATE_180), dtype=np.uint8)
    assert content_rotation(image, words_of(image)[:2]) == 0
    assert content_rotation(image, ()) == 0


def test_a_word_without_size_is_no_reason_to_stop() -> None:
    words = list(words_of(page()))
    nothing = type(words[0])("WORD", Box(1.0, 1.0, 1.0, 1.0), 0)
    assert content_rotation(page(), (*words, nothing)) == 0
    assert math.isclose(skew_of(page()), 0.0)
