"""CSV, XLSX and JSON: complete, exact, and marked where something does not count."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from finance.models import Category, ExportFormat, Posting, Transaction, TransactionStatus
from finance.selectors.ledger_slice import COUNTING, LedgerSlice
from services.spreadsheets import defused
from tests.exports.conftest import NASTY, Shelf, day

ALL = LedgerSlice(statuses=(*COUNTING, TransactionStatus.DRAFT), trashed=True)


def rows_of(shelf: Shelf, part: LedgerSlice | None = None) -> list[dict[str, str]]:
    content = shelf.write(ExportFormat.CSV, part).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_the_amounts_of_an_account_add_up_to_its_balance(full_shelf: Shelf) -> None:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows_of(full_shelf):
        sums[row["account"] or row["category"], row["currency"]] += Decimal(row["amount"])
    called = {str(account.id): account.name for account in full_shelf.accounts.values()}
    called |= {str(one.id): f"{one.parent.name} > {one.name}" if one.parent else one.name for one in Category.objects.all()}
    expected = {(called[place], currency): amount for (place, currency), amount in full_shelf.balances().items()}
    assert {(name.removeprefix("'"), currency): amount for (name, currency), amount in sums.items() if amount} == expected


def test_a_row_tells_all_that_was_said(full_shelf: Shelf) -> None:
    bought = next(row for row in rows_of(full_shelf) if row["vendor"] == NASTY and row["amount"] == "10.0000")
    assert bought["date"] == day(2).isoformat()
    assert (bought["kind"], bought["status"], bought["settled"], bought["in_trash"]) == ("expense", "booked", "true", "false")
    assert (bought["category"], bought["against"], bought["account"]) == (f"food > {NASTY}", "Clearing", "")
    assert (bought["tags"], bought["project"]) == ("a, b:c, büro", "House: | 1")
    assert bought["notes"] == defused('=1+1\n2nd: line; date:2026-13-01\n\\"')


def test_numbers_are_numbers_in_a_spreadsheet_and_text_is_no_formula(full_shelf: Shelf) -> None:
    book = load_workbook(io.BytesIO(full_shelf.write(ExportFormat.XLSX)))
    header, *rows = book["Ledger"].iter_rows()
    at = {cell.value: index for index, cell in enumerate(header)}
    assert {row[at["amount"]].data_type for row in rows} == {"n"}
    assert {row[at["date"]].data_type for row in rows} == {"d"}
    assert not [cell for row in rows for cell in row if cell.data_type == "f"]
    assert sum(Decimal(str(row[at["amount"]].value)) for row in rows if row[at["currency"]].value == "EUR") == sum(
        Decimal(row["amount"]) for row in rows_of(full_shelf) if row["currency"] == "EUR"
    )


def test_drafts_and_trash_are_left_out_unless_asked_for_and_then_marked(full_shelf: Shelf) -> None:
    counted, everything = rows_of(full_shelf), rows_of(full_shelf, ALL)
    extra = [row for row in everything if row not in counted]
    assert len(everything) - len(counted) == len(extra) == 4
    assert {(row["status"], row["in_trash"]) for row in extra} == {("draft", "false"), ("booked", "true")}


def test_a_slice_is_by_day_and_account(full_shelf: Shelf) -> None:
    part = LedgerSlice(date_from=day(3), date_to=day(7), accounts=(full_shelf.accounts["dollars"].id,))
    [transfer] = {row["transaction"] for row in rows_of(full_shelf, part)}
    assert Transaction.objects.get(id=transfer).date == day(7)
    assert len(rows_of(full_shelf, part)) == 2


def test_json_holds_all_that_makes_the_ledger(full_shelf: Shelf) -> None:
    told: dict[str, Any] = json.loads(full_shelf.write(ExportFormat.JSON, ALL), parse_float=pytest.fail)
    assert (told["schema"], told["schema_version"], told["workspace"]["base_currency"]) == ("quittance-ledger", 1, "EUR")
    assert {row["name"] for row in told["accounts"]} == {*full_shelf.accounts, "Clearing", "old giro", "😀", "☹!"} - {
        "clearing", "old", "smile", "frown",
    }  # fmt: skip
    written = [posting for transaction in told["transactions"] for posting in transaction["postings"]]
    assert len(written) == Posting.objects.count()
    assert {type(posting["amount"]) for posting in written} == {str}
    for transaction in told["transactions"]:
        row = Transaction.objects.get(id=transaction["id"])
        for link in ("settles", "reverses", "refunds", "vendor", "project"):
            assert transaction[link] == (str(found) if (found := getattr(row, f"{link}_id")) else None)
        assert [Decimal(posting["amount"]) for posting in transaction["postings"]] == [
            posting.amount for posting in row.postings.order_by("position")
        ]
    [vendor] = told["vendors"]
    assert (vendor["name"], vendor["aliases"]) == (NASTY, [])
    assert next(row for row in told["accounts"] if row["name"] == "old giro")["merged_into"] == str(
        full_shelf.accounts["giro"].id
    )
