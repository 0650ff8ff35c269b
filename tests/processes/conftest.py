"""Houses of real processes for the fault tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.processes.house import House
from tests.processes.servers import Redis, free_port

QUICK = {"LEASE_SECONDS": "6", "SWEEP_INTERVAL_SECONDS": "1", "OVERDUE_AFTER_SECONDS": "2"}


@pytest.fixture(scope="package")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with its web process, for all tests of this package that do not hurt more than its workers."""
    folder = tmp_path_factory.mktemp("house")
    with House(folder, extra=QUICK | {"GATE_FOLDER": str(folder)}) as house:
        house.web(workers=1)
        yield house


@pytest.fixture
def office(shared_house: House) -> Iterator[House]:
    """The shared house; workers that a test starts end with it, and its unfinished work too."""
    yield shared_house
    shared_house.end_work()


@pytest.fixture(scope="package")
def redis_port() -> int:
    return free_port()


@pytest.fixture(scope="package")
def house_on_redis(tmp_path_factory: pytest.TempPathFactory, redis_port: int) -> Iterator[House]:
    """A house with its web process, whose broker is the Redis at `redis_port`: tests start and hurt that themselves."""
    folder = tmp_path_factory.mktemp("house")
    with House(folder, redis_url=f"redis://127.0.0.1:{redis_port}/0", extra=QUICK) as house:
        house.web(workers=1)
        house.get("/api/v1/finance/documents/", key=house.key)  # the first request warms the process up
        yield house


@pytest.fixture
def redis_house(house_on_redis: House) -> Iterator[House]:
    """The house on Redis; workers that a test starts end with it."""
    yield house_on_redis
    house_on_redis.end_work()


@pytest.fixture
def start_redis(tmp_path: Path, redis_port: int) -> Iterator[Callable[[], Redis]]:
    """Starts the Redis of the house, again and again if need be; it ends with the test."""
    started: list[Redis] = []

    def start() -> Redis:
        started.append(Redis(tmp_path, port=redis_port))
        return started[-1]

    yield start
    for server in started:
        server.kill_tree()
