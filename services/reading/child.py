"""The reading child: reads files that nobody trusts, one after the other, behind its walls. Started by `process.py`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO

from services.einvoice.codec import einvoice_to_json
from services.errors import EmptyDocumentError, OcrError, ReadingError, ResourceLimitError
from services.reading.child_pipes import own_pipes, tell
from services.reading.codec import attachment_to_json, page_to_json, table_to_json
from services.reading.crop_reading import read_crops
from services.reading.crops import crops_from_json
from services.reading.in_process import READER_VERSION, preview_of, read_parts
from services.reading.language import language_of
from services.reading.limits import Limits
from services.reading.parts import AttachmentRead, Count, EInvoiceRead, PageRead, Part, SentBy, TableRead, Unlocked, Warned
from services.reading.protocol import ChildKind, Frame, read_frame, write_frame
from services.reading.recognising import ELSEWHERE, OcrNeededError
from services.reading.sandbox import allow_processor_time, die_with, wall_in
from services.reading.unlocking import opens
from services.reading.wish import wish_from_json
from services.types import Page


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
    limits = Limits(**_header(frame)["limits"])
    _allow_time(kind, limits, pages=0)
    try:
        match frame.kind:
            case "unlock":
                _try_passwords(frame, limits, answers)
            case "crops":
                _read_crops(kind, frame, limits, answers)
            case _:
                _Reading(kind, frame, limits, answers).run()
    except OcrNeededError:
        write_frame(answers, {"kind": "needs_ocr"})
    except (ReadingError, OcrError) as error:
        tell(answers, error)
    except MemoryError:
        tell(answers, ResourceLimitError("Reading the file needs more memory than a file may take."))


def _try_passwords(frame: Frame, limits: Limits, answers: BinaryIO) -> None:
    header = _header(frame)
    does_open = opens(frame.payload, header["media_type"], wish_from_json(header["wish"]), limits)
    write_frame(answers, {"kind": "tried", "opens": does_open})


def _read_crops(kind: ChildKind, frame: Frame, limits: Limits, answers: BinaryIO) -> None:
    header = _header(frame)
    crops = crops_from_json(header["crops"])
    _allow_time(kind, limits, len(crops))
    texts = read_crops(frame.payload, header["media_type"], crops, wish_from_json(header["wish"]), limits)
    write_frame(answers, {"kind": "seen"}, _encoded(texts))


class _Reading:
    """One file: each part is told as soon as it is there."""

    def __init__(self, kind: ChildKind, frame: Frame, limits: Limits, answers: BinaryIO) -> None:
        self._kind, self._frame, self._limits, self._answers = kind, frame, limits, answers
        wish = wish_from_json(_header(frame)["wish"])
        self._wish = wish if kind is ChildKind.OCR else replace(wish, ocr=ELSEWHERE)
        self._pages: list[Page] = []
        self._warnings: dict[str, None] = {}
        self._sender = ""

    def run(self) -> None:
        """Read the whole file."""
        for part in read_parts(self._frame.payload, _header(self._frame)["media_type"], self._wish, self._limits):
            self._tell(part)
        if not self._pages:
            raise EmptyDocumentError("The file has no pages.")
        warnings, language = list(self._warnings), language_of(self._pages)
        self._send("done", warnings=warnings, language=language, sender=self._sender, reader_version=READER_VERSION)

    def _tell(self, part: Part) -> None:
        match part:
            case Count(pages):
                _allow_time(self._kind, self._limits, pages)
                self._send("count", pages=pages)
            case PageRead():
                self._tell_page(part)
            case TableRead(table):
                self._send("table_of_document", _encoded(table_to_json(table)))
            case AttachmentRead(attachment, content):
                self._send("attachment", content, attachment=attachment_to_json(attachment))
            case EInvoiceRead(einvoice):
                self._send("einvoice", _encoded(einvoice_to_json(einvoice)))
            case Unlocked(index):
                self._send("unlocked", index=index)
            case SentBy(address):
                self._sender = address
            case Warned(code):
                self._warnings[code] = None

    def _tell_page(self, part: PageRead) -> None:
        self._pages.append(part.page)
        preview, look = preview_of(part, self._wish, self._limits)
        encoded = _encoded(page_to_json(part.page))
        self._send("page", encoded + preview, page_bytes=len(encoded), look=look.hex())

    def _send(self, kind: str, payload: bytes = b"", **header: object) -> None:
        write_frame(self._answers, {"kind": kind} | header, payload)


def _header(frame: Frame) -> Mapping[str, Any]:
    return frame.header


def _encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "ignore")


def _allow_time(kind: ChildKind, limits: Limits, pages: int) -> None:
    """The OCR child works on all cores at once, the other on one."""
    cores = (os.cpu_count() or 1) if kind is ChildKind.OCR else 1
    allow_processor_time(limits.wall_clock_s(pages) * cores)


if __name__ == "__main__":
    main(sys.argv[3], int(sys.argv[4]))
