"""Other pictures of a page that was read badly: straightened, cropped, evenly lit. Each step only where it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.ocr.base import RgbImage
from services.ocr.preprocessing.light import evened
from services.ocr.preprocessing.sheet import cropped
from services.ocr.preprocessing.skew import levelled
from services.ocr.preprocessing.warp import unmoved
from services.types import Box


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture to read instead. `to_page` maps its boxes back to the given picture; both in fractions.

    `name` tells the steps that were taken, joined by "+": "sheet", "level", "light".
    """

    name: str
    image: RgbImage
    to_page: Callable[[Box], Box]


def variants(image: RgbImage) -> Iterator[Variant]:
    """Give the upright picture anew, at most twice: first with its shape put right, then its light as well.

    Nothing comes where nothing is to be put right. Made one by one, as they are asked for: each is as large as a page.
    """
    warp, straight = unmoved(image), image
    steps: list[str] = []
    for name, step in (("sheet", cropped), ("level", levelled)):
        found = step(straight)
        if found is not None:
            warp, steps = warp.then(found), [*steps, name]
            straight = warp.applied(image)
    if steps:
        yield Variant("+".join(steps), straight, warp.to_page)
    lit = evened(straight)
    if lit is not None:
        yield Variant("+".join([*steps, "light"]), lit, warp.to_page)
