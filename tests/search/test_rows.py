"""What a list shows of a transaction."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.serializers.transaction_rows import PostingRowSerializer, TransactionRowSerializer, shortened
from tests.api.conftest import TRANSACTIONS, Client
from tests.search.conftest import Full, Shop
from utils.money import format_amount


def test_the_rows_are_as_the_schema_says(full: Full, alice: Client) -> None:
    rows = alice.get(TRANSACTIONS, {"page_size": 100}).json()["results"]
    for row in rows:
        assert list(row) == list(TransactionRowSerializer().fields)
        assert all(list(posting) == list(PostingRowSerializer().fields) for posting in row["postings"])
        TransactionRowSerializer(data=row)


def test_a_row_says_what_the_transaction_itself_says(full: Full, alice: Client) -> None:
    for row in alice.get(TRANSACTIONS, {"page_size": 100}).json()["results"]:
        whole = alice.get(f"{TRANSACTIONS}{row['id']}/").json()
        for name in sorted(row.keys() & whole.keys() - {"postings", "tags", "comments"}):
            assert row[name] == whole[name], name
        for leg, told in zip(row["postings"], whole["postings"], strict=True):
            assert leg == {name: told[name] for name in leg}


def test_a_row_tells_of_all_that_belongs_to_it(shop: Shop, alice: Client) -> None:
    booked = shop.expense("all of it", vendor=shop.vendor("Tea House"))
    tag = shop.tag("holiday", booked)
    link = shop.prove(booked, "Tea")
    (row,) = alice.get(TRANSACTIONS).json()["results"]
    told: dict[str, Any] = {name: row[name] for name in ("vendor_name", "amount", "currency", "tags", "documents", "comments")}
    assert told == {
        "vendor_name": "Tea House",
        "amount": "-12.50",
        "currency": "EUR",
        "tags": [str(tag.id)],
        "documents": [str(link.document_id)],
        "comments": 0,
    }
    assert row["categories"] == [str(shop.books.groceries.id)]
    assert row["account"] == str(shop.books.clearing.id)


@given(
    st.decimals(min_value=Decimal(-(10**14)), max_value=Decimal(10**14), places=4), st.sampled_from(["EUR", "JPY", "KWD", "CLF"])
)
def test_amounts_are_written_as_everywhere(amount: Decimal, currency: str) -> None:
    digits = {"EUR": 2, "JPY": 0, "KWD": 3, "CLF": 4}[currency]
    assert shortened(f"{amount:.4f}", digits) == format_amount(amount + 0, currency)


@pytest.mark.parametrize("digits", [0, 2])
def test_a_missing_amount_stays_missing(digits: int) -> None:
    assert shortened(None, digits) is None
