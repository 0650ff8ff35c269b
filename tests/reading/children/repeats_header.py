"""Sends the payload that it was asked to send as a bare header."""

from __future__ import annotations

from services.reading.protocol import LENGTHS, read_frame
from tests.reading.children.speech import greet

requests, answers = greet()
while (frame := read_frame(requests)) is not None:
    answers.write(LENGTHS.pack(len(frame.payload), 0) + frame.payload)
    answers.flush()
