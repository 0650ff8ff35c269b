from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from services.errors import CorruptFileError, ImageTooLargeError, ReadingError, TooManyPagesError
from services.reading.blocks import Paragraph, Text
from services.reading.image import pictures
from services.reading.in_process import read_in_process
from services.reading.limits import DEFAULT, Limits
from services.reading.preview import preview_webp
from services.reading.typeset import typeset
from services.reading.wish import ReadWish
from tests.reading.samples import encoded, picture, png_bomb, turned_photo


def only_picture(content: bytes, media_type: str = "image/png", limits: Limits = DEFAULT) -> Image.Image:
    (page,) = pictures(content, media_type, limits)
    assert page.image.mode == "RGB"
    return page.image


@pytest.mark.parametrize(("orientation", "rotation"), [(3, 180), (6, 90), (8, 270)])
def test_exif_orientation_turns_the_page_upright(orientation: int, rotation: int) -> None:
    (page,) = pictures(turned_photo(orientation), "image/jpeg", DEFAULT)
    assert page.rotation == rotation
    assert page.image.size == (page.width, page.height)
    assert (page.width > page.height) == (orientation != 3)


def test_orientation_six_shows_the_original() -> None:
    shown = np.asarray(only_picture(turned_photo(6), "image/jpeg"), dtype=int)
    original = np.asarray(picture(("TOTAL 12.50",)), dtype=int)
    assert np.abs(shown - original).mean() < 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "F"])
def test_every_mode_keeps_black_black_and_white_white(mode: str) -> None:
    grey = picture(("TOTAL",)).convert("L")
    if mode == "I;16":
        image = Image.fromarray(np.asarray(grey, dtype=np.uint16) * 257)
    else:
        image = grey.convert("RGB").convert(mode) if mode == "CMYK" else grey.convert(mode)
    kind, media_type = ("PNG", "image/png") if mode not in {"CMYK", "F"} else ("TIFF", "image/tiff")
    shown = np.asarray(only_picture(encoded(image, kind), media_type))
    assert shown[0, 0].min() >= 250
    assert shown.min() <= 10


def test_transparent_paper_is_white() -> None:
    assert only_picture(encoded(Image.new("RGBA", (5, 5), (0, 0, 0, 0)))).getpixel((2, 2)) == (255, 255, 255)


def test_png_bomb_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(ImageTooLargeError, match="12000 by 12000"):
        only_picture(png_bomb())


def test_truncated_jpeg_is_corrupt() -> None:
    content = encoded(picture(("TOTAL",)), "JPEG")
    with pytest.raises(CorruptFileError):
        only_picture(content[: len(content) // 2], "image/jpeg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_damaged_pictures_raise_named_errors_only(kind: str) -> None:
    content = bytearray(encoded(picture(("TOTAL", "12.50"), (120, 90)), kind))
    noise, named = np.random.default_rng(1), 0
    for _ in range(150):
        damaged = bytearray(content)
        for place in [*noise.integers(0, 64, 2), *noise.integers(0, len(content), 8)]:  # also where the header stands
            damaged[place] = noise.integers(256)
        try:
            list(pictures(bytes(damaged), f"image/{kind.lower()}", DEFAULT))
        except ReadingError:
            named += 1
    assert named > 0


def test_only_the_decoder_of_the_sniffed_type_sees_the_bytes() -> None:
    with pytest.raises(CorruptFileError):
        only_picture(encoded(picture(size=(20, 20)), "BMP"), "image/png")


def test_only_the_first_frame_of_an_animation_is_a_page() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("white", "black", "red")]
    content = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert only_picture(content, "image/gif").getpixel((1, 1)) == (255, 255, 255)


def test_every_page_of_a_tiff_is_read() -> None:
    sheets = [Image.new("L", (20, 30), shade) for shade in (255, 128, 0)]
    content = encoded(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    result = read_in_process(content, "image/tiff", wish=ReadWish(ocr="none"))
    assert [page.number for page in result.document.pages] == [1, 2, 3]
    assert len(result.previews) == 3


def test_tiff_with_too_many_pages_is_refused() -> None:
    sheets = [Image.new("1", (2, 2)) for _ in range(4)]
    content = encoded(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    with pytest.raises(TooManyPagesError):
        list(pictures(content, "image/tiff", Limits(pages=3)))


def test_large_pictures_are_shrunk_but_keep_their_measures() -> None:
    (page,) = pictures(encoded(Image.new("L", (6000, 3000)), "JPEG"), "image/jpeg", DEFAULT)
    assert (page.width, page.height) == (6000, 3000)
    assert max(page.image.size) <= DEFAULT.image_side_px


def test_previews_carry_no_metadata_of_the_photo() -> None:
    content = turned_photo()
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
    (preview,) = read_in_process(content, "image/jpeg", wish=ReadWish(ocr="none")).previews
    shown = Image.open(io.BytesIO(preview))
    assert shown.format == "WEBP"
    assert not shown.getexif()
    assert not {"exif", "icc_profile", "xmp"} & set(shown.info)
    assert b"EXIF" not in preview


def test_preview_of_set_letters_is_the_drawn_page_itself_and_smaller_than_that_of_a_photo() -> None:
    (page,) = typeset([Paragraph(Text("Bread and milk, 3.50 EUR. " * 100))], limits=DEFAULT)
    drawn = page.picture()
    preview = preview_webp(drawn, 1600, is_typeset=True)
    assert Image.open(io.BytesIO(preview)).convert("RGB").tobytes() == drawn.tobytes()
    assert len(preview) < len(preview_webp(drawn, 1600))


def test_previews_are_bounded() -> None:
    preview = Image.open(io.BytesIO(preview_webp(Image.new("RGB", (4000, 1000)), 1600)))
    assert preview.size == (1600, 400)
