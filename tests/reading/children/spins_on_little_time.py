"""Computes on the processor time that the real child grants itself."""

from __future__ import annotations

from services.reading.sandbox import allow_processor_time
from tests.reading.children.speech import hear

hear()
allow_processor_time(0.1)
while True:
    pass
