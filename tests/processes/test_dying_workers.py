"""Whoever dies at work, by kill -9 at any stage, the document goes on with the next worker (FAULTS F11 to F13, promise P12)."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from finance.models import MAX_ATTEMPTS
from tests.processes.apps.orders import Order, ordering
from tests.processes.house import FINAL, House
from tests.processes.papers import invoice, letter, scan
from tests.processes.servers import Server, wait_until
from tests.processes.work import (
    OBEDIENT,
    bookings_of,
    closed_gate,
    reading_children,
    row_of,
    wait_at_gate,
    wait_state,
)

SHORT = {"LEASE_SECONDS": "4"}
LONG = {"LEASE_SECONDS": "120"}
HEALED_S = 34.0  # the lease, and thirty seconds


@pytest.fixture
def gate(office: House) -> Path:
    return Path(office.env["GATE_FOLDER"])


def kill_reading_child(worker: Server) -> None:
    child = wait_until("a reading child", lambda: next(iter(reading_children(worker)), None))
    child.kill()


def test_a_reading_child_that_is_killed_in_mid_ocr_costs_one_attempt(office: House) -> None:
    document = office.put(scan())
    worker = office.worker(extra=LONG)
    wait_state(office, document, "reading")
    kill_reading_child(worker)

    assert office.wait_final([document])[document] != "quarantined"
    assert row_of(office, document).attempt == 3  # the one that died, another reading, an extraction
    assert worker.process.poll() is None


def test_a_document_whose_reading_child_always_dies_is_put_away_after_three_attempts(office: House) -> None:
    document = office.put(ordering(Order.ABORT, letter()))
    worker = office.worker(app=OBEDIENT, extra=LONG)

    assert office.wait_final([document], timeout_s=60)[document] == "quarantined"
    row = row_of(office, document)
    assert (row.attempt, row.error_code) == (MAX_ATTEMPTS, "reader_crashed")
    assert worker.process.poll() is None


def test_a_worker_killed_with_all_its_children_in_mid_ocr_is_followed_by_another(office: House) -> None:
    document = office.put(scan())
    worker = office.worker(extra=SHORT)
    wait_state(office, document, "reading")
    worker.kill_tree()

    office.worker(extra=LONG)
    started = time.monotonic()

    assert office.wait_final([document])[document] != "quarantined"
    assert time.monotonic() - started < HEALED_S


def test_the_reading_child_ends_with_a_worker_that_alone_is_killed(office: House) -> None:
    document = office.put(ordering(Order.SLEEP, letter()))
    worker = office.worker(app=OBEDIENT, extra=LONG)
    wait_state(office, document, "reading")
    child = wait_until("a reading child", lambda: next(iter(reading_children(worker)), None))
    wait_until("the child's walls", lambda: "Seccomp:\t2" in Path(f"/proc/{child.pid}/status").read_text())
    time.sleep(1)  # it has the file now, and sleeps instead of waiting for the next
    worker.send(signal.SIGKILL)

    wait_until("the end of the child", lambda: not child.is_running() or child.status() == "zombie", timeout_s=5)


def test_a_worker_killed_while_it_extracts_is_followed_by_another(office: House, gate: Path) -> None:
    document = office.put(invoice())
    with closed_gate(gate):
        worker = office.worker(app=OBEDIENT, extra=SHORT)
        wait_at_gate(gate)
        worker.kill_tree()

    office.worker(extra=LONG)

    assert office.wait_final([document])[document] == "booked"
    assert bookings_of(office, document) == 1


def test_a_worker_killed_before_each_stage_leaves_work_that_is_found(office: House) -> None:
    received = office.put(invoice())
    between = office.put(invoice())
    reader = office.worker("ocr", extra=LONG)
    wait_state(office, between, "extracting")
    reader.kill_tree()
    office.sql("UPDATE finance_document SET state = 'received', attempt = 0 WHERE id = %s", received)  # as if never picked up

    office.worker(extra=LONG)

    assert set(office.wait_final([received, between]).values()) == {"booked"}


def test_a_worker_that_is_told_to_stop_finishes_what_it_can_in_its_grace(office: House) -> None:
    document = office.put(ordering(Order.NAP, letter()))
    worker = office.worker(app=OBEDIENT, extra=LONG | {"SHUTDOWN_GRACE_SECONDS": "30"})
    wait_state(office, document, "reading")
    worker.send(signal.SIGTERM)

    row = wait_state(office, document, "extracting", *FINAL)
    assert row.attempt <= 2
    worker.process.wait(timeout=30)


def test_a_worker_that_is_told_to_stop_gives_back_what_it_cannot_finish(office: House) -> None:
    document = office.put(ordering(Order.SLEEP, letter()))
    worker = office.worker(app=OBEDIENT, extra=LONG | {"SHUTDOWN_GRACE_SECONDS": "1"})
    wait_state(office, document, "reading")
    worker.send(signal.SIGTERM)

    given_back = wait_until("the lease to be given back", released(office, document), timeout_s=10)
    assert given_back.tries == 0
    worker.process.wait(timeout=30)


def released(house: House, document_id: str) -> Callable[[], object]:
    def look() -> object:
        row = row_of(house, document_id)
        return None if row.is_held else row

    return look
