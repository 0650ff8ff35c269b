"""The publisher: the caller never waits, whatever the broker does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from kombu.exceptions import OperationalError

from services.queue.breaker import Breaker
from services.queue.publisher import Doorbell, Publisher
from tests.processes.servers import wait_until


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def refuse() -> None:
    raise OperationalError("nobody there")


def test_what_is_offered_is_rung() -> None:
    rung = threading.Event()
    assert Publisher().offer(Doorbell("x", rung.set))
    assert rung.wait(timeout=5)


def test_a_silent_broker_does_not_delay_who_offers() -> None:
    silent = threading.Event()
    publisher = Publisher(capacity=3)
    started = time.monotonic()
    answers = [publisher.offer(Doorbell("x", silent.wait)) for _number in range(10)]
    assert time.monotonic() - started < 0.5
    assert answers.count(False) >= 6
    silent.set()


def test_failures_open_the_breaker_and_what_is_offered_then_is_dropped() -> None:
    breaker = Breaker(failures=2, open_s=60)
    publisher = Publisher(breaker=breaker)
    for _number in range(2):
        publisher.offer(Doorbell("x", refuse))
    wait_until("the breaker", lambda: breaker.is_open, timeout_s=5)
    assert not publisher.offer(Doorbell("x", refuse))


def test_the_thread_outlives_a_failure() -> None:
    rung, publisher = threading.Event(), Publisher()
    publisher.offer(Doorbell("x", refuse))
    publisher.offer(Doorbell("y", rung.set))
    assert rung.wait(timeout=5)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_died_of_a_defect_is_replaced() -> None:
    def defect() -> None:
        raise ZeroDivisionError

    rung, publisher = threading.Event(), Publisher()
    publisher.offer(Doorbell("x", defect))
    wait_until("the end of the thread", lambda: not publisher._thread.is_alive(), timeout_s=5)
    publisher.offer(Doorbell("y", rung.set))
    assert rung.wait(timeout=5)


@pytest.fixture
def open_breaker() -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(failures=2, open_s=10, clock=clock)
    breaker.failed()
    breaker.failed()
    return breaker, clock


def test_the_breaker_lets_attempts_through_after_its_time(open_breaker: tuple[Breaker, Clock]) -> None:
    breaker, clock = open_breaker
    assert breaker.is_open
    clock.now = 10.0
    assert not breaker.is_open


@pytest.mark.parametrize(("then", "is_open"), [(Breaker.failed, True), (Breaker.succeeded, False)])
def test_the_next_attempt_decides(open_breaker: tuple[Breaker, Clock], then: Callable[[Breaker], None], is_open: bool) -> None:
    breaker, clock = open_breaker
    clock.now = 10.0
    then(breaker)
    assert breaker.is_open is is_open


def test_a_success_forgets_single_failures() -> None:
    breaker = Breaker(failures=2)
    for step in (breaker.failed, breaker.succeeded, breaker.failed):
        step()
    assert not breaker.is_open
