"""Houses of real processes for the fault tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes.house import House
from tests.processes.servers import free_port

QUICK = {"LEASE_SECONDS": "6", "SWEEP_INTERVAL_SECONDS": "1", "OVERDUE_AFTER_SECONDS": "2"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house on the filesystem broker, with short leases so that healing can be watched."""
    with House(tmp_path / "house", extra=QUICK) as house:
        yield house


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with its web process, for all tests of a module."""
    folder = tmp_path_factory.mktemp("house")
    with House(folder, extra=QUICK | {"GATE_FOLDER": str(folder)}) as house:
        house.web(workers=1)
        yield house


@pytest.fixture
def office(shared_house: House) -> Iterator[House]:
    """The house of the module; workers that a test starts end with it, and its unfinished work too."""
    yield shared_house
    shared_house.end_work()


@pytest.fixture
def redis_port() -> int:
    return free_port()


@pytest.fixture
def redis_house(tmp_path: Path, redis_port: int) -> Iterator[House]:
    """A house whose broker is the Redis at `redis_port`, which the test itself starts and hurts."""
    with House(tmp_path / "house", redis_url=f"redis://127.0.0.1:{redis_port}/0", extra=QUICK) as house:
        yield house
