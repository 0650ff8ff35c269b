"""Pictures (photos and scans) become upright RGB pages."""

from __future__ import annotations

import io
import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PIL import Image

from services.errors import CorruptFileError, EmptyDocumentError, ImageTooLargeError, TooManyPagesError
from services.reading.heic import HEIF, with_heif
from services.reading.limits import Limits
from services.reading.media_types import HEIC, PLAIN_IMAGES

FORMATS = {media_type: media_type.removeprefix("image/").upper() for media_type in PLAIN_IMAGES}  # as Pillow names them
MANY_PAGES = frozenset({"TIFF"})  # of the others only the first frame is a document, the rest is animation
ORIENTATION_TAG = 0x0112
TURNED_BY = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}  # EXIF orientation → degrees clockwise to upright
ON_ITS_SIDE = frozenset({5, 6, 7, 8})
TRANSPOSED_BY = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
TURNED_BACK_BY = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
UPRIGHT = 1
PIXELS = {"WEBP": 20_000_000}  # at most, of formats whose decoder holds four copies at once
STRIP_PX = 256  # rows of a shrunken page that are made at once
SIXTEEN_BITS = 2  # bytes per number
LIGHTNESS = {"LAB": "L"}  # modes that Pillow does not turn into RGB → the channel that is the picture in grey
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    zlib.error,
    IndexError,
    KeyError,
    TypeError,
    ArithmeticError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """One upright RGB page. `width` and `height` are those of the original in px, upright (pt for PDF); `image` may differ."""

    image: Image.Image
    width: float
    height: float
    rotation: int


def pictures(content: bytes, media_type: str, limits: Limits) -> Iterator[Picture]:
    """Give the pages of a picture file one after the other, so that one at a time is in memory.

    Raises ImageTooLargeError before any pixel is decoded, TooManyPagesError, EmptyDocumentError, CorruptFileError.
    """
    with _opened(content, media_type) as image:
        with _foreign_errors_named():
            count = _page_count(image, limits)
        for number in range(count):
            with _foreign_errors_named():
                image.seek(number)
                picture = _upright(image, limits)
            yield picture


def turned(picture: Picture, rotation: int) -> Picture:
    """Give the picture with a rotation of so many degrees clockwise from its original: more than EXIF or the PDF said."""
    more = (rotation - picture.rotation) % 360
    if not more:
        return picture
    on_its_side = more in (90, 270)
    width, height = (picture.height, picture.width) if on_its_side else (picture.width, picture.height)
    return Picture(picture.image.transpose(TURNED_BACK_BY[more]), width, height, rotation)


def page_count(content: bytes, media_type: str, limits: Limits) -> int:
    """Give the number of pages without decoding them; raises like `pictures`."""
    with _opened(content, media_type) as image, _foreign_errors_named():
        return _page_count(image, limits)


def _opened(content: bytes, media_type: str) -> Image.Image:
    """Only the one decoder of the sniffed type may look at the bytes."""
    if media_type == HEIC:
        with_heif()
    with _foreign_errors_named():
        return Image.open(io.BytesIO(content), formats=[HEIF if media_type == HEIC else FORMATS[media_type]])


def _page_count(image: Image.Image, limits: Limits) -> int:
    """Look for no more pages than may be: a chain of page headers can be as long as the file."""
    if image.format not in MANY_PAGES:
        return 1
    for number in range(limits.pages + 1):
        try:
            image.seek(number)
        except EOFError:
            return number
    raise TooManyPagesError(f"The file has more than {limits.pages} pages, which is as many as are read. Split it.")


def _upright(image: Image.Image, limits: Limits) -> Picture:
    """Shrink as early as the format allows: a picture of 50 million pixels takes 200 MB, and each step would copy it."""
    _check_size(image, limits)
    orientation = _orientation(image)
    width, height = image.size
    image.draft("RGB", (limits.image_side_px, limits.image_side_px))
    colours = _small_rgb(image, limits.image_side_px)
    if orientation in TRANSPOSED_BY:
        colours = colours.transpose(TRANSPOSED_BY[orientation])
    if orientation in ON_ITS_SIDE:
        width, height = height, width
    return Picture(colours, width, height, TURNED_BY.get(orientation, 0))


def _orientation(image: Image.Image) -> int:
    """EXIF's own default where there is none, or one that is damaged: the pixels may be sound."""
    try:
        value = image.getexif().get(ORIENTATION_TAG, UPRIGHT)
    except BROKEN:
        return UPRIGHT
    return value if isinstance(value, int) else UPRIGHT


def _check_size(image: Image.Image, limits: Limits) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        raise EmptyDocumentError("The picture has no pixels.")
    allowed = min(limits.image_pixels, PIXELS.get(image.format or "", limits.image_pixels))
    if width * height > allowed:
        raise ImageTooLargeError(
            f"The {image.format} picture has {width} by {height} pixels; "
            f"at most {allowed // 1_000_000} million are read. Send a smaller one."
        )


def _small_rgb(image: Image.Image, max_side_px: int) -> Image.Image:
    """Give any mode as RGB of at most that side, strip by strip, so that nothing as large as the original is made again."""
    width, height = image.size
    scale = max(width, height) / max_side_px
    if scale <= 1:
        return rgb(image)
    extremes = _extremes(image)
    page = Image.new("RGB", (max(round(width / scale), 1), max(round(height / scale), 1)))
    rows = height / page.height  # of the original in one of the page
    for top in range(0, page.height, STRIP_PX):
        bottom = min(top + STRIP_PX, page.height)
        first, last = math.floor(top * rows), min(math.ceil(bottom * rows), height)
        strip = rgb(image.crop((0, first, width, last)), extremes)
        inside = (0.0, top * rows - first, float(width), min(bottom * rows, height) - first)
        page.paste(strip.resize((page.width, bottom - top), Image.Resampling.BOX, box=inside), (0, top))
    return page


def rgb(image: Image.Image, extremes: tuple[float, float] | None = None) -> Image.Image:
    """Give any mode of Pillow as RGB: 16 bits scaled, other numbers between the extremes, transparent parts on white paper."""
    if image.mode.startswith("I") or image.mode == "F":
        return _scaled_to_8_bits(image, extremes or _extremes(image)).convert("RGB")
    if image.mode in LIGHTNESS:
        return image.getchannel(LIGHTNESS[image.mode]).convert("RGB")
    if image.has_transparency_data:
        return _on_paper(image if image.mode == "RGBA" else image.convert("RGBA"))
    image.load()
    return image if image.mode == "RGB" else image.convert("RGB")


def _on_paper(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    return paper


def _extremes(image: Image.Image) -> tuple[float, float]:
    """The least and the greatest number of a picture of numbers; of others what 8 bits have."""
    if image.mode not in ("I", "F"):
        return 0.0, 255.0
    both = np.asarray(image.getextrema(), dtype=float)
    return float(both.min()), float(both.max())


def _scaled_to_8_bits(image: Image.Image, extremes: tuple[float, float]) -> Image.Image:
    """16 bits by their range; other numbers between the least and the greatest there are."""
    values = np.asarray(image)
    if values.dtype.itemsize == SIXTEEN_BITS:
        return Image.fromarray((values >> 8).astype(np.uint8))
    low, high = extremes
    scaled = (values - np.float32(low)) * np.float32(255.0 / max(high - low, 1.0))
    return Image.fromarray(np.nan_to_num(scaled, copy=False).clip(0, 255).astype(np.uint8))


@contextmanager
def _foreign_errors_named() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata and of sizes that are checked here
        try:
            yield
        except Image.DecompressionBombError as error:
            raise ImageTooLargeError("The picture has too many pixels. Send a smaller one.") from error
        except BROKEN as error:
            raise CorruptFileError("The picture is damaged or cut off. Send it again.") from error
