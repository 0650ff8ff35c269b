"""Guessing passwords: by account, by address, by many at once, and what the owner of the account still can do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from users.limits.address import client_address, network_of
from users.limits.counters import counting_in
from users.limits.errors import LoginLockedError
from users.limits.fake import MemoryCounters
from users.limits.logins import FREE_PER_ACCOUNT, FREE_PER_ADDRESS, login_check, login_failed, login_succeeded
from users.limits.tallies import NOTHING, Count

ALICE, HOME, AWAY = "alice@example.org", "192.0.2.7", "198.51.100.9"


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    clock = Clock()
    with counting_in(MemoryCounters(clock=clock)):
        yield clock


def guess(email: str = ALICE, address: str = AWAY) -> int:
    """A wrong password: 0, or how long one has to wait."""
    try:
        login_check(email=email, address=address)
    except LoginLockedError as error:
        return error.retry_after_s
    login_failed(email=email, address=address)
    return 0


def log_in(email: str = ALICE, address: str = AWAY) -> None:
    login_check(email=email, address=address)
    login_succeeded(email=email, address=address)


def guesses(count: int, *, email: str = ALICE, address: str = "") -> int:
    """How many of so many guesses, each from an address of its own if none is given, were looked at."""
    return sum(guess(email, address or f"10.{n // 250}.{n % 250}.1") == 0 for n in range(count))


def test_a_thousand_guesses_at_one_account_from_anywhere_are_refused_but_a_few() -> None:
    assert guesses(1000) == FREE_PER_ACCOUNT + 1


def test_a_thousand_accounts_tried_from_one_address_are_refused_but_some() -> None:
    looked_at = sum(guess(f"person{n}@example.org", AWAY) == 0 for n in range(1000))
    assert looked_at == FREE_PER_ADDRESS + 1


def test_fifty_guesses_at_once_get_no_more_than_fifty_in_a_row() -> None:
    with ThreadPoolExecutor(10) as pool:
        waits = list(pool.map(lambda n: guess(address=f"10.0.{n}.1"), range(50)))
    assert waits.count(0) == FREE_PER_ACCOUNT + 1


class AllAtOnce(MemoryCounters):
    """Everybody has looked at the doors before anybody went through."""

    def look(self, names: Sequence[str]) -> list[Count]:
        return [NOTHING for _ in names]


def test_those_who_saw_the_door_open_together_do_not_all_get_through() -> None:
    with counting_in(AllAtOnce()):
        assert guesses(50) == FREE_PER_ACCOUNT + 1


def test_the_wait_grows_to_a_quarter_of_an_hour_and_no_further(clock: Clock) -> None:
    guesses(FREE_PER_ACCOUNT)
    waits = []
    for _ in range(8):
        assert guess() == 0
        waits.append(guess())
        clock.now += waits[-1]
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_tries_while_the_door_is_closed_do_not_lengthen_the_wait(clock: Clock) -> None:
    guesses(FREE_PER_ACCOUNT + 1)
    guesses(200)
    clock.now += 30
    assert guess(address="10.9.9.9") == 0
    assert guess(address="10.9.9.8") == 60


def test_a_day_later_all_is_forgotten(clock: Clock) -> None:
    guesses(20)
    clock.now += 24 * 3600
    assert guesses(20) == FREE_PER_ACCOUNT + 1


@pytest.mark.parametrize("email", ["nobody@example.org", "", "no address", "\x00", "\ud800", "a" * 5000])
def test_an_account_that_does_not_exist_counts_the_same(email: str) -> None:
    assert guesses(20, email=email) == FREE_PER_ACCOUNT + 1


@pytest.mark.parametrize("other", ["ALICE@example.org", " alice@example.org ", "alıce@example.org", "ａlice@example.org"])
def test_another_spelling_of_the_address_is_the_same_account(other: str) -> None:
    guesses(FREE_PER_ACCOUNT + 1)
    assert guess(other, "10.9.9.9") > 0


def test_who_logs_in_begins_anew() -> None:
    for _ in range(5):
        assert guesses(FREE_PER_ACCOUNT - 1) == FREE_PER_ACCOUNT - 1
        log_in(address=HOME)


def test_logging_in_does_not_wipe_what_the_address_tried_elsewhere() -> None:
    looked_at = 0
    for n in range(FREE_PER_ADDRESS * 2):
        looked_at += guess(f"victim{n}@example.org", AWAY) == 0
        if n < FREE_PER_ADDRESS:
            log_in("mallory@example.org", AWAY)
    assert looked_at == FREE_PER_ADDRESS + 1


def test_an_office_may_log_in_as_often_as_it_likes() -> None:
    for n in range(FREE_PER_ADDRESS * 3):
        log_in(f"colleague{n}@example.org", AWAY)


def test_a_stranger_who_never_stops_does_not_shut_the_owner_out_at_home(clock: Clock) -> None:
    log_in(address=HOME)
    for _ in range(50):
        guesses(20)
        clock.now += 60
    assert guess(address="10.9.9.9") > 0
    log_in(address=HOME)


def test_an_address_that_is_known_has_no_endless_tries() -> None:
    log_in(address=HOME)
    assert guesses(100, address=HOME) == FREE_PER_ACCOUNT + 1


def test_an_address_is_known_to_its_own_account_only() -> None:
    log_in("mallory@example.org", AWAY)
    guesses(FREE_PER_ACCOUNT + 1)
    assert guess(ALICE, AWAY) > 0


def test_a_known_address_is_forgotten_after_thirty_days(clock: Clock) -> None:
    log_in(address=HOME)
    clock.now += 30 * 24 * 3600
    guesses(FREE_PER_ACCOUNT + 1)
    assert guess(address=HOME) > 0


def test_the_refusal_names_the_wait_and_the_other_way_in() -> None:
    guesses(FREE_PER_ACCOUNT + 1)
    with pytest.raises(LoginLockedError, match="Wait 30 seconds, or set a new password by e-mail") as refused:
        login_check(email=ALICE, address=AWAY)
    assert (refused.value.status, refused.value.code, refused.value.retry_after_s) == (429, "login_locked", 30)


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_an_address_that_the_client_wrote_itself_is_not_believed(settings: Settings, proxies: int) -> None:
    settings.PROXY_COUNT = proxies
    behind = ", ".join(["203.0.113.5", "10.0.0.1"][:proxies])
    seen = set()
    for n in range(100):
        forwarded = ", ".join(filter(None, [f"10.1.{n}.1", behind]))
        request = RequestFactory().get("/", REMOTE_ADDR=HOME, HTTP_X_FORWARDED_FOR=forwarded)
        seen.add(client_address(request))
    assert seen == {"203.0.113.5" if proxies else HOME}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.8", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.7", "192.0.2.7", True),
        ("::1", "::2", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("unix:", "", False),
    ],
)
def test_what_counts_as_one_place(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same
