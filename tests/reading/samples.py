"""Small files made in code: pictures and PDFs, good and bad."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

import pymupdf
from PIL import Image, ImageDraw, ImageFont

FONT_PX = 40


def picture(lines: tuple[str, ...] = (), size: tuple[int, int] = (700, 400)) -> Image.Image:
    """A white page with large black lines."""
    page = Image.new("RGB", size, "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(FONT_PX)
    for number, line in enumerate(lines):
        pen.text((30, 30 + number * 2 * FONT_PX), line, "black", font)
    return page


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def turned_photo(orientation: int = 6) -> bytes:
    """A JPEG that lies on its side, with EXIF orientation and a GPS position."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 8.0, 14.0)
    upright = picture(("TOTAL 12.50",))
    return encoded(upright.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=92)


@cache
def png_bomb(side: int = 12_000) -> bytes:
    """A PNG of 144 million pixels in some 150 KB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(1)
    row = bytes(1 + side)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_pdf(lines: tuple[str, ...], *, rotation: int = 0, pages: int = 1, **saving: object) -> bytes:
    """A PDF with its own text, one line every 20 pt from (50, 100)."""
    document = pymupdf.open()
    for _ in range(pages):
        page = document.new_page(width=400, height=600)
        for number, line in enumerate(lines):
            page.insert_text((50, 100 + 20 * number), line)
        page.set_rotation(rotation)
    return document.tobytes(**saving)


LETTER = ("An invoice of some length for the thing", "Net 100.00", "Tax 19.00", "Total 119.00 EUR")


def scanned_pdf(*pages: tuple[str, ...]) -> bytes:
    """A PDF of pictures only."""
    document = pymupdf.open()
    for lines in pages:
        document.new_page(width=350, height=200).insert_image((0, 0, 350, 200), stream=encoded(picture(lines)))
    return document.tobytes()


def image_stream_pdf(side: int) -> bytes:
    """A small PDF with one picture of side by side pixels in three colours, all black."""
    packer = zlib.compressobj(9)
    row = bytes(3 * side)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    image = (
        (
            f"<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceRGB/BitsPerComponent 8"
            f"/Filter/FlateDecode/Length {len(data)}>>\nstream\n"
        ).encode()
        + data
        + b"\nendstream"
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>>>"
    draw = b"q 400 0 0 400 0 0 cm /I Do Q"
    contents = f"<</Length {len(draw)}>>\nstream\n".encode() + draw + b"\nendstream"
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, image, contents]
    parts = [b"%PDF-1.4\n", *(f"{n} 0 obj\n".encode() + body + b"\nendobj\n" for n, body in enumerate(bodies, 1))]
    return b"".join(parts) + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"
