"""What tests do to the work of a house, and read of it: bells rung by hand, rows, bookings, reading children, a gate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from celery import Celery

from tests.processes.apps.orders import CLOSED, WAITING
from tests.processes.house import House
from tests.processes.servers import Server, wait_until

OBEDIENT = "tests.processes.apps.obedient"
READ, EXTRACT = "finance.read_document", "finance.extract_document"
QUEUES = {READ: "ocr", EXTRACT: "default"}


@dataclass(frozen=True)
class Row:
    """A document's row, as far as the work on it goes."""

    state: str
    attempt: int
    tries: int
    is_held: bool
    error_code: str
    version: int


def row_of(house: House, document_id: str) -> Row:
    statement = "SELECT state, attempt, tries, lease_until IS NOT NULL, error_code, version FROM finance_document WHERE id = %s"
    return Row(*house.sql(statement, document_id)[0])


def bookings_of(house: House, document_id: str) -> int:
    """How many transactions the document proves."""
    return int(house.sql("SELECT count(*) FROM finance_transactiondocument WHERE document_id = %s", document_id)[0][0])


def extractions_of(house: House, document_id: str) -> int:
    return int(house.sql("SELECT count(*) FROM finance_extraction WHERE document_id = %s", document_id)[0][0])


def ring(house: House, document_id: str, *, task: str = READ, times: int = 1) -> None:
    """Put the task into the queue of the house, as often as asked."""
    for _time in range(times):
        send(house, task, QUEUES[task], document_id)


def send(house: House, task: str, queue: str, *arguments: str) -> None:
    """Put any task into a queue, as another program would."""
    with Celery("outside", broker=house.broker_url, set_as_current=False) as app:
        app.conf.broker_transport_options = house.broker_options
        app.send_task(task, args=arguments, queue=queue)


def wait_state(house: House, document_id: str, *states: str, timeout_s: float = 60) -> Row:
    """The row as soon as it is in one of the states (seen every 20 ms)."""

    def look() -> Row | None:
        row = row_of(house, document_id)
        return row if row.state in states else None

    return wait_until(f"a state of {states}", look, timeout_s=timeout_s, every_s=0.02)


def wait_log(server: Server, words: str, *, times: int = 1, timeout_s: float = 60) -> None:
    """Until a process has written the words so often."""
    wait_until(
        f"{words!r} {times} × in the log of {server.name}", lambda: server.text().count(words) >= times, timeout_s=timeout_s
    )


def reading_children(server: Server) -> list[psutil.Process]:
    """The reading children of a worker that live now."""
    return [process for process in server.tree() if "boot.py" in " ".join(_command(process))]


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.NoSuchProcess:
        return []


@contextmanager
def closed_gate(folder: Path) -> Iterator[None]:
    """While it is closed, extractions of the obedient application wait."""
    (folder / CLOSED).touch()
    try:
        yield
    finally:
        (folder / CLOSED).unlink(missing_ok=True)
        (folder / WAITING).unlink(missing_ok=True)


def wait_at_gate(folder: Path) -> None:
    wait_until("a worker at the gate", (folder / WAITING).exists)
