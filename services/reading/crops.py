"""Boxes of pages that are to be read afresh, and what was read there, on their way between parent and child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.errors import DocumentFormatError
from services.reading.codec import storable
from services.types import Box

CROPS = 12  # of one file at a time
CROP_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Crop:
    """A box that holds one line of a page: number from 1, fractions of the upright page."""

    page: int
    box: Box


def crops_to_json(crops: Sequence[Crop]) -> list[list[float]]:
    """Give crops for the way to the child. More than CROPS, or none, are a defect of the caller."""
    if not 0 < len(crops) <= CROPS:
        raise ValueError(f"{len(crops)} crops; 1 to {CROPS} are read at a time")
    return [[crop.page, *crop.box] for crop in crops]


def crops_from_json(rows: Sequence[Sequence[Any]]) -> tuple[Crop, ...]:
    """Give the crops of `crops_to_json`."""
    return tuple(Crop(page, Box(*box)) for page, *box in rows)


def texts_from_json(value: object, count: int) -> tuple[str, ...]:
    """Give so many texts of crops as the child tells of; raises DocumentFormatError."""
    if not isinstance(value, list) or len(value) != count:
        raise DocumentFormatError("There are not as many texts as crops.")
    return tuple(_text(text) for text in value)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > CROP_CHARACTERS:
        raise DocumentFormatError("The text of a crop is none, or too long.")
    return storable(value)
