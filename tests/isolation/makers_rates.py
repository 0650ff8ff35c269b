"""Calls of the routes of rates and net worth."""

from __future__ import annotations

import datetime
from decimal import Decimal

from finance.models import OwnRate
from finance.services.own_rates import own_rate_create
from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home
from tests.isolation.makers import FINANCE


@maker(f"GET {FINANCE}rates/")
def rate(_home: Home) -> Call:
    return Call(query="?currency=USD&date=2026-11-20")


@maker(f"GET {FINANCE}rates/state/", f"POST {FINANCE}rates/complete/", f"GET {FINANCE}net-worth/", f"GET {FINANCE}own-rates/")
def plain(_home: Home) -> Call:
    return Call()


@maker(f"GET {FINANCE}net-worth/series/")
def series(_home: Home) -> Call:
    return Call(query="?from=2026-01-01&to=2026-11-20")


@maker(f"POST {FINANCE}own-rates/")
def new(_home: Home) -> Call:
    return Call(body={"date": "2026-11-21", "currency": "CHF", "rate": "1.05"})


@maker(f"GET {FINANCE}own-rates/<pk>/", f"GET {FINANCE}own-rates/<pk>/history/")
def own_rate(home: Home) -> Call:
    return Call({"pk": home.rows["own_rate"].id})


@maker(f"PATCH {FINANCE}own-rates/<pk>/")
def change(home: Home) -> Call:
    return Call({"pk": home.rows["own_rate"].id}, {"note": "Another"})


@maker(f"DELETE {FINANCE}own-rates/<pk>/")
def at_hand(home: Home) -> Call:
    day = datetime.date(2026, 11, 19)
    made: OwnRate = own_rate_create(actor=home.owner, date=day, currency="USD", rate=Decimal(1), note=home.text("at hand"))
    return Call({"pk": made.id})
