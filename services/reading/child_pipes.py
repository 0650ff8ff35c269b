"""What the reading children share: pipes for frames alone, and errors told by their code."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from services.errors import OcrError, ReadingError
from services.reading.protocol import write_frame


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes for frames alone: what a library prints goes to standard error instead of between them."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return sys.stdin.buffer, answers


def tell(answers: BinaryIO, error: ReadingError | OcrError) -> None:
    """Say that the file could not be read, and why."""
    write_frame(answers, {"kind": "error", "code": error.code, "detail": error.detail})
