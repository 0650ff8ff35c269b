"""One bad file harms nobody else (FAULTS F14, F19 to F23, promise P11)."""

from __future__ import annotations

import threading
import time

from tests.processes.apps.orders import Order, ordering
from tests.processes.house import House
from tests.processes.papers import letter
from tests.processes.work import OBEDIENT, row_of
from tests.reading.samples import png_bomb

LONG = {"LEASE_SECONDS": "120"}
GOOD = 20
ANSWER_LIMIT_S = 0.5


class Visitor:
    """Asks for the list of documents again and again, and remembers how long each answer took (seconds)."""

    def __init__(self, house: House) -> None:
        self.times: list[float] = []
        self._house = house
        self._key = house.key
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Visitor:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over.wait(0.2):
            started = time.monotonic()
            assert self._house.get("/api/v1/finance/documents/", key=self._key).status == 200
            self.times.append(time.monotonic() - started)


def test_twenty_good_documents_behind_a_poisonous_one_are_done_and_people_do_not_wait(office: House) -> None:
    poison = office.put(ordering(Order.ABORT, letter()))
    good = [office.put(letter()) for _document in range(GOOD)]
    worker = office.worker(app=OBEDIENT, extra=LONG)
    with Visitor(office) as visitor:
        ends = office.wait_final([poison, *good])

    assert ends.pop(poison) == "quarantined"
    assert not set(ends.values()) & {"quarantined", "failed", "unreadable"}
    assert worker.process.poll() is None
    assert sorted(visitor.times)[len(visitor.times) * 9 // 10] < ANSWER_LIMIT_S


def test_children_that_hang_spin_or_babble_cost_their_own_file_only(office: House) -> None:
    bad = {order: office.put(ordering(order, letter())) for order in (Order.SLEEP, Order.SPIN, Order.FLOOD)}
    good = office.put(letter())
    worker = office.worker(app=OBEDIENT, extra=LONG)
    ends = office.wait_final([*bad.values(), good])

    assert [ends[bad[order]] for order in bad] == ["unreadable", "unreadable", "quarantined"]
    assert row_of(office, bad[Order.SLEEP]).error_code == "read_timeout"
    assert ends[good] in ("booked", "needs_review")
    assert worker.process.poll() is None


def test_a_picture_that_would_burst_the_memory_is_unreadable_and_the_next_one_is_read(office: House) -> None:
    bomb = office.put(png_bomb(), "bomb.png")
    good = office.put(letter())
    worker = office.worker(extra=LONG)
    ends = office.wait_final([bomb, good])

    assert (ends[bomb], row_of(office, bomb).error_code) == ("unreadable", "image_too_large")
    assert ends[good] in ("booked", "needs_review")
    assert worker.process.poll() is None
