"""Small pictures of pages for people: WebP, without any metadata of the original."""

from __future__ import annotations

import io

from PIL import Image

QUALITY = 80
EFFORT = 2  # 0 to 6: more takes long and saves little
LETTERS_ALONE = {"lossless": True, "quality": 0, "method": 1}


def preview_webp(image: Image.Image, max_side_px: int, *, is_typeset: bool = False) -> bytes:
    """Give an upright RGB picture as WebP of at most `max_side_px`; nothing but pixels is carried over.

    Black letters on white (`is_typeset`) are kept as they are: that takes less time, and half of the space.
    """
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    bare.thumbnail((max_side_px, max_side_px), Image.Resampling.LANCZOS, reducing_gap=2.0)
    target = io.BytesIO()
    bare.save(target, "WEBP", **(LETTERS_ALONE if is_typeset else {"quality": QUALITY, "method": EFFORT}))
    return target.getvalue()
