import io
from itertools import combinations

import numpy as np
import pymupdf
import pytest
from PIL import Image

from services.types import Box, FieldName
from training.documents.catalogue import SAMPLES, facturx_invoice, german_receipt, invoice_pdf, thermal_receipt
from training.documents.effects import moved_box
from training.documents.generator import GeneratedDocument


def words_inside(page: pymupdf.Page, box: Box) -> str:
    """The words of the text layer whose middle lies in the box."""
    width, height = page.rect.width, page.rect.height
    rect = pymupdf.Rect(box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height)
    words = [word for word in page.get_text("words") if pymupdf.Point((word[0] + word[2]) / 2, (word[1] + word[3]) / 2) in rect]
    return " ".join(word[4] for word in words)


@pytest.mark.parametrize("make", [invoice_pdf, facturx_invoice])
@pytest.mark.parametrize("seed", range(6))
def test_the_words_inside_a_box_of_a_pdf_are_the_printed_text(make, seed: int) -> None:
    document = make(seed)
    page = pymupdf.open("pdf", document.data)[0]
    assert {label: words_inside(page, entry.box) for label, entry in document.truth.printed.items()} == {
        label: entry.text for label, entry in document.truth.printed.items()
    }


@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_the_truth_is_printed_and_has_a_box(name: str) -> None:
    truth = SAMPLES[name].make(3).truth
    assert set(truth.fields) <= set(truth.printed)
    for index in range(len(truth.line_items)):
        assert f"line_items[{index}].amount" in truth.printed
    for index in range(len(truth.tax_lines)):
        assert f"tax_lines[{index}].tax" in truth.printed


@pytest.mark.parametrize("name", SAMPLES)
def test_boxes_lie_on_the_page_and_boxes_of_lines_do_not_overlap(name: str) -> None:
    truth = SAMPLES[name].make(2).truth
    assert all(0 <= box.x0 < box.x1 <= 1 and 0 <= box.y0 < box.y1 <= 1 for box in (e.box for e in truth.printed.values()))
    amounts = [entry.box for label, entry in truth.printed.items() if label.endswith("].amount")]
    assert all(one.y1 <= other.y0 or other.y1 <= one.y0 for one, other in combinations(amounts, 2))


def luminance(document: GeneratedDocument) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(document.data)).convert("L"), dtype=float)


@pytest.mark.parametrize("make", [thermal_receipt, german_receipt])
@pytest.mark.parametrize("seed", range(1, 5))
def test_boxes_follow_the_paper_through_the_photograph(make, seed: int) -> None:
    """In the middle of the box of a total there is ink; in the gap left of it there is none."""
    document = make(seed)
    pixels = luminance(document)
    height, width = pixels.shape
    box = document.truth.printed[FieldName.TOTAL].box
    top, bottom = round(box.y0 * height), round(box.y1 * height)
    left, right = round(box.x0 * width), round(box.x1 * width)
    ink = pixels[top:bottom, left:right]
    gap = pixels[top:bottom, left - (right - left) // 2 : left - 5]
    assert np.ptp(ink) > 70
    assert np.ptp(gap) < 60


def test_a_box_moves_with_its_homography() -> None:
    shift = np.array([[1.0, 0, 10], [0, 1, 20], [0, 0, 1]])
    moved = moved_box(Box(0.1, 0.2, 0.5, 0.4), shift, (100, 100), (200, 200))
    assert moved == pytest.approx((0.1, 0.2, 0.3, 0.3))
