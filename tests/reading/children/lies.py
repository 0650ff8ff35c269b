"""Sends the payload that it was asked to send as its only page."""

from __future__ import annotations

from services.reading.protocol import read_frame
from tests.reading.children.speech import greet, send_one_page

requests, answers = greet()
while (frame := read_frame(requests)) is not None:
    send_one_page(answers, frame.payload)
