"""Takes memory for ever."""

from __future__ import annotations

from tests.reading.children.speech import hear

hear()
taken = []
while True:
    taken.append(bytearray(8 * 1024 * 1024))
