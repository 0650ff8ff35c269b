"""Rates, own rates and net worth by the API and in the back office."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.test import Client as Browser

from finance.models import EcbFixing, RateFeed
from tests.api.conftest import TRANSACTIONS, Clients, Things
from tests.conftest import Cast
from users.models import AuditEvent, User
from users.tenancy.actor import acting

API = "/api/v1/finance/"
DAY = "2026-11-18"


@pytest.fixture(autouse=True)
def fixings(db: None) -> None:
    for currency, rate in (("USD", "1.25"), ("GBP", "0.8")):
        EcbFixing.objects.create(currency=currency, date=datetime.date.fromisoformat(DAY), rate=Decimal(rate))
    RateFeed.objects.create(name="ecb", newest=datetime.date.fromisoformat(DAY), fixings=2, failure="The file is odd")


def test_a_rate_is_told_with_the_day_and_source_of_its_fixing(clients: Clients, cast: Cast) -> None:
    told = clients.accountant.get(f"{API}rates/?currency=GBP&base=USD&date=2026-11-20").json()
    assert told == {"currency": "GBP", "base": "USD", "value": "1.5625", "date": DAY, "source": "ecb"}
    assert clients.alice.get(f"{API}rates/?currency=USD&date={DAY}").json()["value"] == "0.8"


def test_a_missing_rate_says_what_to_do(clients: Clients) -> None:
    answer = clients.alice.get(f"{API}rates/?currency=ARS&date={DAY}")
    assert (answer.status_code, answer.json()["code"]) == (404, "rate_missing")
    assert "own rate" in answer.json()["detail"]


@pytest.mark.parametrize("query", ["", "?currency=usd", "?currency=USD&date=yesterday", "?currency=USD&base=EURO", "?coin=USD"])
def test_an_odd_question_is_refused(clients: Clients, query: str) -> None:
    assert clients.alice.get(f"{API}rates/{query}").status_code == 400


def test_how_new_the_fixings_are_is_told_without_the_reason_of_a_failure(clients: Clients) -> None:
    told = clients.accountant.get(f"{API}rates/state/").json()
    assert told == {"newest": DAY, "fixings": 2, "tried_at": None, "succeeded_at": None, "is_failing": True}


def test_own_rates_are_entered_changed_and_taken_away(clients: Clients, things: Things) -> None:
    said = {"date": DAY, "currency": "ARS", "rate": "0.000912345678", "note": "at the border"}
    made = clients.bob.post(f"{API}own-rates/", said)
    assert (made.status_code, made.json()["base"], made["ETag"]) == (201, "EUR", '"1"')
    assert clients.bob.post(f"{API}own-rates/", said).json()["code"] == "rate_known"
    address = f"{API}own-rates/{made.json()['id']}/"
    assert clients.bob.patch(address, {"rate": "0.001"}, HTTP_IF_MATCH='"1"').json()["rate"] == "0.001"
    assert clients.bob.patch(address, {"rate": "0.002"}, HTTP_IF_MATCH='"1"').status_code == 412
    assert [one["currency"] for one in clients.accountant.get(f"{API}own-rates/?currency=ARS").json()["results"]] == ["ARS"]
    assert clients.accountant.delete(address).status_code == 403
    assert clients.charlie.get(address).status_code == 404
    assert clients.bob.delete(address, HTTP_IF_MATCH='"2"').status_code == 204
    assert clients.bob.get(address).status_code == 404


@pytest.mark.parametrize("rate", ["0", "-1", "1,5", "1e3", 1.5, 1, "", None, "1234567890", "0.1234567890123"])
def test_an_odd_own_rate_is_refused(clients: Clients, rate: object) -> None:
    answer = clients.alice.post(f"{API}own-rates/", {"date": DAY, "currency": "USD", "rate": rate})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["rate"])


def test_what_had_no_rate_is_valued_once_there_is_one(clients: Clients, things: Things) -> None:
    said = {"kind": "expense", "date": DAY, "amount": "100", "currency": "ARS"}
    booked = clients.bob.post(TRANSACTIONS, said).json()
    assert [leg["base_amount"] for leg in booked["postings"]] == [None, None]
    assert clients.bob.post(f"{API}rates/complete/").json() == {"completed": 0, "remaining": 1, "locked": 0}
    clients.bob.post(f"{API}own-rates/", {"date": DAY, "currency": "ARS", "rate": "0.001"})
    assert clients.bob.post(f"{API}rates/complete/").json() == {"completed": 1, "remaining": 0, "locked": 0}
    told = clients.bob.get(f"{TRANSACTIONS}{booked['id']}/").json()
    assert [leg["base_amount"] for leg in told["postings"]] == ["-0.10", "0.10"]
    assert clients.accountant.post(f"{API}rates/complete/").status_code == 403


def test_net_worth_keeps_what_has_no_rate_apart(clients: Clients, things: Things) -> None:
    for currency in ("ARS", "USD"):
        clients.bob.post(TRANSACTIONS, {"kind": "income", "date": DAY, "amount": "100", "currency": currency})
    told = clients.accountant.get(f"{API}net-worth/?on=2026-11-19").json()
    assert (told["on"], told["base_currency"], told["total"]) == ("2026-11-19", "EUR", "80.00")
    assert told["unconverted"] == {"ARS": "100.00"}
    dollars = next(one for one in told["holdings"] if one["currency"] == "USD")
    assert dollars["rate"] == {"value": "0.8", "date": DAY, "source": "ecb"}
    assert (dollars["balance"], dollars["value"], dollars["booked"], dollars["gain"]) == ("100.00", "80.00", "80.00", "0.00")
    assert clients.charlie.get(f"{API}net-worth/").json()["holdings"] == []


def test_a_series_of_net_worth(clients: Clients, things: Things) -> None:
    told = clients.accountant.get(f"{API}net-worth/series/?from=2026-10-01&to=2026-11-20").json()
    assert [(one["on"], one["total"]) for one in told] == [("2026-10-31", "0.00"), ("2026-11-20", "-12.50")]
    for query in ("", "?from=2026-10-01", "?from=2026-10-01&to=2026-01-01", "?from=1990-01-01&to=2026-01-01", "?every=day"):
        assert clients.accountant.get(f"{API}net-worth/series/{query}").status_code == 400, query


def test_an_operator_looks_at_net_worth_and_that_is_told(cast: Cast, things: Things) -> None:
    browser = Browser()
    browser.force_login(User.objects.create_superuser("root@example.org", "a long enough word"))
    page = browser.get("/admin/finance/ownrate/net-worth/", {"workspace": str(cast.workspace.id), "on": "2026-11-20"})
    assert "-12.50" in page.content.decode()
    with acting(cast.alice):
        assert AuditEvent.objects.filter(action="operator_looked", subject_type="report").exists()
