"""The reading child: reads files that nobody trusts, one after the other, behind its walls. Started by `process.py`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from services.errors import OcrError, ReadingError, ResourceLimitError
from services.reading.child_pipes import own_pipes, tell
from services.reading.codec import page_to_json
from services.reading.in_process import READER_VERSION, is_text_pdf, read_pages
from services.reading.limits import Limits
from services.reading.media_types import PDF
from services.reading.protocol import ChildKind, Frame, read_frame, write_frame
from services.reading.sandbox import allow_processor_time, die_with, wall_in


def main(kind_name: str, parent_pid: int) -> None:
    """Answer requests until the parent closes the pipe."""
    kind = ChildKind(kind_name)
    requests, answers = own_pipes()
    die_with(parent_pid)
    wall_in(kind)
    write_frame(answers, {"kind": "ready"})
    while (frame := read_frame(requests)) is not None:
        _answer(kind, frame, answers)


def _answer(kind: ChildKind, frame: Frame, answers: BinaryIO) -> None:
    header: Mapping[str, Any] = frame.header
    limits = Limits(**header["limits"])
    _allow_time(kind, limits, pages=0)
    try:
        _read(kind, frame.payload, header["media_type"], header["ocr"], limits, answers)
    except (ReadingError, OcrError) as error:
        tell(answers, error)
    except MemoryError:
        tell(answers, ResourceLimitError("Reading the file needs more memory than a file may take."))


def _read(kind: ChildKind, content: bytes, media_type: str, ocr: str, limits: Limits, answers: BinaryIO) -> None:
    if kind is ChildKind.DOCUMENTS and not (media_type == PDF and is_text_pdf(content, limits)):
        write_frame(answers, {"kind": "needs_ocr"})
        return

    def on_count(pages: int) -> None:
        _allow_time(kind, limits, pages)
        write_frame(answers, {"kind": "count", "pages": pages})

    for page, preview, look in read_pages(content, media_type, ocr=ocr, limits=limits, on_count=on_count):
        encoded = json.dumps(page_to_json(page), ensure_ascii=False).encode()
        write_frame(answers, {"kind": "page", "page_bytes": len(encoded), "look": look.hex()}, encoded + preview)
    write_frame(answers, {"kind": "done", "warnings": [], "reader_version": READER_VERSION})


def _allow_time(kind: ChildKind, limits: Limits, pages: int) -> None:
    """The OCR child works on all cores at once, the other on one."""
    cores = (os.cpu_count() or 1) if kind is ChildKind.OCR else 1
    allow_processor_time(limits.wall_clock_s(pages) * cores)


if __name__ == "__main__":
    main(sys.argv[3], int(sys.argv[4]))
