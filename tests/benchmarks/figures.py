"""A measured figure, and the receipts that the measurements use."""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from services.reading.media_types import EXTENSIONS
from training.documents.catalogue import thermal_receipt

PICTURES = (".jpg", ".jpeg", ".png")
GENERATED = 24
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


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
    """Receipts as bytes, and where they are from; and a folder of documents of any type."""

    receipts: tuple[bytes, ...]
    told: str
    documents: Path = SAMPLES

    @classmethod
    def of(cls, folder: Path | None, documents: Path | None) -> Self:
        kept = documents or SAMPLES
        if folder is None:
            return cls(tuple(thermal_receipt(seed=seed).data for seed in range(GENERATED)), f"{GENERATED} generated ones", kept)
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in PICTURES)
        return cls(tuple(path.read_bytes() for path in files), f"{len(files)} pictures of a folder given by hand", kept)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file of the documents that is of a type that is read, with its name."""
        for path in sorted(self.documents.rglob("*")):
            if path.is_file() and path.suffix.lower().removeprefix(".") in EXTENSIONS:
                yield path.name, path.read_bytes()

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
