"""Text that is there and not seen never reaches the parsers; text that is seen always does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf
import pytest

from services.reading.pdf_letters import is_garbled
from services.reading.wish import PdfEngineName
from services.types import WordSource
from tests.reading.pdf_samples import EACH_ENGINE, LONG_LETTER, drawn_pdf, one_page, read, texts
from tests.reading.samples import encoded, picture

WHITE, BLACK, BLUE, RED = (1, 1, 1), (0, 0, 0), (0.1, 0.2, 0.5), (1, 0, 0)
LIE, PLACE = "999.99", (50, 400)
AROUND = pymupdf.Rect(45, 385, 120, 408)
Draw = Callable[[pymupdf.Page], object]


def lie(page: pymupdf.Page, **how: Any) -> None:
    page.insert_text(PLACE, LIE, **how)


def under_a_shape(page: pymupdf.Page) -> None:
    lie(page)
    page.draw_rect(AROUND, color=None, fill=WHITE)


def under_a_picture(page: pymupdf.Page) -> None:
    lie(page)
    page.insert_image(AROUND, stream=encoded(picture(size=(75, 23))))


def under_a_gradient(page: pymupdf.Page) -> None:
    lie(page)
    paint_stream(page, b"q 45 192 75 23 re W n /S sh Q")
    shading = "<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 400 0]/Extend[true true]"
    function = "/Function<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[0.9 0.9 0.9]/N 1>>>>>>"
    resources = int(page.parent.xref_get_key(page.xref, "Resources")[1].split()[0])
    page.parent.xref_set_key(resources, "Shading", shading + function)


def on_a_shape_of_its_colour(page: pymupdf.Page) -> None:
    page.draw_rect(AROUND, color=None, fill=BLUE)
    lie(page, color=BLUE)


def clipped_away(page: pymupdf.Page) -> None:
    lie(page)
    (*_, last) = page.get_contents()
    page.parent.update_stream(last, b"q 0 0 5 5 re W n " + page.parent.xref_stream(last) + b" Q")


def paint_stream(page: pymupdf.Page, commands: bytes) -> None:
    """Paint raw commands of the PDF after all else."""
    page.draw_line((1, 1), (2, 1))
    (*_, last) = page.get_contents()
    page.parent.update_stream(last, commands)


LIES: dict[str, Draw] = {
    "render mode 3": lambda page: lie(page, render_mode=3),
    "white on white": lambda page: lie(page, color=WHITE),
    "nearly white": lambda page: lie(page, color=(0.97, 0.97, 0.97)),
    "transparent": lambda page: lie(page, fill_opacity=0.01),
    "one point": lambda page: lie(page, fontsize=1),
    "under a shape": under_a_shape,
    "under a picture": under_a_picture,
    "under a gradient": under_a_gradient,
    "on a shape of its colour": on_a_shape_of_its_colour,
}
NEVER_ON_THE_PAGE: dict[str, Draw] = {
    "off the page": lambda page: page.insert_text((500, 400), LIE),
    "clipped away": clipped_away,
}


@EACH_ENGINE
@pytest.mark.parametrize("draw", [*LIES.values()], ids=[*LIES])
def test_hidden_figures_are_left_out_and_told(draw: Draw, engine: PdfEngineName) -> None:
    result = read(drawn_pdf(draw), engine)
    assert LIE not in texts(result)
    assert "119.00" in texts(result)
    assert result.document.warnings == ("hidden_text",)


@EACH_ENGINE
@pytest.mark.parametrize("draw", [*NEVER_ON_THE_PAGE.values()], ids=[*NEVER_ON_THE_PAGE])
def test_what_is_not_on_the_page_is_left_out(draw: Draw, engine: PdfEngineName) -> None:
    result = read(drawn_pdf(draw), engine)
    assert LIE not in texts(result)
    assert (len(texts(result)), result.document.warnings) == (len(" ".join(LONG_LETTER).split()), ())


@EACH_ENGINE
@pytest.mark.parametrize("is_on", [True, False], ids=["on", "off"])
def test_text_of_a_layer_is_read_when_the_layer_is_on(is_on: bool, engine: PdfEngineName) -> None:
    def layered(page: pymupdf.Page) -> None:
        lie(page, oc=page.parent.add_ocg("layer", on=is_on))

    assert (LIE in texts(read(drawn_pdf(layered), engine))) is is_on


@EACH_ENGINE
def test_hidden_total_over_the_visible_one_is_left_out(engine: PdfEngineName) -> None:
    result = read(drawn_pdf(lambda page: page.insert_text((50, 160), "Total 11.90 EUR", render_mode=3)), engine)
    assert "11.90" not in texts(result)
    assert "119.00" in texts(result)
    assert result.document.warnings == ("hidden_text",)


@EACH_ENGINE
def test_hidden_name_of_a_paper_is_left_out_without_a_word(engine: PdfEngineName) -> None:
    result = read(drawn_pdf(lambda page: page.insert_text(PLACE, "#archive-key 2024x", color=WHITE)), engine)
    assert "#archive-key" not in texts(result)
    assert result.document.warnings == ()


def white_on_a_dark_heading(page: pymupdf.Page) -> None:
    page.draw_rect(AROUND, color=None, fill=BLUE)
    lie(page, color=WHITE)


def white_on_a_picture(page: pymupdf.Page) -> None:
    page.insert_image(AROUND, stream=encoded(picture(size=(75, 23)).point(lambda value: value // 4)))
    lie(page, color=WHITE)


def under_a_watermark(page: pymupdf.Page) -> None:
    lie(page)
    page.draw_rect(AROUND, color=None, fill=RED, fill_opacity=0.2)


def under_a_stamp_that_lets_through(page: pymupdf.Page) -> None:
    lie(page)
    stamp = picture(size=(75, 23)).convert("RGBA")
    stamp.putalpha(30)
    page.insert_image(AROUND, stream=encoded(stamp))


def under_a_shape_that_is_clipped(page: pymupdf.Page) -> None:
    lie(page)
    paint_stream(page, b"q 0 0 20 20 re W n 1 1 1 rg 0 0 400 600 re f Q")


def under_a_picture_that_is_clipped(page: pymupdf.Page) -> None:
    lie(page)
    page.insert_image((300, 500, 310, 510), stream=encoded(picture(("ABC",), size=(400, 600))))
    name = page.get_images()[0][7]
    paint_stream(page, b"q 0 0 30 30 re W n 400 0 0 600 0 0 cm /%s Do Q" % name.encode())


def in_a_frame(page: pymupdf.Page) -> None:
    lie(page)
    page.draw_rect(AROUND, color=BLACK)


HONEST: dict[str, Draw] = {
    "white on a dark heading": white_on_a_dark_heading,
    "white on a picture": white_on_a_picture,
    "under a watermark": under_a_watermark,
    "under a stamp that lets through": under_a_stamp_that_lets_through,
    "under a shape that is clipped": under_a_shape_that_is_clipped,
    "under a picture that is clipped": under_a_picture_that_is_clipped,
    "in a frame": in_a_frame,
    "pale": lambda page: lie(page, color=(0.6, 0.6, 0.6)),
    "outlined": lambda page: lie(page, render_mode=1),
    "small print": lambda page: lie(page, fontsize=5),
}


@EACH_ENGINE
@pytest.mark.parametrize("draw", [*HONEST.values()], ids=[*HONEST])
def test_figures_that_are_seen_stay(draw: Draw, engine: PdfEngineName) -> None:
    result = read(drawn_pdf(draw), engine)
    assert LIE in texts(result)
    assert (result.document.pages[0].source, result.document.warnings) == (WordSource.TEXT, ())


def scan_with_a_layer(*, on_top: bool) -> bytes:
    """A scan with the words of an earlier recognition: invisible on the picture, or painted under it."""

    def draw(page: pymupdf.Page) -> None:
        page.insert_image(page.rect, stream=encoded(picture(LONG_LETTER, (800, 1200))), overlay=on_top is False)
        for number, line in enumerate(LONG_LETTER):
            page.insert_text((15, 30 + 40 * number), line, render_mode=3 if on_top else 0, overlay=on_top)

    return drawn_pdf(draw, lines=())


@EACH_ENGINE
@pytest.mark.parametrize("on_top", [True, False], ids=["invisible", "under the picture"])
def test_scan_is_recognised_whatever_layer_it_has(on_top: bool, engine: PdfEngineName) -> None:
    document = read(scan_with_a_layer(on_top=on_top), engine).document
    assert document.pages[0].source is not WordSource.TEXT
    assert document.pages[0].words == ()
    assert document.warnings == ()


@EACH_ENGINE
def test_outlined_letters_with_a_hidden_layer_are_recognised(engine: PdfEngineName) -> None:
    def draw(page: pymupdf.Page) -> None:
        for number, line in enumerate(LONG_LETTER):
            page.insert_text((50, 100 + 20 * number), line, render_mode=3)
            for place in range(50, 300, 9):
                page.draw_circle((place, 96 + 20 * number), 3, fill=BLACK)

    document = read(drawn_pdf(draw, lines=()), engine).document
    assert document.pages[0].source is not WordSource.TEXT
    assert document.warnings == ("text_layer_untrusted",)


def without_a_key_to_its_letters() -> bytes:
    """Text of a font that knows its glyphs by number only."""
    document = pymupdf.open(stream=drawn_pdf(lines=()), filetype="pdf")
    page = document[0]
    page.insert_font(fontname="own", fontbuffer=pymupdf.Font("helv").buffer)
    for number, line in enumerate(LONG_LETTER):
        page.insert_text((50, 100 + 20 * number), line, fontname="own")
    for xref in range(1, document.xref_length()):
        if document.xref_get_key(xref, "ToUnicode")[0] != "null":
            document.xref_set_key(xref, "ToUnicode", "null")
    return bytes(document.tobytes())


@EACH_ENGINE
def test_text_without_a_key_to_its_letters_is_recognised(engine: PdfEngineName) -> None:
    document = read(without_a_key_to_its_letters(), engine).document
    assert document.pages[0].source is not WordSource.TEXT
    assert document.warnings == ("text_layer_untrusted",)


@EACH_ENGINE
def test_thousands_of_shapes_over_words_end_soon(engine: PdfEngineName) -> None:
    shapes = b"".join(b"%d %d 20 20 re f " % (x % 380, 300 + x // 80) for x in range(4000))
    words = b"BT /F 8 Tf 8 TL 20 280 Td " + b"(some words and 12.50 of money) Tj T* " * 30 + b"ET"
    result = read(one_page(words + b" 1 1 1 rg " + shapes), engine)
    assert "12.50" in texts(result)


GARBAGE = ("Jo qsjodjqmf uijt dpvme cf b tfoufodf xjui opuijoh up tbz", "\ue012\ue013 abc", "\ufffd\ufffd\ufffd words")
LANGUAGES = (
    "Rechnung Nummer zwölf über Schreibtischstühle und Schrankwände",
    "Číslo faktury vrchní strž prst smrt zmrzlina čtvrtek odběratel",
    "Facture pour les travaux de réparation effectués dans votre maison",
    "Lasku huoneiston vuokrasta ja pysäköintipaikasta kesäkuussa",
    "1 234,50 EUR 19 % 29.01.2026 DE123456789 4711/22-B",
    "請求書 合計 金額 消費税",
    "............. ------- ******* ======= 12.50",
)


@pytest.mark.parametrize("text", GARBAGE, ids=["shifted", "private", "unknown"])
def test_garbage_is_known(text: str) -> None:
    assert is_garbled(text.split() * 3)


@pytest.mark.parametrize("text", LANGUAGES, ids=["de", "cs", "fr", "fi", "figures", "ja", "leaders"])
def test_no_language_is_garbage(text: str) -> None:
    assert not is_garbled(text.split() * 3)
