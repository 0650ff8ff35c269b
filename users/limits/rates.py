"""How much in how long, as the settings write it: `600/min`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

WINDOWS_S = {"s": 1, "min": 60, "hour": 3600, "day": 86_400}
_WRITTEN = re.compile(rf"([1-9][0-9]{{0,11}})/({'|'.join(WINDOWS_S)})")


class RateMalformedError(ValueError):
    """What the settings say is no rate."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `limit` in each window."""

    limit: int
    window_s: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """`600/min`; None for `off`. Raises RateMalformedError."""
        if text == "off":
            return None
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise RateMalformedError(f"{text!r} is no rate. Write one like 600/min (s, min, hour, day), or off.")
        return cls(int(written[1]), WINDOWS_S[written[2]])
