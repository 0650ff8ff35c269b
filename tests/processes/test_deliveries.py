"""The same task delivered twice, late, at once, or to a worker that slept: one effect (FAULTS F15 to F17, F46, F47; P2)."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.processes.apps.orders import Order, ordering
from tests.processes.house import House
from tests.processes.papers import invoice, scan
from tests.processes.servers import wait_until
from tests.processes.work import (
    EXTRACT,
    OBEDIENT,
    READ,
    bookings_of,
    closed_gate,
    extractions_of,
    ring,
    row_of,
    wait_at_gate,
    wait_log,
    wait_state,
)

DELIVERIES = 20
SHORT = {"LEASE_SECONDS": "4"}
LONG = {"LEASE_SECONDS": "120"}
READ_AND_EXTRACTED = 2  # attempts of a document with which all goes well


@pytest.fixture
def gate(office: House) -> Path:
    return Path(office.env["GATE_FOLDER"])


def test_the_same_task_delivered_twenty_times_at_once_is_done_once(office: House) -> None:
    workers = [office.worker(app=OBEDIENT, extra=LONG) for _worker in range(2)]
    for worker in workers:
        worker.send(signal.SIGSTOP)
    document = office.put(ordering(Order.NAP, invoice()))  # long enough at work for both to want it
    for task in (READ, EXTRACT):
        ring(office, document, task=task, times=DELIVERIES)
    for worker in workers:
        worker.send(signal.SIGCONT)

    assert office.wait_final([document])[document] == "booked"
    wait_until("all to be refused but one each", lambda: refusals(workers) >= 2 * DELIVERIES - 2)
    assert row_of(office, document).attempt == READ_AND_EXTRACTED
    assert (bookings_of(office, document), extractions_of(office, document)) == (1, 1)


def refusals(workers: list) -> int:
    return sum(worker.text().count("claim_refused") for worker in workers)


def test_a_delivery_after_the_end_changes_nothing(office: House) -> None:
    document = office.put(invoice())
    worker = office.worker(extra=LONG)
    office.wait_final([document])
    before = row_of(office, document)

    for task in (READ, EXTRACT):
        ring(office, document, task=task)
    wait_log(worker, "claim_refused", times=2)

    assert row_of(office, document) == before
    assert (bookings_of(office, document), extractions_of(office, document)) == (1, 1)


def test_a_worker_paused_past_its_lease_writes_nothing_when_it_wakes_up_in_mid_ocr(office: House) -> None:
    document = office.put(scan())
    zombie = office.worker(extra=SHORT)
    wait_state(office, document, "reading")
    zombie.send(signal.SIGSTOP)

    office.worker(extra=LONG)
    office.wait_final([document])
    before = row_of(office, document)
    zombie.send(signal.SIGCONT)
    wait_log(zombie, "claim_lost")

    assert row_of(office, document) == before
    assert extractions_of(office, document) == 1


def test_a_worker_paused_past_its_lease_books_nothing_when_it_wakes_up_before_saving(office: House, gate: Path) -> None:
    document = office.put(invoice())
    with closed_gate(gate):
        zombie = office.worker(app=OBEDIENT, extra=SHORT)
        wait_at_gate(gate)
        zombie.send(signal.SIGSTOP)
        office.worker(extra=LONG)
        office.wait_final([document])
        before = row_of(office, document)
        zombie.send(signal.SIGCONT)
    wait_log(zombie, "claim_lost")

    assert row_of(office, document) == before
    assert (bookings_of(office, document), extractions_of(office, document)) == (1, 1)


def test_two_beats_ring_no_document_more_often_than_one_would(office: House) -> None:
    document = office.put(invoice())
    ring_interval_s, watched_s = int(office.env["OVERDUE_AFTER_SECONDS"]), 9
    office.worker("default", extra=LONG)
    for _beat in range(2):
        office.beat()
    queue = Path(office.broker_options["data_folder_in"])
    wait_until("the sweeps", lambda: rung(queue), timeout_s=30)
    before, started = rung(queue), time.monotonic()
    time.sleep(watched_s)

    assert rung(queue) - before <= (time.monotonic() - started) / ring_interval_s + 1
    assert row_of(office, document).state == "received"


def rung(queue: Path) -> int:
    """How many bells for the OCR queue lie there."""
    return len(list(queue.glob("*.ocr.msg")))


def test_without_beat_the_workers_sweep_and_say_so(office: House) -> None:
    queue = Path(office.broker_options["data_folder_in"])
    document = office.put(invoice())
    wait_until("the bell of the upload", lambda: rung(queue))
    for message in queue.glob("*.ocr.msg"):
        message.unlink()  # it is lost as well
    worker = office.worker(extra=LONG)

    assert office.wait_final([document])[document] == "booked"
    assert "beat_is_silent" in worker.text()
