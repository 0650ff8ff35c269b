"""Writes for ever what is no frame."""

from __future__ import annotations

import os

from tests.reading.children.speech import hear

hear()
while True:
    os.write(1, b"y\n" * 32768)
