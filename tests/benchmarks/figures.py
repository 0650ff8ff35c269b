"""A measured figure, and the receipts that the measurements use."""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from training.documents.catalogue import thermal_receipt

PICTURES = (".jpg", ".jpeg", ".png")
GENERATED = 24


@dataclass(frozen=True)
class Figure:
    """One row of the page; `is_met` is None where nothing was asked."""

    what: str
    figure: str
    asked: str = ""
    is_met: bool | None = None

    def row(self) -> str:
        met = {True: "yes", False: "**no**", None: ""}[self.is_met]
        return f"| {self.what} | {self.figure} | {self.asked} | {met} |"


@dataclass(frozen=True)
class Material:
    """Receipts as bytes, and where they are from."""

    receipts: tuple[bytes, ...]
    told: str

    @classmethod
    def of(cls, folder: Path | None) -> Self:
        if folder is None:
            return cls(tuple(thermal_receipt(seed=seed).data for seed in range(GENERATED)), f"{GENERATED} generated ones")
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)
        return cls(tuple(path.read_bytes() for path in files), f"{len(files)} pictures of a folder given by hand")

    def some(self, count: int) -> list[bytes]:
        """`count` receipts, spread over all; repeated when there are fewer."""
        step = max(len(self.receipts) // count, 1)
        return [self.receipts[(index * step) % len(self.receipts)] for index in range(count)]


def unlike(content: bytes, number: int) -> bytes:
    """The same picture as other bytes (a PNG with a text chunk), so that it is a new document."""
    note = PngInfo()
    note.add_text("copy", str(number))
    out = io.BytesIO()
    Image.open(io.BytesIO(content)).convert("RGB").save(out, "PNG", pnginfo=note, compress_level=1)
    return out.getvalue()


def percentiles(values: Iterable[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(round(len(ordered) * 0.95), len(ordered) - 1)]


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
