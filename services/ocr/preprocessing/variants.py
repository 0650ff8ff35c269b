"""Other pictures of a page that was read badly: straightened, cropped, evenly lit. Each step only where it applies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from services.ocr.base import RgbImage
from services.ocr.preprocessing.light import evened
from services.ocr.preprocessing.sheet import cropped
from services.ocr.preprocessing.skew import levelled
from services.ocr.preprocessing.warp import Warp, unmoved
from services.types import Box

SHAPING: Mapping[str, Callable[[RgbImage], Warp | None]] = {"sheet": cropped, "level": levelled}  # in this order
LIGHT = "light"
STEPS = (*SHAPING, LIGHT)


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture to read instead. `to_page` maps its boxes back to the given picture; both in fractions.

    `name` tells the steps that were taken, joined by "+".
    """

    name: str
    image: RgbImage
    to_page: Callable[[Box], Box]


def variants(image: RgbImage, steps: Collection[str] = STEPS) -> Iterator[Variant]:
    """Give the upright picture anew, at most twice: first with its shape put right, then its light as well.

    Nothing comes where nothing is to be put right. Made one by one, as they are asked for: each is as large as a page.
    `steps` are those that may be taken.
    """
    warp, straight = unmoved(image), image
    taken: list[str] = []
    for name, step in SHAPING.items():
        found = step(straight) if name in steps else None
        if found is not None:
            warp, taken = warp.then(found), [*taken, name]
            straight = warp.applied(image)
    if taken:
        yield Variant("+".join(taken), straight, warp.to_page)
    lit = evened(straight) if LIGHT in steps else None
    if lit is not None:
        yield Variant("+".join([*taken, LIGHT]), lit, warp.to_page)
