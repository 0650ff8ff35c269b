"""Does not even say ready, and ends."""

from __future__ import annotations
