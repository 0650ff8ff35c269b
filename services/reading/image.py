"""Pictures (photos and scans) become upright RGB pages."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PIL import Image

from services.errors import CorruptFileError, EmptyDocumentError, ImageTooLargeError, TooManyPagesError
from services.reading.limits import Limits
from services.reading.media_types import PLAIN_IMAGES

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
REDUCIBLE = frozenset({"L", "RGB", "CMYK", "RGBa", "La", "YCbCr"})  # mixing neighbours makes sense in these
SIXTEEN_BITS = 2  # bytes per number
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error, IndexError, KeyError, TypeError)


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
    with _foreign_errors_named():
        return Image.open(io.BytesIO(content), formats=[FORMATS[media_type]])


def _page_count(image: Image.Image, limits: Limits) -> int:
    count = int(getattr(image, "n_frames", 1)) if image.format in MANY_PAGES else 1
    if count > limits.pages:
        raise TooManyPagesError(f"The file has {count} pages; at most {limits.pages} are read. Split it.")
    return count


def _upright(image: Image.Image, limits: Limits) -> Picture:
    """Shrink as early as the mode allows: a picture of 50 million pixels takes 200 MB, and each step would copy it."""
    _check_size(image.size, limits)
    orientation = image.getexif().get(ORIENTATION_TAG, 1)
    width, height = image.size
    image.draft("RGB", (limits.image_side_px, limits.image_side_px))
    colours = rgb(_reduced(image, limits.image_side_px))
    colours.thumbnail((limits.image_side_px, limits.image_side_px), Image.Resampling.BOX)
    if orientation in TRANSPOSED_BY:
        colours = colours.transpose(TRANSPOSED_BY[orientation])
    if orientation in ON_ITS_SIDE:
        width, height = height, width
    return Picture(colours, width, height, TURNED_BY.get(orientation, 0))


def _reduced(image: Image.Image, max_side_px: int) -> Image.Image:
    """Shrink by a whole factor, to no less than `max_side_px`."""
    factor = max(image.size) // max_side_px
    if factor < 2 or image.mode not in REDUCIBLE:
        return image
    return image.reduce(factor)


def _check_size(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width < 1 or height < 1:
        raise EmptyDocumentError("The picture has no pixels.")
    if width * height > limits.image_pixels:
        allowed = limits.image_pixels // 1_000_000
        raise ImageTooLargeError(f"The picture has {width} by {height} pixels; at most {allowed} million are read.")


def rgb(image: Image.Image) -> Image.Image:
    """Give any mode of Pillow as RGB: 16 bits scaled, transparent parts on white paper."""
    if image.mode.startswith("I") or image.mode == "F":
        return _scaled_to_8_bits(image).convert("RGB")
    if image.has_transparency_data:
        return _on_paper(image if image.mode == "RGBA" else image.convert("RGBA"))
    image.load()
    return image if image.mode == "RGB" else image.convert("RGB")


def _on_paper(image: Image.Image) -> Image.Image:
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    return paper


def _scaled_to_8_bits(image: Image.Image) -> Image.Image:
    """16 bits by their range; other numbers between the least and the greatest there are."""
    values = np.asarray(image)
    if values.dtype.itemsize == SIXTEEN_BITS:
        return Image.fromarray((values >> 8).astype(np.uint8))
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    scaled = (values - np.float32(low)) * np.float32(255.0 / max(high - low, 1.0))
    return Image.fromarray(np.nan_to_num(scaled, copy=False).astype(np.uint8))


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
