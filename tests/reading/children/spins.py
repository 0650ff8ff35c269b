"""Computes for ever."""

from __future__ import annotations

from tests.reading.children.speech import hear

hear()
while True:
    pass
