from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pymupdf_fonts
import pytest
from PIL import ImageFont

from services.ocr.words import unite
from services.reading.blocks import Block, Grid, Heading, PageBreak, Pairs, Paragraph, Text, Verbatim
from services.reading.codec import page_from_json, page_to_json
from services.reading.limits import DEFAULT, Limits
from services.reading.typeset import TypesetPage, typeset
from services.reading.typeset_metrics import advance_of
from services.types import Box, Page, WordSource

ROOT = Path(__file__).resolve().parents[3]


def pages_of(*blocks: Block, limits: Limits = DEFAULT) -> list[TypesetPage]:
    return list(typeset(blocks, limits=limits))


def lines_of(page: Page) -> list[str]:
    numbers = sorted({word.line for word in page.words})
    assert numbers == list(range(len(numbers)))
    return [" ".join(word.text for word in page.words if word.line == number) for number in numbers]


def overlapping(boxes: Sequence[Box]) -> bool:
    return any(
        a.x0 < b.x1 - 1e-4 and b.x0 < a.x1 - 1e-4 and a.y0 < b.y1 - 1e-4 and b.y0 < a.y1 - 1e-4
        for index, a in enumerate(boxes)
        for b in boxes[index + 1 :]
    )


LETTER: tuple[Block, ...] = (
    Heading(Text("Invoice 4711", "number")),
    Paragraph(Text("Müller & Söhne GmbH\nHauptstraße 1")),
    Pairs((("Date", Text("2026-05-01", "date")), ("Paid by", Text("card", "payment")))),
    Grid(
        rows=((Text("Bread"), Text("2"), Text("1 203.40 EUR", "first")), (Text("Milk"), Text("1"), Text("9.90 EUR", "second"))),
        header=("Item", "Quantity", "Amount"),
        is_numeric=(False, True, True),
        title="Lines",
    ),
)


def test_words_stand_line_by_line_in_the_order_of_the_blocks() -> None:
    (page,) = pages_of(*LETTER)
    assert lines_of(page.page) == [
        "Invoice 4711",
        "Müller & Söhne GmbH",
        "Hauptstraße 1",
        "Date 2026-05-01",
        "Paid by card",
        "Lines",
        "Item Quantity Amount",
        "Bread 2 1 203.40 EUR",
        "Milk 1 9.90 EUR",
    ]
    assert (page.page.width, page.page.height, page.page.unit) == (595.0, 842.0, "pt")
    assert page.page.source is WordSource.TYPESET
    assert not overlapping([word.box for word in page.page.words])
    assert page_from_json(page_to_json(page.page)) == page.page


def test_place_of_a_marked_text_is_the_box_around_exactly_its_words() -> None:
    (page,) = pages_of(*LETTER)
    assert set(page.places) == {"number", "date", "payment", "first", "second"}
    amount = [word.box for word in page.page.words if word.text in {"1", "203.40", "EUR"}]
    assert page.places["first"] == unite(amount[1:4])
    assert page.places["number"] == unite(word.box for word in page.page.words if word.line == 0)


def test_numbers_of_a_column_end_at_the_same_place() -> None:
    (page,) = pages_of(*LETTER)
    assert page.places["first"].x1 == pytest.approx(page.places["second"].x1, abs=1e-4)
    assert page.places["first"].x0 < page.places["second"].x0


def test_picture_has_ink_in_each_word_and_none_beside_them() -> None:
    (page,) = pages_of(*LETTER, Paragraph(Text("領収書 שלום سلام Ωμέγα")))
    image = page.picture()
    dark = np.asarray(image.convert("L")) < 100
    assert image.mode == "RGB"
    outside = dark.copy()
    for word in page.page.words:
        x0, y0, x1, y1 = (round(side * length) for side, length in zip(word.box, (image.width, image.height) * 2, strict=True))
        assert dark[y0 : y1 + 1, x0 : x1 + 1].any(), word.text
        outside[y0 - 4 : y1 + 4, x0 - 6 : x1 + 6] = False
    assert not outside.any()


def test_widths_of_letters_are_those_of_the_font_that_draws_them() -> None:
    content = pymupdf_fonts.fontbuffers["figo"]()
    font = ImageFont.truetype(io.BytesIO(content), 1000, layout_engine=ImageFont.Layout.BASIC)
    letters = [chr(code) for code in range(32, 127)]
    assert [advance_of(letter * 2) for letter in letters] == [2 * round(font.getlength(letter)) for letter in letters]


def test_long_text_goes_on_on_further_pages_and_no_word_is_lost() -> None:
    words = [f"word{number}" for number in range(5_000)]
    pages = pages_of(Paragraph(Text(" ".join(words))))
    assert len(pages) > 3
    assert [word.text for page in pages for word in page.page.words] == words
    assert [page.page.number for page in pages] == list(range(1, len(pages) + 1))
    assert not any(page.is_cut for page in pages)


def test_no_more_pages_than_allowed_and_the_last_one_tells() -> None:
    pages = pages_of(Paragraph(Text("word " * 50_000)), limits=Limits(pages=3))
    assert [page.is_cut for page in pages] == [False, False, True]
    assert not pages_of(Paragraph(Text("a")), PageBreak(), Paragraph(Text("b")), limits=Limits(pages=2))[-1].is_cut


def test_endless_blocks_are_not_waited_for() -> None:
    def endless() -> object:
        while True:
            yield Paragraph(Text("again and again"))

    assert len(list(typeset(endless(), limits=Limits(pages=2)))) == 2  # type: ignore[arg-type]


def test_page_break_begins_a_page_and_empty_pages_are_left_out() -> None:
    pages = pages_of(PageBreak(), Paragraph(Text("a")), PageBreak(), PageBreak(), Verbatim("b\fc"), PageBreak())
    assert [[word.text for word in page.page.words] for page in pages] == [["a"], ["b"], ["c"]]


def test_nothing_to_set_gives_no_page() -> None:
    assert pages_of(Paragraph(Text(" \n ")), Grid(()), Pairs(()), Verbatim("\n\n")) == []


def test_word_longer_than_a_line_is_broken_and_stays_on_the_page() -> None:
    pages = pages_of(Paragraph(Text("x" * 2_000)), Verbatim("y" * 2_000), Grid(((Text("z" * 2_000), Text("7")),)))
    words = [word for page in pages for word in page.page.words]
    for letter in "xyz":
        assert "".join(word.text for word in words if letter in word.text) == letter * 2_000
    assert all(word.box.x1 <= (595 - 47) / 595 for word in words)


def test_letters_without_a_width_do_not_pile_up() -> None:
    pages = pages_of(Paragraph(Text("\u0301 " * 200_000)), limits=Limits(pages=2))
    assert all(len(page.page.words) <= DEFAULT.words_per_page for page in pages)
    assert not overlapping([word.box for word in pages[0].page.words[:200]])


def test_columns_of_a_text_stay_columns() -> None:
    (page,) = pages_of(Verbatim("Milk\t\t  1,99\nBread       12,50\n領収        3,00\n"))
    ends = [word.box.x1 for word in page.page.words if "," in word.text]
    assert ends == pytest.approx([(48 + column * 6) / 595 for column in (22, 17, 16)], abs=1e-4)
    assert page.page.words[0].box.x0 == page.page.words[2].box.x0


def test_text_of_long_lines_is_wrapped_rather_than_set_too_small_to_read() -> None:
    (page,) = pages_of(Verbatim("prose " * 100 + "\nend"))
    assert len(lines_of(page.page)) > 5
    heights = {round((word.box.y1 - word.box.y0) * 842) for word in page.page.words}
    assert min(heights) >= 7


def test_columns_that_find_no_room_beside_the_others_stand_below_them() -> None:
    header = tuple(f"Head{number}" for number in range(60))
    row = tuple(Text(f"value{number}", f"m{number}") for number in range(60))
    (page,) = pages_of(Grid((row,), header))
    assert len(page.places) == 60
    assert not overlapping([word.box for word in page.page.words])


def test_right_to_left_text_stays_in_logical_order() -> None:
    (page,) = pages_of(Paragraph(Text("שלום עולם")))
    assert [word.text for word in page.page.words] == ["שלום", "עולם"]


def test_pages_can_follow_others_and_say_where_they_come_from() -> None:
    (page,) = typeset([Paragraph(Text("a"))], limits=DEFAULT, first_number=4, source=WordSource.XML)
    assert (page.page.number, page.page.source) == (4, WordSource.XML)


def test_words_need_neither_a_font_nor_a_pdf_library() -> None:
    code = (
        "import sys; from services.reading.blocks import Paragraph, Text; from services.reading.limits import DEFAULT;"
        "from services.reading.typeset import typeset; pages = list(typeset([Paragraph(Text('a b'))], limits=DEFAULT));"
        "print(len(pages[0].page.words), 'pymupdf' in sys.modules, 'pymupdf_fonts.FiraGO_Regular' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["2", "False", "False"]
