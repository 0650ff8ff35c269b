"""What reading gives back."""

from __future__ import annotations

from dataclasses import dataclass

from services.types import ReadDocument


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The document with its words, one WebP picture per page, and the look of the first page (b"": none was told)."""

    document: ReadDocument
    previews: tuple[bytes, ...]
    look: bytes = b""
