"""What a page looks like from afar, as bits: two pictures of one page differ in few of them."""

from __future__ import annotations

import numpy as np
from PIL import Image

SIDE = 16


def look_of(image: Image.Image) -> bytes:
    """Give 256 bits: of 16 × 16 places whether each is darker than the one to its right. An even page gives zeros."""
    small = image.convert("L").resize((SIDE + 1, SIDE), Image.Resampling.BOX)
    levels = np.asarray(small, dtype=np.int16)
    return np.packbits(levels[:, :-1] < levels[:, 1:]).tobytes()
