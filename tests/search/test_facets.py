"""How many, and how much."""

from __future__ import annotations

from typing import Any

import pytest

from finance.selectors import transaction_facets
from tests.api.conftest import TRANSACTIONS, Client, Clients
from tests.search.conftest import Full, Shop

FACETS = f"{TRANSACTIONS}facets/"


def facet(client: Client, name: str, **query: Any) -> dict[str | None, tuple[int, dict[str, str]]]:
    answer = client.get(FACETS, query)
    assert answer.status_code == 200, answer.content
    return {value["key"]: (value["count"], value["sums"]) for value in answer.json()["facets"][name]["values"]}


def test_facets_count_what_the_list_shows(full: Full, alice: Client) -> None:
    told = alice.get(FACETS).json()
    rows = alice.get(TRANSACTIONS, {"page_size": 100}).json()["results"]
    assert (told["count"], told["is_complete"]) == (len(rows), True)
    for name in ("kind", "status"):
        counted = {key: count for key, (count, _sums) in facet(alice, name).items()}
        assert counted == {value: sum(row[name] == value for row in rows) for value in {row[name] for row in rows}}
    assert facet(alice, "kind")["income"] == (1, {"EUR": "15.00"})
    assert facet(alice, "account")[full.ids["card"]] == (1, {"USD": "-4.00"})
    assert facet(alice, "month")["2025-03"] == (1, {"EUR": "-2.00"})
    assert facet(alice, "tag") == {full.ids["tag"]: (1, {"EUR": "-9.00"})}
    assert facet(alice, "vendor")[full.ids["rewe"]] == (2, {"EUR": "-15.00"})


def test_facets_take_the_filters_of_the_list(full: Full, alice: Client, clients: Clients) -> None:
    assert facet(alice, "kind", amount_max="2.00") == {"expense": (2, {"EUR": "-3.00"})}
    assert facet(alice, "kind", q="rewe") == {"expense": (2, {"EUR": "-15.00"})}
    assert facet(alice, "kind", q="nothing") == facet(alice, "kind", vendor="0" * 32) == {}
    assert facet(alice, "kind", trashed="true") == {"expense": (1, {"EUR": "-17.00"})}
    assert clients.charlie.get(FACETS, {"vendor": full.ids["rewe"]}).json()["count"] == 0
    assert alice.get(FACETS, {"cursor": "x"}).status_code == alice.get(FACETS, {"sort": "date"}).status_code == 400


def test_of_many_the_newest_are_counted_and_the_monthly_sums_tell_the_rest(
    monkeypatch: pytest.MonkeyPatch, shop: Shop, alice: Client
) -> None:
    monkeypatch.setattr(transaction_facets, "COUNTED_MAX", 2)
    for day in (1, 2, 3):
        shop.expense("one", f"{day}.00", day=day)
    told = alice.get(FACETS).json()
    assert (told["count"], told["is_complete"]) == (2, False)
    assert facet(alice, "kind") == {"expense": (2, {"EUR": "-5.00"})}
    assert facet(alice, "month") == {"2026-11": (3, {"EUR": "-6.00"})}
    assert facet(alice, "month", kind="expense") == {"2026-11": (2, {"EUR": "-5.00"})}
    assert told["facets"]["account"]["is_complete"]
    assert told["facets"]["account"]["counts_postings"]
    assert not told["facets"]["kind"]["is_complete"]
