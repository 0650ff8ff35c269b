"""Rows 33 to 38: pictures."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from tests.hostile.cases import SIGNED_LETTER, Case, Seen, ends
from tests.reading.samples import encoded, picture, png_bomb, turned_photo

REVIEW, CORRUPT, LARGE = "needs_review", "unreadable:corrupt", "unreadable:image_too_large"
LIMIT = "unreadable:resource_limit"


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and has no more than a few rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(2000))) + chunk(b"IEND", b"")


def gif(width: int, height: int, frames: int = 1) -> bytes:
    """Written by hand: one pixel per frame on a screen of any size."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x21\xf9\x04\0\0\0\0\0\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return screen + frame * frames + b";"


def apng() -> bytes:
    return encoded(picture(), "PNG", save_all=True, append_images=[picture(("b",))])


def letter_picture(mode: str = "RGB") -> Image.Image:
    return picture(SIGNED_LETTER, (1000, 800)).convert(mode)


def with_alpha() -> bytes:
    shown = letter_picture("RGBA")
    shown.putalpha(128)
    return encoded(shown)


def sixteen_bit() -> bytes:
    return encoded(Image.new("I;16", (400, 300), 60_000))


def large_metadata() -> bytes:
    """Half a megabyte that unpacks to 200 MB, and a profile without sense."""
    info = PngInfo()
    info.add_itxt("note", "a" * 1_000_000, zip=True)
    info.add_text("XML:com.adobe.xmp", "<x/>" * 100_000)
    return encoded(letter_picture(), pnginfo=info, icc_profile=bytes(1_000_000))


def wrong_profile() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[128:140] = b"\xff" * 12
    return encoded(letter_picture(), "JPEG", icc_profile=bytes(profile))


def exif_bomb() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "A" * 60_000
    exif[0x0112] = 99
    return encoded(letter_picture(), "JPEG", exif=exif)


def tiff(pages: int, size: tuple[int, int] = (700, 400)) -> bytes:
    rest = [picture((f"Page {number}", "Total 1.00"), size) for number in range(2, pages + 1)]
    return encoded(picture(("Page 1",), size), "TIFF", save_all=True, append_images=rest, compression="tiff_deflate")


def tiff_loop() -> bytes:
    """The list of pages comes back to its beginning."""
    whole = bytearray(encoded(picture(), "TIFF"))
    first = struct.unpack_from("<I", whole, 4)[0]
    count = struct.unpack_from("<H", whole, first)[0]
    struct.pack_into("<I", whole, first + 2 + 12 * count, first)
    return bytes(whole)


def tiff_that_claims(side: int) -> bytes:
    tags = ((256, side), (257, side), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, side), (279, 100))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<I", 108) + bytes(100) + struct.pack("<H", len(tags)) + entries + bytes(4)


def heic() -> bytes:
    """The head of a HEIC file, and nothing behind it that could be decoded."""
    head = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
    return head + b"\x00\x00\x00\x0cmeta\x00\x00\x00\x00" + bytes(2000)


def webp_broken() -> bytes:
    whole = encoded(letter_picture(), "WEBP")
    return whole[: len(whole) // 2]


def has_no_position(seen: Seen) -> None:
    """What is derived from a photo does not say where it was taken."""
    assert b"GPS" not in seen.served or seen.served == seen.content  # the file itself stays as it was sent
    assert seen.document["pages"][0]["width"] > 0


def bmp_that_claims() -> bytes:
    """A BMP of 400 megapixels in 54 bytes."""
    target = io.BytesIO()
    target.write(b"BM" + struct.pack("<IHHI", 54, 0, 0, 54))
    target.write(struct.pack("<IiiHHIIiiII", 40, 20_000, 20_000, 1, 24, 0, 0, 0, 0, 0, 0))
    return target.getvalue()


IMAGE_CASES: tuple[Case, ...] = (
    ends(33, "144_megapixels", "a.png", png_bomb, LARGE, note="seen in the child: 201, then `unreadable`"),
    ends(
        33, "400_megapixels", "a.png", lambda: png_header(20_000, 20_000), LARGE, note="seen in the child: 201, then `unreadable`"
    ),
    ends(33, "2_gigapixels_square", "a.png", lambda: png_header(2**31 - 1, 2**31 - 1), LARGE, CORRUPT),
    ends(34, "gif_of_a_large_screen", "a.gif", lambda: gif(65_535, 65_535), LARGE),
    ends(34, "gif_of_zero_width", "a.gif", lambda: gif(0, 10), CORRUPT, LARGE, REVIEW),
    ends(34, "gif_of_10000_frames", "a.gif", lambda: gif(40, 30, 10_000), REVIEW, note="the first frame is read"),
    ends(34, "apng", "a.png", apng, REVIEW),
    ends(36, "truncated_jpeg", "a.jpg", lambda: encoded(letter_picture(), "JPEG")[:9000], REVIEW, CORRUPT),
    ends(36, "jpeg_head_only", "a.jpg", lambda: encoded(letter_picture(), "JPEG")[:300], CORRUPT),
    ends(36, "truncated_png", "a.png", lambda: encoded(letter_picture())[:3000], REVIEW, CORRUPT),
    ends(36, "cmyk", "a.jpg", lambda: encoded(letter_picture("CMYK"), "JPEG"), REVIEW),
    ends(36, "sixteen_bit", "a.png", sixteen_bit, REVIEW),
    ends(36, "alpha", "a.png", with_alpha, REVIEW),
    ends(36, "palette", "a.png", lambda: encoded(letter_picture("P")), REVIEW),
    ends(36, "one_bit", "a.png", lambda: encoded(letter_picture("1")), REVIEW),
    ends(36, "dpi_of_nonsense", "a.png", lambda: encoded(letter_picture(), dpi=(1e7, 1e-9)), REVIEW),
    ends(36, "one_pixel", "a.png", lambda: encoded(Image.new("RGB", (1, 1))), REVIEW, CORRUPT),
    ends(36, "20000_by_20", "a.png", lambda: encoded(Image.new("RGB", (20_000, 20), "white")), REVIEW),
    ends(37, "turned_with_position", "a.jpg", turned_photo, REVIEW, check=has_no_position),
    ends(37, "large_exif", "a.jpg", exif_bomb, REVIEW),
    ends(37, "large_text_and_profile", "a.png", large_metadata, REVIEW, CORRUPT, LIMIT),
    ends(37, "wrong_profile", "a.jpg", wrong_profile, REVIEW),
    ends(38, "heic_broken", "a.heic", heic, CORRUPT, "unreadable:unsupported_feature"),
    ends(38, "tiff_of_3_pages", "a.tif", lambda: tiff(3), REVIEW),
    ends(38, "tiff_of_101_pages", "a.tif", lambda: tiff(101, (60, 40)), "unreadable:too_many_pages"),
    ends(38, "tiff_loop", "a.tif", tiff_loop, REVIEW, CORRUPT, "unreadable:too_many_pages"),
    ends(38, "tiff_that_claims_400_megapixels", "a.tif", lambda: tiff_that_claims(20_000), LARGE, CORRUPT),
    ends(38, "webp", "a.webp", lambda: encoded(letter_picture(), "WEBP"), REVIEW),
    ends(38, "webp_broken", "a.webp", webp_broken, CORRUPT, REVIEW),
    ends(38, "bmp_that_claims", "a.bmp", bmp_that_claims, LARGE, CORRUPT),
)
