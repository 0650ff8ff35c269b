"""Never answers."""

from __future__ import annotations

import time

from tests.reading.children.speech import hear

hear()
time.sleep(600)
