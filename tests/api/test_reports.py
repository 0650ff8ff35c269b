"""Reports over REST: what may be asked, files of them, and that each number adds up from the transactions it leads to."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.http import QueryDict

from finance.filters.transactions import TransactionFilter
from finance.models import Posting, Transaction
from finance.selectors.reports.behind import Behind
from finance.selectors.reports.directory import Directory
from finance.selectors.reports.wishes import ReportName
from tests.api.conftest import Client, Clients
from tests.conftest import Cast
from tests.ledger.conftest import open_books
from tests.ledger.test_reports import Practice, practice_of
from users.models import AuditEvent
from users.tenancy.actor import acting

REPORTS = "/api/v1/finance/reports/"
YEAR = "from=2026-01-01&to=2026-12-31&every=quarter"


@pytest.fixture
def practice(cast: Cast) -> Practice:
    with acting(cast.alice):
        return practice_of(open_books(cast.alice))


def figures(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each number, with the part that it is."""
    for row in (*told["rows"], *told["totals"]):
        for cell in (*row["cells"], row["total"]):
            yield row["part"], cell
            if cell["before"] is not None:
                yield row["part"], cell["before"]


def part_of(part: str, posting: Posting) -> Decimal:
    """What of a posting is added up; the sign is the side's."""
    if part in ("tax", "due"):
        return posting.tax_amount or Decimal(0)
    return posting.amount - (posting.tax_amount or 0 if part == "net" else 0)


def drilled(path: str) -> set[UUID]:
    """What the list's filters leave, without asking the list a thousand times."""
    rows = Transaction.objects.filter(trashed_at=None)
    filtered = TransactionFilter(QueryDict(path.partition("?")[2]), queryset=rows)
    assert filtered.is_valid(), filtered.errors
    return set(filtered.qs.values_list("id", flat=True))


def test_every_number_adds_up_from_the_transactions_it_leads_to(clients: Clients, cast: Cast, practice: Practice) -> None:
    for name in ReportName:
        drill(clients.alice, cast, name)


def drill(client: Client, cast: Cast, name: ReportName) -> None:
    told = client.get(f"{REPORTS}{name}/?{YEAR}&compare=previous&top=1").json()
    listed = client.get(told["rows"][0]["total"]["transactions"]).json()["results"]
    with acting(cast.alice):
        assert {UUID(row["id"]) for row in listed} == drilled(told["rows"][0]["total"]["transactions"])
        for part, figure in figures(told):
            path = figure["transactions"]
            ids = drilled(path)
            condition = Behind.parse(path.partition("behind=")[2]).condition(Directory())
            postings = list(Posting.objects.filter(condition, transaction_id__in=ids))
            assert {posting.transaction_id for posting in postings} == ids
            assert len(postings) == figure["postings"], path
            _add_up(part, figure, postings)


def _add_up(part: str, figure: dict[str, Any], postings: list[Posting]) -> None:
    for currency, amount in figure["amounts"].items():
        assert abs(sum(part_of(part, one) for one in postings if one.currency == currency)) == abs(Decimal(amount))
    unconverted = [one for one in postings if one.base_amount is None]
    for currency, amount in figure["unconverted"].items():
        assert abs(sum(part_of(part, one) for one in unconverted if one.currency == currency)) == abs(Decimal(amount))
    if figure["base"] is not None and part not in ("net", "tax", "due"):
        assert abs(sum(one.base_amount or 0 for one in postings)) == abs(Decimal(figure["base"]))


@pytest.fixture
def ask(clients: Clients, practice: Practice) -> Any:
    return lambda path, who="alice", accept="*/*": getattr(clients, who).get(f"{REPORTS}{path}", HTTP_ACCEPT=accept)


def test_a_report_as_json(ask: Any) -> None:
    told = ask(f"categories/?{YEAR}").json()
    assert [period["key"] for period in told["periods"]] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    fuel = next(row for row in told["rows"] if row["name"] == "Fuel")
    assert fuel["cells"][1] | {"transactions": ""} == {
        "amounts": {"EUR": "-19.00", "USD": "70.00"},
        "base": "8.00",
        "unconverted": {"USD": "40.00"},
        "postings": 3,
        "transactions": "",
        "before": None,
    }
    assert fuel["group"] == "expense"


def test_a_report_as_a_file_is_told_in_the_audit_trail(ask: Any, cast: Cast) -> None:
    answer = ask(f"income-statement/?{YEAR}&as=csv&compare=previous", accept="text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["group", "part", "name", "level", "measure", "currency"] + [
        f"{key}{before}" for key in ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "total") for before in ("", " before")
    ]
    assert ["expense", "amount", "Expense", "0", "unconverted", "USD", "0.00", "0.00", "40.00"] in [row[:9] for row in rows]
    assert answer["Content-Disposition"] == 'attachment; filename="income-statement 2026-01-01 2026-12-31.csv"'
    book = openpyxl.load_workbook(io.BytesIO(ask(f"tax/?{YEAR}&as=xlsx").content), read_only=True)
    sheet = list(book[book.sheetnames[0]].iter_rows(values_only=True))
    assert ("income", "tax", "19 %", 0, "amount", "EUR", 190, 0, 0, 0, 190) in sheet
    with acting(cast.alice):
        told = list(AuditEvent.objects.filter(action="data_exported").order_by("id").values_list("data", flat=True))
    assert told == [{"report": "income-statement", "as": "csv"}, {"report": "tax", "as": "xlsx"}]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("to=2026-12-31", "from"),
        (f"{YEAR[:-8]}=week", "every"),
        ("from=2026-02-30&to=2026-12-31", "from"),
        (f"{YEAR}&compare=before", "compare"),
        (f"{YEAR}&currency=EURO", "currency"),
        (f"{YEAR}&top=101", "top"),
        (f"{YEAR}&year_starts=13", "year_starts"),
        (f"{YEAR}&account=01890000-0000-7000-8000-000000000000", "account"),
        (f"{YEAR}&as=pdf", "as"),
        (f"{YEAR}&colour=red", "colour"),
    ],
)
def test_what_cannot_be_understood_is_refused(clients: Clients, query: str, field: str) -> None:
    answer = clients.alice.get(f"{REPORTS}categories/?{query}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_who_may_not_ask(ask: Any) -> None:
    assert ask("weather/?from=2026-01-01&to=2026-01-31").status_code == 404
    assert ask(f"tax/?{YEAR}", "uploader").status_code == 403
    assert ask(f"tax/?{YEAR}", "accountant").status_code == 200
    assert ask("tax/?from=2026-02-01&to=2026-01-01").json()["code"] == "report_wish"


@pytest.mark.parametrize(
    "text", ["side", "side:left", "colour:red", "side:income,side:income", "vendor:x", "vendor:not.x", "rate:1e9", "money:all"]
)
def test_a_condition_that_says_nothing_is_refused(clients: Clients, text: str) -> None:
    answer = clients.alice.get("/api/v1/finance/transactions/", {"behind": text})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["behind"])


def test_ids_of_others_lead_to_nothing(clients: Clients, practice: Practice) -> None:
    path = f"/api/v1/finance/transactions/?behind=category:{practice.food.id}"
    assert len(clients.alice.get(path).json()["results"]) == 3
    assert clients.charlie.get(path).json()["results"] == []
