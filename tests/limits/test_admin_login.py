"""The back office's login is behind the same doors."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from users.limits.counters import counting_in
from users.limits.fake import MemoryCounters
from users.limits.logins import FREE_PER_ACCOUNT, FREE_PER_ADDRESS
from users.models import User

LOGIN = "/admin/login/"
WORD, WRONG = "a long enough word", "wrong"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root() -> User:
    return User.objects.create_superuser("root@example.org", WORD)


def attempt(email: str = "root@example.org", password: str = WRONG, **headers: Any) -> Any:
    return Client().post(LOGIN, {"username": email, "password": password}, **headers)


def test_the_right_password_opens() -> None:
    assert attempt(password=WORD).status_code == 302


@pytest.mark.parametrize("email", ["root@example.org", "nobody@example.org"])
def test_guessing_is_answered_by_429_from_wherever_it_seems_to_come(email: str) -> None:
    answers = [attempt(email, HTTP_X_FORWARDED_FOR=f"10.0.{n}.1", REMOTE_ADDR=f"10.1.{n}.1") for n in range(20)]
    assert [answer.status_code for answer in answers] == [200] * (FREE_PER_ACCOUNT + 1) + [429] * (19 - FREE_PER_ACCOUNT)
    assert answers[-1]["Retry-After"] == "30"
    assert "Wait 30 seconds" in answers[-1].content.decode()


def test_a_thousand_logins_with_a_forged_address_are_counted_by_the_true_one() -> None:
    with counting_in(MemoryCounters(clock=lambda: 0.0)):  # a thousand take longer than the first wait where the machine is busy
        refused = [attempt(f"person{n}@example.org", HTTP_X_FORWARDED_FOR=f"10.0.{n % 250}.{n // 250}") for n in range(1000)]
    assert sum(answer.status_code == 429 for answer in refused) == 1000 - FREE_PER_ADDRESS - 1


def test_the_right_password_does_not_open_a_closed_door() -> None:
    for _ in range(FREE_PER_ACCOUNT + 1):
        attempt()
    assert attempt(password=WORD).status_code == 429


def test_a_form_without_a_password_is_no_try() -> None:
    assert {attempt(password="").status_code for _ in range(20)} == {200}
    assert attempt(password=WORD).status_code == 302


def test_known_and_unknown_addresses_get_the_same_sentence() -> None:
    pages = [attempt(email).content.decode() for email in ("root@example.org", "nobody@example.org")]
    said = [page.partition("Please enter the correct")[2][:120] for page in pages]
    assert said[0] == said[1] != ""
