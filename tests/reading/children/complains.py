"""Fills standard error, then answers well."""

from __future__ import annotations

import os

from tests.reading.children.speech import hear, send_one_page

answers = hear()
for _ in range(200):
    try:
        os.write(2, b"warning: odd file\n" * 4096)
    except BlockingIOError:
        continue
send_one_page(answers)
