"""Dies of a signal on the first file."""

from __future__ import annotations

import os

from tests.reading.children.speech import hear

hear()
os.abort()
