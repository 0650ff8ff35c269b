"""What counting is, wherever the counters are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Count:
    """How often it happened in the running window, and after how many seconds (at least one) the window ends."""

    value: int
    resets_in_s: int


NOTHING = Count(0, 1)


@dataclass(frozen=True, slots=True)
class Tally:
    """Add `by` to the counter `name`; where none runs, begin one that ends after `window_s`."""

    name: str
    window_s: int
    by: int = 1


class Counters(Protocol):
    """Where counters are kept: Postgres (table.py), Redis (redis_counters.py), the memory of a test (fake.py).

    Each tally is atomic: of n that are made at once, exactly one gets each of the values 1 to n. The window begins with the
    first and is moved by none. `tests/limits/test_counters.py` is the contract.
    """

    def add(self, tallies: Sequence[Tally]) -> list[Count]:
        """Make the tallies (of different names), and answer with what stands there now, in their order."""

    def look(self, names: Sequence[str]) -> list[Count]:
        """What stands there, in the order of the names; `NOTHING` where no window runs."""

    def forget(self, names: Sequence[str]) -> None:
        """End these windows now."""
