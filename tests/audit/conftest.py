"""Clients and one of everything, as the tests of the API have them; and a clock for what is told once per window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.conftest import clients, folder, read_document, things
from users.limits.counters import counting_in
from users.limits.fake import MemoryCounters

__all__ = ["Clock", "clients", "clock", "folder", "read_document", "things"]


class Clock:
    """Seconds that pass only when they are told to."""

    def __init__(self) -> None:
        self.now = 1.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    with counting_in(MemoryCounters(clock=clock)):
        yield clock
