"""Says what it was sent: header, payload, header, payload, … set apart by the character 30. HEAD stands for an honest head."""

from __future__ import annotations

from services.reading.protocol import LENGTHS, read_frame
from tests.reading.children.speech import greet

HEAD = b'{"kind":"head","encoding":"","delimiter":"","sheets":[],"sheet":"","hidden_sheets":[]}'

requests, answers = greet()
while (frame := read_frame(requests)) is not None:
    parts = frame.payload.split(b"\x1e")
    for header, payload in zip(parts[::2], parts[1::2], strict=True):
        said = HEAD if header == b"HEAD" else header
        answers.write(LENGTHS.pack(len(said), len(payload)) + said + payload)
        answers.flush()
