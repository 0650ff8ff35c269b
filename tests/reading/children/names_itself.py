"""Answers each file with the number of its process."""

from __future__ import annotations

import os

from services.reading.protocol import read_frame, write_frame
from tests.reading.children.speech import greet

requests, answers = greet()
while read_frame(requests) is not None:
    write_frame(answers, {"kind": "error", "code": "corrupt", "detail": str(os.getpid())})
