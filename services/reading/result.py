"""What reading gives back."""

from __future__ import annotations

from dataclasses import dataclass

from services.types import ReadDocument


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The document with its words, and one WebP picture per page."""

    document: ReadDocument
    previews: tuple[bytes, ...]
