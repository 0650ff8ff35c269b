"""What web, workers and beat take while nothing is to do (PSS: shared pages counted once)."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import psutil

from tests.benchmarks.figures import Figure, Material
from tests.processes.house import House
from tests.processes.servers import Server

SETTLE_S = 8


def measure(_material: Material) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, House(Path(folder)) as house:
        servers = {
            "web (2 processes)": house.web(),
            "worker, queue ocr": house.worker("ocr"),
            "worker, queue default": house.worker("default"),
            "beat": house.beat(),
        }
        time.sleep(SETTLE_S)
        sizes = {name: _pss_mb(server) for name, server in servers.items()}
    figures = [Figure(f"idle PSS of {name}", f"{size:.0f} MB") for name, size in sizes.items()]
    return [*figures, Figure("idle PSS of all", f"{sum(sizes.values()):.0f} MB")]


def _pss_mb(server: Server) -> float:
    return sum(_pss(process) for process in server.tree()) / 1e6


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0
