"""Says ready and reads nothing."""

from __future__ import annotations

import time

from tests.reading.children.speech import greet

greet()
time.sleep(600)
