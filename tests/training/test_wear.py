"""Wear changes a picture, and its homography tells where everything went."""

from random import Random

import numpy as np
import pytest

from services.types import Box
from training.documents.effects import Effect, apply_effects, moved_box
from training.documents.wear import EFFECTS, STAGES, Strength, draw_effects

WIDTH, HEIGHT = 240, 400
MARKS = (Box(0.15, 0.1, 0.25, 0.14), Box(0.7, 0.5, 0.85, 0.54), Box(0.2, 0.85, 0.4, 0.88))


def sheet_with(mark: Box | None) -> np.ndarray:
    sheet = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    if mark:
        sheet[round(mark.y0 * HEIGHT) : round(mark.y1 * HEIGHT), round(mark.x0 * WIDTH) : round(mark.x1 * WIDTH)] = 0
    return sheet


def ink(effects: tuple[Effect, ...], mark: Box, seed: int) -> tuple[np.ndarray, Box]:
    """What the mark alone changes in the picture, and where its box went."""
    marked = apply_effects(sheet_with(mark), effects, seed)
    bare = apply_effects(sheet_with(None), effects, seed)
    height, width = marked.pixels.shape[:2]
    change = np.abs(marked.pixels.astype(float) - bare.pixels).mean(axis=2)
    return change, moved_box(mark, marked.homography, (WIDTH, HEIGHT), (width, height))


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.__name__)
def test_an_effect_leaves_the_ink_where_its_homography_says(effect: Effect) -> None:
    for seed, mark in enumerate(MARKS):
        change, box = ink((effect,), mark, seed)
        height, width = change.shape
        down, across = np.mgrid[0:height, 0:width]
        where = (across * change).sum() / change.sum() / width, (down * change).sum() / change.sum() / height
        assert where == pytest.approx(((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2), abs=0.015)
        assert 0 <= box.x0 < box.x1 <= 1
        assert 0 <= box.y0 < box.y1 <= 1


@pytest.mark.parametrize("strength", Strength)
def test_print_can_still_be_seen_after_all_of_it(strength: Strength) -> None:
    for seed in range(12):
        change, box = ink(tuple(draw_effects(Random(seed), strength)), MARKS[1], seed)
        height, width = change.shape
        inside = change[round(box.y0 * height) : round(box.y1 * height), round(box.x0 * width) : round(box.x1 * width)]
        assert inside.mean() > 20
        assert inside.mean() > 8 * change.mean()


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda effect: effect.__name__)
def test_the_same_dice_give_the_same_picture(effect: Effect) -> None:
    one, other = (apply_effects(sheet_with(MARKS[0]), (effect,), 7) for _ in range(2))
    assert np.array_equal(one.pixels, other.pixels)
    assert one.pixels.dtype == np.uint8


def test_stronger_wear_leaves_less_ink() -> None:
    def left(strength: Strength) -> float:
        return sum(float(ink(tuple(draw_effects(Random(seed), strength)), MARKS[1], seed)[0].max()) for seed in range(20))

    assert left(Strength.LIGHT) > left(Strength.MEDIUM) > left(Strength.STRONG)


def test_a_picture_has_one_effect_of_each_stage_and_all_strengths_occur() -> None:
    drawn = [tuple(draw_effects(Random(seed))) for seed in range(300)]
    assert len(set(drawn)) > 60
    for strength, stages in STAGES.items():
        for effects in (draw_effects(Random(seed), strength) for seed in range(30)):
            assert len(effects) <= len(stages)
            assert {effect for stage in stages for effect in stage} >= set(effects)
