"""What misbehaving children share: the honest part of the conversation."""

from __future__ import annotations

import io
import os
import sys
from typing import BinaryIO

from PIL import Image

from services.reading.protocol import read_frame, write_frame

PAGE = b'{"number":1,"width":10,"height":10,"unit":"px","source":"ocr:rapid","rotation":0,"words":[["a",0,0,1,1,0,1]]}'


def greet() -> tuple[BinaryIO, BinaryIO]:
    """Say that the child is ready; give the pipes of requests and answers."""
    answers = os.fdopen(1, "wb", closefd=False)
    write_frame(answers, {"kind": "ready"})
    return sys.stdin.buffer, answers


def hear() -> BinaryIO:
    """Say ready, wait for a request, give the pipe for answers."""
    requests, answers = greet()
    read_frame(requests)
    return answers


def webp() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (4, 4)).save(target, "WEBP")
    return target.getvalue()


def send_one_page(answers: BinaryIO, page: bytes = PAGE) -> None:
    """Send a whole document of one page."""
    write_frame(answers, {"kind": "count", "pages": 1})
    write_frame(answers, {"kind": "page", "page_bytes": len(page)}, page + webp())
    write_frame(answers, {"kind": "done", "warnings": [], "language": "", "sender": "", "reader_version": "test"})
