"""Leaves a grandchild that has closed the pipes, and dies."""

from __future__ import annotations

import os
import time

from tests.reading.children.speech import hear

hear()
if os.fork() == 0:
    os.closerange(0, 3)
    time.sleep(600)
os._exit(3)
