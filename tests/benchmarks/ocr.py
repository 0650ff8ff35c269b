"""The bare OCR engine against the whole way of a document, and how much memory the OCR child takes."""

from __future__ import annotations

import io
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import psutil
from PIL import Image, ImageOps

from services.ocr.engines import engine_for
from services.reading.reader import Reader
from services.reading.sniff import sniff
from tests.benchmarks.figures import Figure, Material, mean
from tests.processes.house import House
from tests.processes.servers import wait_until

SPEED_RECEIPTS = 12
ROUNDS = 2
PEAK_IMAGES = 100
PEAK_LIMIT_MB = 900
RATIO_LIMIT = 1.25


def measure(material: Material) -> list[Figure]:
    return [*_speed(material), _peak(material)]


def _speed(material: Material) -> list[Figure]:
    receipts = material.some(SPEED_RECEIPTS)
    _bare(receipts[:1])
    bare, whole = [], []
    for _round in range(ROUNDS):
        bare.append(_bare(receipts))
        whole.append(_whole(receipts))
    ratio = mean(whole) / mean(bare)
    asked = f"≤ {RATIO_LIMIT} of the bare engine"
    return [
        Figure("seconds per receipt, bare OCR engine in this process", f"{mean(bare):.2f}"),
        Figure("seconds per receipt, upload to end state", f"{mean(whole):.2f} ({ratio:.2f} ×)", asked, ratio <= RATIO_LIMIT),
    ]


def _bare(receipts: list[bytes]) -> float:
    """Seconds per receipt of the engine alone, decoding included."""
    engine = engine_for("rapid")
    started = time.monotonic()
    for content in receipts:
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
        engine.read(np.asarray(picture))
    return (time.monotonic() - started) / len(receipts)


def _whole(receipts: list[bytes]) -> float:
    """Seconds per receipt from the first upload to the last end state, with one worker that is warm."""
    with tempfile.TemporaryDirectory() as folder, House(Path(folder)) as house:
        key = house.create_user("bench@example.org")["api_key"]
        house.web()
        house.worker("ocr")
        house.worker("default")
        warm_up = house.upload(receipts[0] + b"\0", "warm-up.jpg", key=key).json()["id"]
        house.wait_final([warm_up])
        started = time.monotonic()
        ids = [house.upload(content, f"{number}.jpg", key=key).json()["id"] for number, content in enumerate(receipts)]
        wait_until("all receipts", lambda: house.wait_final(ids, timeout_s=300), timeout_s=300)
        return (time.monotonic() - started) / len(receipts)


def _peak(material: Material) -> Figure:
    """The highest resident memory of the reading children over many pictures."""
    peak, stop = [0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(peak, stop))
    watcher.start()
    with Reader() as reader:
        for content in material.some(PEAK_IMAGES):
            reader.read(content, media_type=sniff(content, "receipt"), workspace="bench")
    stop.set()
    watcher.join()
    peak_mb = peak[0] / 1e6
    return Figure(
        f"peak memory of the OCR child over {PEAK_IMAGES} pictures",
        f"{peak_mb:.0f} MB",
        f"≤ {PEAK_LIMIT_MB} MB",
        peak_mb <= PEAK_LIMIT_MB,
    )


def _watch(peak: list[int], stop: threading.Event) -> None:
    me = psutil.Process()
    while not stop.wait(0.05):
        for child in me.children(recursive=True):
            try:
                peak[0] = max(peak[0], child.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
