"""Sends the frames that it was asked to send, as a JSON list of headers and payloads, then a whole document of one page."""

from __future__ import annotations

import json

from services.reading.protocol import read_frame, write_frame
from tests.reading.children.speech import greet, send_one_page

requests, answers = greet()
while (frame := read_frame(requests)) is not None:
    for header, payload in json.loads(frame.payload):
        write_frame(answers, header, json.dumps(payload).encode())
    send_one_page(answers)
