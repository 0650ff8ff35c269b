"""Who asks too much is told to wait: by person, key, address, and by what they upload."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as PlainClient
from pytest_django import Settings

from tests.api.conftest import DOCUMENTS, PDF, Client, Clients, key_of
from tests.conftest import Cast
from users.limits.budgets import Limited
from users.limits.rates import Rate, RateMalformedError
from users.limits.table import TableCounters
from utils.ids import new_id

ME = "/api/v1/users/me/"
ROOT = "/api/v1/"

Set = Callable[..., None]


@pytest.fixture
def rates(settings: Settings) -> Set:
    """Only these are limited."""

    def choose(**limits: int) -> None:
        settings.THROTTLES = {**dict.fromkeys(Limited, None), **{name: Rate(limit, 60) for name, limit in limits.items()}}

    return choose


def statuses(count: int, ask: Callable[[], Any]) -> list[int]:
    return [ask().status_code for _ in range(count)]


def is_refused(answer: Any, code: str = "throttled") -> None:
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (answer.status_code, told["code"], told["request_id"]) == (429, code, answer["X-Request-Id"])
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert f"Wait {answer['Retry-After']} seconds" in told["detail"]


def test_a_person_is_told_to_wait_whichever_key_they_use(clients: Clients, cast: Cast, rates: Set) -> None:
    rates(person=3)
    assert statuses(3, lambda: clients.alice.get(ME)) == [200] * 3
    is_refused(Client(key_of(cast.alice)).get(ME))
    assert clients.bob.get(ME).status_code == 200


def test_a_key_is_told_to_wait_while_another_one_goes_on(clients: Clients, cast: Cast, rates: Set) -> None:
    rates(key=3)
    statuses(3, lambda: clients.alice.get(ME))
    is_refused(clients.alice.get(ME))
    assert Client(key_of(cast.alice)).get(ME).status_code == 200


@pytest.mark.parametrize("path", [ROOT, "/api/v1/schema/", "/api/v1/docs/", DOCUMENTS])
def test_who_shows_no_key_is_told_to_wait_by_address(clients: Clients, rates: Set, path: str) -> None:
    rates(anonymous=2)
    for _ in range(2):
        clients.nobody.get(path, REMOTE_ADDR="192.0.2.7")
    is_refused(clients.nobody.get(path, REMOTE_ADDR="192.0.2.7"))
    assert clients.nobody.get(path, REMOTE_ADDR="192.0.2.8").status_code in (200, 401)


def test_guessing_keys_is_refused_and_the_right_key_still_opens(clients: Clients, rates: Set) -> None:
    rates(anonymous=3)
    assert statuses(5, lambda: clients.nobody.get(ME, HTTP_AUTHORIZATION="Api-Key wrong")) == [401, 401, 401, 429, 429]
    assert clients.alice.get(ME).status_code == 200


def test_an_address_is_told_to_wait_before_its_key_is_looked_at(
    clients: Clients, rates: Set, django_assert_num_queries: Any
) -> None:
    rates(address=2)
    statuses(2, lambda: clients.alice.get(ME))
    with django_assert_num_queries(0):
        is_refused(clients.bob.get(ME))
    is_refused(clients.nobody.get("/api/nowhere/"))
    assert clients.nobody.get("/healthz").status_code == 200


def test_a_forged_address_is_not_another_one(clients: Clients, rates: Set) -> None:
    rates(anonymous=3)
    answers = [clients.nobody.get(ROOT, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}").status_code for n in range(5)]
    assert answers == [200, 200, 200, 429, 429]


def test_a_forged_beginning_of_the_path_is_no_way_around(clients: Clients, rates: Set) -> None:
    rates(address=2)
    forged = {"SCRIPT_NAME": "/static", "HTTP_SCRIPT_NAME": "/static"}  # gunicorn makes the first of the second

    assert statuses(3, lambda: PlainClient().get(ME, **forged)) == [401, 401, 429]
    assert "no-store" in clients.alice.get(ME, **forged)["Cache-Control"]


def test_behind_our_proxy_each_client_counts_alone(clients: Clients, rates: Set, settings: Settings) -> None:
    rates(anonymous=1)
    settings.PROXY_COUNT = 1
    answers = [clients.nobody.get(ROOT, HTTP_X_FORWARDED_FOR=f"1.2.3.4, 10.0.0.{n}").status_code for n in (1, 2, 1)]
    assert answers == [200, 200, 429]


@pytest.mark.django_db
def test_the_tree_of_allauth_is_limited_in_its_own_envelope(rates: Set) -> None:
    rates(auth=2)
    answers = [PlainClient().get("/api/v1/auth/nowhere") for _ in range(3)]
    assert answers[1].status_code != 429
    told = answers[2].json()
    assert (answers[2].status_code, told["status"], told["errors"][0]["code"]) == (429, 429, "throttled")
    assert int(answers[2]["Retry-After"]) >= 1


def test_answers_tell_what_is_left_of_the_tightest_budget(clients: Clients, rates: Set) -> None:
    rates(person=10, key=5)
    clients.alice.get(ME)
    answer = clients.alice.get(ME)
    told = {name: answer[f"RateLimit-{name}"] for name in ("Limit", "Remaining", "Policy")}
    assert told == {"Limit": "5", "Remaining": "3", "Policy": "5;w=60"}
    assert 1 <= int(answer["RateLimit-Reset"]) <= 60


def test_errors_and_refusals_tell_it_too(clients: Clients, rates: Set) -> None:
    rates(person=2)
    assert clients.alice.get(f"{DOCUMENTS}?colour=red")["RateLimit-Remaining"] == "1"
    assert clients.alice.put(DOCUMENTS)["RateLimit-Remaining"] == "0"
    refused = clients.alice.get(ME)
    assert (refused["RateLimit-Remaining"], refused["RateLimit-Reset"]) == ("0", refused["Retry-After"])


def test_documents_are_counted_by_person(clients: Clients, rates: Set) -> None:
    rates(uploads=2)
    assert [clients.alice.upload(PDF + b"%d" % n).status_code for n in range(2)] == [201, 201]
    is_refused(clients.alice.upload(PDF + b"2"), "upload_limit_reached")
    assert clients.bob.upload(PDF + b"3").status_code == 201
    assert clients.alice.get(DOCUMENTS).status_code == 200


def test_each_file_of_a_batch_counts_and_the_rest_is_refused_one_by_one(clients: Clients, rates: Set) -> None:
    rates(uploads=2)
    files = [_file(PDF + b"%d" % n, f"{n}.pdf") for n in range(4)]
    told = clients.alice.post(f"{DOCUMENTS}batch/", {"files": files}, format="multipart").json()
    assert [entry["status"] for entry in told["results"]] == [201, 201, 429, 429]


def test_megabytes_are_counted_before_they_are_read(clients: Clients, rates: Set) -> None:
    rates(upload_mb=2)
    assert clients.alice.upload().status_code == 201
    is_refused(clients.alice.upload(PDF + b"x" * 1_500_000), "upload_limit_reached")
    assert clients.alice.get(DOCUMENTS).status_code == 200


def test_the_limits_hold_in_the_database(clients: Clients, rates: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("users.limits.counters._instead", [TableCounters()])
    rates(anonymous=2)
    address = str(new_id())  # an own one: what is counted here stays
    answers = statuses(4, lambda: clients.nobody.get(ROOT, REMOTE_ADDR=address))
    assert answers == [200, 200, 429, 429]


def test_what_is_off_counts_nothing(clients: Clients, rates: Set) -> None:
    rates()
    assert "RateLimit-Limit" not in clients.alice.get(ME)


@pytest.mark.parametrize(("text", "rate"), [("600/min", Rate(600, 60)), ("1/s", Rate(1, 1)), ("5/day", Rate(5, 86_400))])
def test_a_rate_is_written_as_a_number_in_a_time(text: str, rate: Rate) -> None:
    assert Rate.parse(text) == rate


@pytest.mark.parametrize("text", ["", "600", "0/min", "-1/min", "600/month", "many/min", "600/min ", "None", "OFF", "1e9/min"])
def test_what_is_no_rate_is_refused_and_not_taken_for_none(text: str) -> None:
    with pytest.raises(RateMalformedError, match="600/min"):
        Rate.parse(text)


def _file(content: bytes, name: str) -> Any:
    return SimpleUploadedFile(name, content)
