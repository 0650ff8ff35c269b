from pathlib import Path

import pytest

from services.reading.in_process import read_in_process
from services.reading.wish import ReadWish
from services.types import Box, Word
from training.documents.catalogue import SAMPLES

COMMITTED = Path(__file__).parents[2] / "samples"


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def words_inside(words: tuple[Word, ...], box: Box) -> str:
    middles = ((word, (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2) for word in words)
    return "".join(word.text for word, x, y in middles if box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_a_committed_sample_is_read_inside_its_box(name: str) -> None:
    sample = SAMPLES[name]
    document = sample.make(1)
    content = (COMMITTED / sample.file).read_bytes()
    words = read_in_process(content, document.media_type, wish=ReadWish(ocr="rapid")).document.pages[0].words
    printed = {label: document.truth.printed[label] for label in document.truth.fields}
    assert {label: squeezed(words_inside(words, entry.box)) for label, entry in printed.items()} == {
        label: squeezed(entry.text) for label, entry in printed.items()
    }
