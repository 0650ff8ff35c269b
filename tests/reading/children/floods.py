"""Sends pages without end, each allowed by itself."""

from __future__ import annotations

from services.reading.protocol import write_frame
from tests.reading.children.speech import PAGE, hear, webp

answers = hear()
write_frame(answers, {"kind": "count", "pages": 100})
for number in range(1, 101):
    page = PAGE.replace(b"1", str(number).encode(), 1)
    write_frame(answers, {"kind": "page", "page_bytes": len(page)}, page + webp() + bytes(8 * 1024 * 1024))
