"""How a reading child and its parent talk: frames on pipes, each a small JSON header and a payload of bytes.

Parent to child, one per file:
    {"kind": "read", "media_type", "wish", "limits"}            payload: the file
    {"kind": "unlock", "media_type", "wish", "limits"}          payload: the file; does a password of the wish open it?
    {"kind": "crops", "media_type", "wish", "limits", "crops"}  payload: the file; [[page, x0, y0, x1, y1], …] to be read by OCR
    {"kind": "table", "media_type", "wish", "limits"}           payload: the file, of a table
Child to parent:
    {"kind": "ready"}                                           once, when it is walled in
    {"kind": "count", "pages"}                                  how many pages there are: sets the wall clock
    {"kind": "page", "page_bytes", "look"}                      payload: the page as JSON, then its preview as WebP (or none)
    {"kind": "table_of_document"}                               payload: a table of the document as JSON
    {"kind": "attachment", "attachment"}                        payload: the bytes of a file inside the file
    {"kind": "einvoice"}                                        payload: the e-invoice as JSON
    {"kind": "unlocked", "index"}                               which of the passwords opened the file
    {"kind": "tried", "opens"}                                  ends the file of an "unlock"
    {"kind": "seen"}                                            ends the file of "crops"; payload: the texts as JSON
    {"kind": "needs_ocr"}                                       ends the file: the other kind of child has to read it anew
    {"kind": "head", "encoding", "delimiter", "sheets", "hidden_sheets", "sheet"}  first of a table
    {"kind": "rows"}                                            payload: at most 1,000 rows as JSON, [[number, [cell, …]], …]
    {"kind": "done", "warnings", "language", "sender", "reader_version"}  ends the file; of a table with no more than its kind
    {"kind": "error", "code", "detail"}                         ends the file: an error class of services.errors by code
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

LENGTHS = struct.Struct(">II")  # of the header and of the payload, in bytes
MAX_HEADER_BYTES = 64 * 1024
MAX_PAYLOAD_BYTES = 64 * 1024 * 1024


class ProtocolError(Exception):
    """The other side talks nonsense. Never leaves this package: the parent makes ReaderCrashedError of it."""


class ChildKind(StrEnum):
    """Documents are parsed in little memory; only what needs OCR gets the child with the engine."""

    DOCUMENTS = "documents"
    OCR = "ocr"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: `header` as parsed JSON, unchecked but for being an object."""

    header: Mapping[str, object]
    payload: bytes

    @property
    def kind(self) -> object:
        return self.header.get("kind")


def packed(header: Mapping[str, object], payload: bytes = b"") -> bytes:
    """Give the bytes of a frame up to the payload."""
    encoded = json.dumps(header).encode()
    return LENGTHS.pack(len(encoded), len(payload)) + encoded


def lengths(prefix: bytes) -> tuple[int, int]:
    """Give the lengths of header and payload; raises ProtocolError over the caps."""
    header_bytes, payload_bytes = LENGTHS.unpack(prefix)
    if header_bytes > MAX_HEADER_BYTES or payload_bytes > MAX_PAYLOAD_BYTES:
        raise ProtocolError("a frame is longer than allowed")
    return header_bytes, payload_bytes


def parsed_header(encoded: bytes) -> Mapping[str, object]:
    """Give the header; raises ProtocolError when it is no JSON object."""
    try:
        header = json.loads(encoded)
    except (ValueError, RecursionError) as error:
        raise ProtocolError("a header is no JSON") from error
    if not isinstance(header, dict):
        raise ProtocolError("a header is no object")
    return header


def read_frame(stream: BinaryIO) -> Frame | None:
    """Wait for the next frame; None at the end of the stream. For the child, which has nothing else to do."""
    prefix = stream.read(LENGTHS.size)
    if len(prefix) < LENGTHS.size:
        return None
    header_bytes, payload_bytes = lengths(prefix)
    encoded, payload = stream.read(header_bytes), stream.read(payload_bytes)
    if len(encoded) < header_bytes or len(payload) < payload_bytes:
        return None
    return Frame(parsed_header(encoded), payload)


def write_frame(stream: BinaryIO, header: Mapping[str, object], payload: bytes = b"") -> None:
    """Send one frame at once. For the child."""
    stream.write(packed(header, payload))
    stream.write(payload)
    stream.flush()
