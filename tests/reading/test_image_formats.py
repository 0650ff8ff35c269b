"""Pictures of every kind, sound and hostile (BAD_INPUTS 33 to 38)."""

from __future__ import annotations

import importlib.util
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from services.errors import (
    CorruptFileError,
    EmptyDocumentError,
    ImageTooLargeError,
    ReadingError,
    TooManyPagesError,
    TypeMismatchError,
    UnsupportedFeatureError,
)
from services.reading import image_file
from services.reading.formats import READERS
from services.reading.heic import with_heif
from services.reading.image import pictures, turned
from services.reading.in_process import read_in_process
from services.reading.limits import DEFAULT, Limits
from services.reading.media_types import HEIC, IMAGES
from services.reading.result import ReadResult
from services.reading.sniff import sniff
from services.reading.wish import ReadWish
from tests.reading.samples import encoded, picture, turned_photo

HAS_HEIF = importlib.util.find_spec("pillow_heif") is not None
SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "TIFF": "tif", "BMP": "bmp"}
NO_OCR = ReadWish(ocr="none")


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> ReadResult:
    return read_in_process(content, sniff(content, name), wish=NO_OCR, limits=limits)


def only_picture(content: bytes, media_type: str) -> Image.Image:
    (page,) = pictures(content, media_type, DEFAULT)
    return page.image


def is_dark(image: Image.Image) -> bool:
    return np.asarray(image).mean() < 128


def tiff(pages: int, size: tuple[int, int] = (20, 30)) -> bytes:
    sheets = [Image.new("L", size, 255 - number % 200) for number in range(pages)]
    return encoded(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])


def endless_tiff() -> bytes:
    """Its last page says that the first one comes next."""
    content = bytearray(tiff(2))
    (first,) = struct.unpack_from("<I", content, 4)
    ends = []
    at = first
    while at:
        (entries,) = struct.unpack_from("<H", content, at)
        ends.append(at + 2 + 12 * entries)
        (at,) = struct.unpack_from("<I", content, ends[-1])
    struct.pack_into("<I", content, ends[-1], first)
    return bytes(content)


def png_with(kind: bytes, data: bytes) -> bytes:
    """A sound PNG with one more chunk before its pixels."""
    sound = encoded(picture(("TOTAL",), (200, 100)))
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return sound[:33] + chunk + sound[33:]


def gif_with_frame(width: int, height: int, canvas: tuple[int, int] = (10, 10)) -> bytes:
    """A GIF on a small canvas whose only frame claims another size."""
    head = b"GIF89a" + struct.pack("<HHBBB", *canvas, 0x80, 0, 0) + b"\x00\x00\x00\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\x00"
    return head + frame + b";"


def test_every_type_of_picture_has_a_reader() -> None:
    assert set(READERS) >= IMAGES


@pytest.mark.parametrize("kind", sorted(SUFFIXES))
def test_a_picture_becomes_a_page_with_its_own_measures(kind: str) -> None:
    result = read(encoded(picture(("TOTAL 12.50",), (300, 200)), kind), f"receipt.{SUFFIXES[kind]}")
    (page,) = result.document.pages
    assert (page.width, page.height, page.unit, page.rotation) == (300, 200, "px", 0)
    assert Image.open(io.BytesIO(result.previews[0])).size == (300, 200)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_exif_orientation_shows_the_same_page(orientation: int) -> None:
    """The camera stores what the tag undoes."""
    undone = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright, exif = picture(("TOTAL 12.50",)), Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(undone[orientation]) if orientation in undone else upright
    shown = only_picture(encoded(stored, "JPEG", exif=exif, quality=95), "image/jpeg")
    assert shown.size == upright.size
    assert np.abs(np.asarray(shown, dtype=int) - np.asarray(upright, dtype=int)).mean() < 3


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_that_there_is_not_leaves_the_picture_as_it_is(value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    content = encoded(picture(("TOTAL",)), "JPEG", exif=exif)
    (page,) = pictures(content, "image/jpeg", DEFAULT)
    assert (page.rotation, page.image.size) == (0, (700, 400))


def test_damaged_exif_does_not_spoil_sound_pixels() -> None:
    content = encoded(picture(("TOTAL",)), "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff" + b"\xff" * 60)
    assert only_picture(content, "image/jpeg").size == (700, 400)


def test_exif_as_large_as_it_may_be_is_read() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x927C] = b"\xaa" * 60_000
    (page,) = pictures(encoded(picture(("TOTAL",)), "JPEG", exif=exif), "image/jpeg", DEFAULT)
    assert page.rotation == 90


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_previews_hold_nothing_that_tells_of_the_sender(kind: str) -> None:
    secret = b"48.1371N 11.5754E"
    exif = Image.Exif()
    exif[0x010E] = secret.decode()
    extra = {"icc_profile": secret * 50_000} if kind in {"PNG", "WEBP"} else {"icc_profile": secret}
    content = encoded(picture(("TOTAL",)), kind, exif=exif, **extra)
    assert secret in content or kind == "PNG"  # PNG packs its profile
    (preview,) = read(content, f"a.{SUFFIXES[kind]}").previews
    assert secret not in preview
    assert preview[12:16] == b"VP8 "  # the simple form, which has no room for metadata


@pytest.mark.parametrize("kind", [b"iTXt", b"zTXt", b"iCCP"])
def test_packed_text_that_unpacks_without_end_is_bounded(kind: bytes) -> None:
    bomb = zlib.compress(bytes(200_000_000), 9)
    data = b"note\x00" + (b"\x01\x00\x00\x00" if kind == b"iTXt" else b"\x00") + bomb
    with pytest.raises(CorruptFileError):
        only_picture(png_with(kind, data), "image/png")


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("image/gif", gif_with_frame(60_000, 60_000)),
        ("image/gif", gif_with_frame(10, 10, (30_000, 30_000))),
        ("image/bmp", b"BM" + struct.pack("<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, 30_000, 30_000, 1, 24, 0, 0, 0, 0, 0, 0)),
    ],
    ids=["frame", "canvas", "bmp"],
)
def test_a_size_that_is_only_claimed_is_refused_before_decoding(media_type: str, content: bytes) -> None:
    with pytest.raises(ImageTooLargeError, match=r"Send a smaller one"):
        only_picture(content, media_type)


def test_a_large_webp_is_refused_because_its_decoder_takes_four_times_its_size() -> None:
    content = encoded(Image.new("L", (5000, 4100)), "WEBP", lossless=True, quality=0, method=0)
    with pytest.raises(ImageTooLargeError, match="WEBP"):
        only_picture(content, "image/webp")


def test_no_width_is_a_named_error() -> None:
    with pytest.raises((EmptyDocumentError, CorruptFileError)):
        only_picture(gif_with_frame(0, 0, (0, 10)), "image/gif")


def test_ten_thousand_frames_are_one_page() -> None:
    single = encoded(Image.new("P", (10, 10)), "GIF")
    frame = single[single.index(b",") : -1]
    content = single[:-1] + frame * 10_000 + b";"
    assert Image.open(io.BytesIO(content)).n_frames > 10_000
    assert only_picture(content, "image/gif").size == (10, 10)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_is_its_first_frame(kind: str) -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("black", "white", "red")]
    content = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
    assert is_dark(only_picture(content, f"image/{kind.lower()}"))


def test_a_photograph_with_a_second_one_in_it_is_the_first() -> None:
    """MPO is JPEG with more of it behind: many telephones write it."""
    first, second = Image.new("RGB", (60, 40), "black"), Image.new("RGB", (60, 40), "white")
    content = encoded(first, "MPO", save_all=True, append_images=[second])
    assert is_dark(only_picture(content, sniff(content, "photo.jpg")))


@pytest.mark.parametrize("kind", ["PPM", "ICNS", "PCX", "TGA", "EPS"])
def test_other_pictures_under_a_name_that_lies_are_refused(kind: str) -> None:
    content = encoded(picture(("TOTAL",), (128, 128)), kind)
    with pytest.raises(TypeMismatchError):
        sniff(content, "receipt.png")
    with pytest.raises(CorruptFileError):
        only_picture(content, "image/png")


@pytest.mark.parametrize("mode", ["RGBA", "I;16", "P", "LA", "F", "CMYK"])
def test_what_is_shrunk_strip_by_strip_shows_the_whole_picture(mode: str) -> None:
    """A wedge from black to white, far larger than a page may be: no seam, no shift, no strip lost."""
    wedge = np.tile(np.linspace(0, 255, 4000).astype(np.uint8)[:, None], (1, 900))
    if mode in {"I;16", "F"}:
        image = Image.fromarray(wedge.astype(np.uint16) * 257 if mode == "I;16" else wedge.astype(np.float32))
    else:
        image = Image.fromarray(wedge).convert("RGB").convert(mode)
    kind = "TIFF" if mode in {"F", "CMYK"} else "PNG"
    (page,) = pictures(encoded(image, kind), f"image/{kind.lower()}", Limits(image_side_px=1300))
    assert page.image.size == (292, 1300)
    column = np.asarray(page.image.convert("L"), dtype=int)[:, 100]
    assert np.abs(column - np.linspace(0, 255, 1300)).max() <= (12 if mode == "P" else 3)


def test_lab_colours_are_read_in_grey() -> None:
    content = encoded(Image.merge("LAB", [picture(("TOTAL",)).convert("L")] * 3), "TIFF")
    shown = np.asarray(only_picture(content, "image/tiff"))
    assert shown[0, 0].min() >= 250
    assert shown.min() <= 10


def test_numbers_that_are_none_do_not_stop_the_reading() -> None:
    values = np.full((30, 40), np.nan, dtype=np.float32)
    assert only_picture(encoded(Image.fromarray(values), "TIFF"), "image/tiff").size == (40, 30)


def test_pages_that_lead_back_to_the_first_end() -> None:
    result = read(endless_tiff(), "scan.tif")
    assert len(result.document.pages) == 2


def test_too_many_pages_are_counted_no_further_than_needed() -> None:
    with pytest.raises(TooManyPagesError, match="more than 100 pages"):
        read(tiff(101), "scan.tif")


def test_pages_beyond_the_scanned_ones_come_without_words_and_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    recognised: list[int] = []
    recognise = image_file.recognise
    monkeypatch.setattr(image_file, "recognise", lambda *args: recognised.append(args[1]) or recognise(*args))
    result = read(tiff(5), "scan.tif", Limits(scanned_pages=3))
    assert recognised == [1, 2, 3]
    assert [page.number for page in result.document.pages] == [1, 2, 3, 4, 5]
    assert len(result.previews) == 5
    assert "too_many_scanned_pages" in result.document.warnings


def test_as_many_scanned_pages_as_may_be_bring_no_warning() -> None:
    assert "too_many_scanned_pages" not in read(tiff(3), "scan.tif", Limits(scanned_pages=3)).document.warnings


@pytest.mark.parametrize(("rotation", "size"), [(0, (40, 20)), (90, (20, 40)), (180, (40, 20)), (270, (20, 40))])
def test_a_picture_is_turned_clockwise(rotation: int, size: tuple[int, int]) -> None:
    image = Image.new("RGB", (40, 20), "white")
    image.putpixel((0, 0), (255, 0, 0))
    (page,) = pictures(encoded(image), "image/png", DEFAULT)
    shown = turned(page, rotation)
    assert (shown.image.size, (shown.width, shown.height), shown.rotation) == (size, size, rotation)
    corner = {0: (0, 0), 90: (19, 0), 180: (39, 19), 270: (0, 39)}[rotation]
    assert shown.image.getpixel(corner) == (255, 0, 0)


def test_turning_adds_to_what_exif_says() -> None:
    (page,) = pictures(turned_photo(6), "image/jpeg", DEFAULT)
    assert turned(page, 90) is page
    assert turned(page, 270).image.tobytes() == page.image.transpose(Image.Transpose.ROTATE_180).tobytes()


def test_heic_is_read_where_its_package_is_and_explained_where_it_is_not() -> None:
    if not HAS_HEIF:
        head = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1" + bytes(100)
        assert sniff(head, "IMG_0001.HEIC") == HEIC
        with pytest.raises(UnsupportedFeatureError, match=r"as JPEG, .*pillow-heif"):
            read(head, "IMG_0001.HEIC")
        return
    with_heif()
    content = encoded(picture(("TOTAL 12.50",), (320, 200)), "HEIF")
    (page,) = read(content, "IMG_0001.HEIC").document.pages
    assert (page.width, page.height) == (320, 200)
    with pytest.raises(ReadingError):
        read(content[: len(content) // 2], "IMG_0001.HEIC")
