"""What stands in a box by its looks, whatever the text inside the PDF says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.errors import CorruptFileError, DocumentFormatError, EmptyFileError
from services.reading.crop_reading import read_crops
from services.reading.crops import CROP_CHARACTERS, CROPS, Crop, crops_from_json, crops_to_json, texts_from_json
from services.reading.in_process import read_in_process
from services.reading.limits import DEFAULT
from services.reading.reader import Reader
from services.reading.wish import PdfEngineName, ReadWish
from services.types import Box, Word, WordSource
from tests.reading.lying import lying_pdf
from tests.reading.samples import LETTER, text_pdf

PDF = "application/pdf"
LIE = lying_pdf((*LETTER[:3], "Total 219.00 EUR"), shown="2", said="1")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


def words_of(content: bytes) -> tuple[Word, ...]:
    result = read_in_process(content, PDF, wish=ReadWish(ocr="none", pictures=False))
    assert result.document.pages[0].source is WordSource.TEXT
    return result.document.pages[0].words


def crop_of(content: bytes, text: str) -> Crop:
    return Crop(1, next(word.box for word in words_of(content) if word.text == text))


def test_crops_show_what_is_to_be_seen(reader: Reader) -> None:
    assert "119.00" in [word.text for word in words_of(LIE)]
    crops = [crop_of(LIE, "119.00"), crop_of(LIE, "100.00"), crop_of(LIE, "119.00")]
    assert reader.read_crops(LIE, media_type=PDF, workspace="w", crops=crops) == ("219.00", "100.00", "219.00")


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_crops_of_a_turned_page_stand_upright(rotation: int) -> None:
    content = text_pdf(LETTER, rotation=rotation)
    assert read_crops(content, PDF, [crop_of(content, "119.00")], ReadWish(ocr="rapid"), DEFAULT) == ("119.00",)


@pytest.mark.parametrize("engine", list(PdfEngineName))
def test_crops_come_from_each_pdf_engine_and_page(engine: PdfEngineName) -> None:
    content = text_pdf(LETTER, pages=3)
    crop = Crop(3, crop_of(content, "119.00").box)
    assert read_crops(content, PDF, [crop], ReadWish(pdf_engine=engine), DEFAULT) == ("119.00",)


def test_a_box_of_paper_alone_and_one_of_no_page_are_empty() -> None:
    crops = [Crop(1, Box(0.1, 0.8, 0.3, 0.82)), Crop(9, Box(0.1, 0.1, 0.2, 0.2))]
    assert read_crops(text_pdf(LETTER), PDF, crops, ReadWish(), DEFAULT) == ("", "")


def test_a_box_without_extent_is_no_error() -> None:
    (text,) = read_crops(text_pdf(LETTER), PDF, [Crop(1, Box(1.0, 1.0, 1.0, 1.0))], ReadWish(), DEFAULT)
    assert text == ""


def test_broken_files_are_named_and_leave_the_child_warm(reader: Reader) -> None:
    whole = Crop(1, Box(0.0, 0.0, 1.0, 1.0))
    with pytest.raises(CorruptFileError):
        reader.read_crops(b"%PDF-1.7 nothing", media_type=PDF, workspace="w", crops=[whole])
    with pytest.raises(EmptyFileError):
        reader.read_crops(b"", media_type=PDF, workspace="w", crops=[whole])
    assert reader.read_crops(LIE, media_type=PDF, workspace="w", crops=[crop_of(LIE, "119.00")]) == ("219.00",)


def test_no_crops_or_too_many_are_a_defect_of_the_caller() -> None:
    crop = Crop(1, Box(0.0, 0.0, 1.0, 1.0))
    for count in (0, CROPS + 1):
        with pytest.raises(ValueError, match="crops"):
            crops_to_json([crop] * count)
    assert crops_from_json(crops_to_json([crop] * CROPS)) == (crop,) * CROPS


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="none"),
        pytest.param(["a"], id="one too few"),
        pytest.param(["a", "b", "c"], id="one too many"),
        pytest.param(["a", 1], id="a number"),
        pytest.param(["a", "b" * (CROP_CHARACTERS + 1)], id="too long"),
    ],
)
def test_what_a_child_says_of_crops_is_checked(answer: object) -> None:
    with pytest.raises(DocumentFormatError):
        texts_from_json(answer, 2)
