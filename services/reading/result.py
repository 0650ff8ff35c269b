"""What reading gives back."""

from __future__ import annotations

from dataclasses import dataclass

from services.types import ReadDocument


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The document with its words, one WebP picture per page, and the look of the first page (b"": none was told).

    `attachments` are the bytes of `document.attachments`, in their order. `password` is the place in the wish of the one that
    opened the file (None: it needed none). Without pictures in the wish, each preview is b"".
    """

    document: ReadDocument
    previews: tuple[bytes, ...]
    look: bytes = b""
    attachments: tuple[bytes, ...] = ()
    password: int | None = None
