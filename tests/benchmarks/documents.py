"""Documents per minute with one and with two OCR workers."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, Material, unlike
from tests.processes.house import House

RECEIPTS = 24


def measure(material: Material) -> list[Figure]:
    one, two = (_documents_per_minute(material, workers) for workers in (1, 2))
    return [
        Figure("documents per minute, one OCR worker", f"{one:.0f}"),
        Figure("documents per minute, two OCR workers", f"{two:.0f} ({two / one:.2f} ×)"),
    ]


def _documents_per_minute(material: Material, workers: int) -> float:
    with tempfile.TemporaryDirectory() as folder, House(Path(folder)) as house:
        key = house.create_user("bench@example.org")["api_key"]
        house.web()
        for _number in range(workers):
            house.worker("ocr")
        house.worker("default")
        warm = [
            house.upload(unlike(material.receipts[0], number), "warm.png", key=key).json()["id"] for number in range(workers * 2)
        ]
        house.wait_final(warm)
        started = time.monotonic()
        ids = [
            house.upload(content, f"{number}.jpg", key=key).json()["id"] for number, content in enumerate(material.some(RECEIPTS))
        ]
        house.wait_final(ids, timeout_s=300)
        return 60 * len(set(ids)) / (time.monotonic() - started)
