"""How long an upload takes with the broker up, down and silent: the request must not care."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, Material, percentiles, unlike
from tests.processes.house import House
from tests.processes.servers import Redis, SilentListener, free_port

UPLOADS = 60
WARM_UP = 5
RATIO_LIMIT = 1.2


def measure(material: Material) -> list[Figure]:
    """Three web processes, one for each broker, asked in turn within one run."""
    with tempfile.TemporaryDirectory() as folder:
        redis, silent = Redis(Path(folder)), SilentListener()
        urls = {"up": redis.url, "down": f"redis://127.0.0.1:{free_port()}/0", "silent": f"redis://127.0.0.1:{silent.port}/0"}
        with House(Path(folder) / "house") as house:
            key = house.create_user("bench@example.org")["api_key"]
            ports = {name: _web(house, url) for name, url in urls.items()}
            times = _upload_in_turn(house, ports, key, material)
        redis.stop()
        silent.close()
    return _figures(times)


def _web(house: House, redis_url: str) -> int:
    house.port = free_port()
    house.env |= {"REDIS_URL": redis_url, "PORT": str(house.port)}
    house.web(workers=1)
    return house.port


def _upload_in_turn(house: House, ports: dict[str, int], key: str, material: Material) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ports}
    picture = min(material.receipts, key=len)
    for number in range(WARM_UP + UPLOADS):
        for name, port in ports.items():
            content = unlike(picture, number * 10 + list(ports).index(name))
            house.port = port
            started = time.monotonic()
            answer = house.upload(content, f"{name}-{number}.png", key=key)
            if answer.status != 201:
                raise AssertionError(f"upload with the broker {name}: {answer.status} {answer.body!r}")
            if number >= WARM_UP:
                times[name].append(time.monotonic() - started)
    return times


def _figures(times: dict[str, list[float]]) -> list[Figure]:
    base = percentiles(times["up"])
    figures = []
    for name, values in times.items():
        found = percentiles(values)
        ratios = [mine / other for mine, other in zip(found, base, strict=True)]
        is_met = None if name == "up" else max(ratios) <= RATIO_LIMIT
        told = f"p50 {found[0] * 1000:.0f} ms ({ratios[0]:.2f} ×), p95 {found[1] * 1000:.0f} ms ({ratios[1]:.2f} ×)"
        figures.append(Figure(f"upload, broker {name}", told, "" if name == "up" else f"within {RATIO_LIMIT} × of up", is_met))
    return figures
