"""Reports of a ledger made by hand, with the results a bookkeeper would write down."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from finance.errors import ReportTooLargeError, ReportWishError
from finance.models import (
    Account,
    AccountKind,
    Category,
    CategoryKind,
    Project,
    Tag,
    Transaction,
    TransactionKind,
    TransactionStatus,
    TransactionTag,
    Vendor,
)
from finance.selectors.reports import tables
from finance.selectors.reports.figures import Figure
from finance.selectors.reports.periods import Compare, Every, Span
from finance.selectors.reports.report import report_get
from finance.selectors.reports.tables import Report
from finance.selectors.reports.wishes import ReportName, Wish
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.periods import period_lock
from finance.services.transactions import (
    PostingDraft,
    transaction_create,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
)
from finance.services.vendors import vendor_create
from tests.conftest import Cast
from tests.ledger.conftest import NOW, Books, open_books
from users.tenancy.actor import acting

D = Decimal
YEAR = Span(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31), Every.QUARTER)


def day(month: int, of_month: int = 10) -> datetime.date:
    return datetime.date(2026, month, of_month)


@dataclass(frozen=True)
class Practice:
    """A freelancer's year in EUR: one of everything that a report has to get right."""

    books: Books
    card: Account
    food: Category  # above groceries
    sales: Category
    vendor: Vendor
    project: Project
    tag: Tag

    def spend(self, amount: str, date: datetime.date, category: Category, currency: str = "EUR", **said: Any) -> Transaction:
        account = said.pop("account", self.books.clearing if currency != "EUR" else self.books.bank)
        base, status = said.pop("base", None), said.pop("status", TransactionStatus.BOOKED)
        tax = {name: said.pop(name) for name in ("tax_rate", "tax_amount") if name in said}
        legs = [
            PostingDraft(-D(amount), currency, account=account, base_amount=base and -D(base)),
            PostingDraft(D(amount), currency, category=category, base_amount=base and D(base), **tax),
        ]
        kind = said.pop("kind", TransactionKind.EXPENSE)
        return transaction_create(actor=self.books.actor, kind=kind, date=date, postings=legs, status=status, **said)


@pytest.fixture
def practice(books: Books) -> Practice:
    return practice_of(books)


def practice_of(books: Books) -> Practice:
    actor, workspace_id = books.actor, books.actor.workspace_id
    food = category_create(actor=actor, name="Meals and food", kind=CategoryKind.EXPENSE)
    groceries = category_create(actor=actor, name="Snacks", kind=CategoryKind.EXPENSE, parent=food)
    sales = category_create(actor=actor, name="Consulting", kind=CategoryKind.INCOME)
    card = account_create(actor=actor, name="Card", kind=AccountKind.CARD, currency="EUR")
    vendor = vendor_create(actor=actor, name="REWE")
    project = Project.objects.create(workspace_id=workspace_id, name="Book")
    tag = Tag.objects.create(workspace_id=workspace_id, name="trip")
    made = Practice(books, card, food, sales, vendor, project, tag)

    bought = made.spend("119.00", day(1), books.fuel, tax_rate=D(19), tax_amount=D("19.00"), vendor=vendor)
    made.spend("10.70", day(2), groceries, tax_rate=D(7), tax_amount=D("0.70"), vendor=vendor)
    made.spend("5.00", day(2, 20), food)
    made.spend("-19.00", day(4), books.fuel, kind=TransactionKind.REFUND, vendor=vendor)
    made.spend("-1190.00", day(3), sales, kind=TransactionKind.INCOME, tax_rate=D(19), tax_amount=D("-190.00"))
    made.spend("30.00", day(5), books.fuel, "USD", base="27.00")
    made.spend("40.00", day(5, 20), books.fuel, "USD")  # no rate is known
    made.spend("999.00", day(5), books.fuel, status=TransactionStatus.DRAFT)
    transaction_trash(actor=actor, transaction=made.spend("888.00", day(5), books.fuel), now=NOW)
    transaction_create(
        actor=actor,
        kind=TransactionKind.TRANSFER,
        date=day(6),
        postings=[PostingDraft(D(-200), "EUR", account=books.bank), PostingDraft(D(200), "EUR", account=card)],
    )
    wrong = made.spend("70.00", day(7), books.fuel)
    transaction_reverse(actor=actor, transaction=wrong, date=day(8))
    receipt = made.spend("60.00", day(9), books.fuel, account=books.clearing)
    transaction_settle(actor=actor, transaction=receipt, account=books.bank, date=day(10))
    split = transaction_create(  # a bottle, its deposit, and what was given back
        actor=actor,
        kind=TransactionKind.EXPENSE,
        date=day(11),
        postings=[
            PostingDraft(D("-1.00"), "EUR", account=card),
            PostingDraft(D("2.25"), "EUR", category=groceries),
            PostingDraft(D("-1.25"), "EUR", category=food),
        ],
    )
    Transaction.objects.filter(id__in=[split.id, bought.id]).update(project=project)
    TransactionTag.objects.create(workspace_id=workspace_id, transaction=bought, tag=tag)
    old = category_create(actor=actor, name="Petrol", kind=CategoryKind.EXPENSE)
    made.spend("8.00", day(12), old)
    Category.objects.filter(id=old.id).update(merged_into=books.fuel)
    period_lock(actor=actor, through=day(3, 31))
    return made


def report(name: ReportName, span: Span = YEAR, **asked: Any) -> Report:
    return report_get(name, Wish(span, **asked))


def row(found: Report, name: str, part: str | None = None, group: str | None = None) -> Any:
    rows = [
        one
        for one in (*found.rows, *found.totals)
        if one.line.name == name and part in (None, one.line.part) and group in (None, one.line.group)
    ]
    assert len(rows) == 1, [(one.line.name, one.line.part, one.line.group) for one in (*found.rows, *found.totals)]
    return rows[0]


def told(figure: Figure) -> tuple[dict[str, Decimal], Decimal | None, dict[str, Decimal]]:
    return figure.amounts, figure.base, figure.unconverted


def test_a_category_holds_what_is_below_it(practice: Practice) -> None:
    found = report(ReportName.CATEGORIES)
    assert [figure.amounts for figure in row(found, "Meals and food").figures] == [
        {"EUR": D("15.70")},
        {},
        {},
        {"EUR": D("1.00")},
    ]
    assert row(found, "Snacks").line.level == 1
    assert row(found, "Snacks").total.amounts == {"EUR": D("12.95")}
    assert row(found, "Meals and food").total.amounts == {"EUR": D("16.70")}


def test_currencies_stand_apart_and_so_does_what_has_no_rate(practice: Practice) -> None:
    """Refunds lessen their quarter, reversals take back, drafts and trash are nothing, what was merged counts where it went."""
    fuel = row(report(ReportName.CATEGORIES), "Fuel")
    assert [told(figure) for figure in fuel.figures] == [
        ({"EUR": D("119.00")}, D("119.00"), {}),
        ({"EUR": D("-19.00"), "USD": D("70.00")}, D("8.00"), {"USD": D("40.00")}),
        ({"EUR": D("60.00")}, D("60.00"), {}),
        ({"EUR": D("8.00")}, D("8.00"), {}),
    ]
    assert told(fuel.total) == ({"EUR": D("168.00"), "USD": D("70.00")}, D("195.00"), {"USD": D("40.00")})


def test_where_nothing_has_a_rate_there_is_no_base_amount(practice: Practice) -> None:
    may = Span(day(5, 15), day(5, 25))
    (figure,) = row(report(ReportName.CATEGORIES, may), "Fuel").figures
    assert told(figure) == ({"USD": D("40.00")}, None, {"USD": D("40.00")})


def test_the_income_statement_is_income_less_expense(practice: Practice) -> None:
    found = report(ReportName.INCOME_STATEMENT)
    assert row(found, "Income").total.amounts == {"EUR": D("1190.00")}
    assert told(row(found, "Expense").total) == ({"EUR": D("184.70"), "USD": D("70.00")}, D("211.70"), {"USD": D("40.00")})
    result = row(found, "Result").total
    assert told(result) == ({"EUR": D("1005.30"), "USD": D("-70.00")}, D("978.30"), {"USD": D("-40.00")})
    assert [one.line.name for one in found.rows] == ["Income", "Expense"]


def test_the_change_of_an_account_is_all_its_postings(practice: Practice) -> None:
    found = report(ReportName.ACCOUNTS)
    assert row(found, "Bank").total.amounts == {"EUR": D("806.30")}
    assert row(found, "Card").total.amounts == {"EUR": D("199.00")}
    assert told(row(found, "Clearing", group="clearing").figures[2]) == ({"EUR": D("-60.00")}, D("-60.00"), {})
    assert [one.line.name for one in found.rows] == ["Bank", "Card", "Clearing"]


def test_what_is_only_moved_is_neither_in_nor_out(practice: Practice) -> None:
    found = report(ReportName.CASH_FLOW)
    bank = {part: row(found, "Bank", part).total.amounts["EUR"] for part in ("in", "out", "transfer", "settlement", "change")}
    assert bank == {
        "in": D("1209.00"),
        "out": D("142.70"),
        "transfer": D("-200.00"),
        "settlement": D("-60.00"),
        "change": D("806.30"),
    }
    assert bank["in"] - bank["out"] + bank["transfer"] + bank["settlement"] == bank["change"]


def test_a_reversal_takes_back_what_went_out(practice: Practice) -> None:
    july_and_august = Span(day(7, 1), day(8, 31))
    out = row(report(ReportName.CASH_FLOW, july_and_august), "Bank", "out")
    assert [figure.amounts["EUR"] for figure in out.figures] == [D("70.00"), D("-70.00")]


def test_clearing_is_told_apart(practice: Practice) -> None:
    found = report(ReportName.CASH_FLOW)
    assert row(found, "All accounts", "settlement").total.amounts == {"EUR": D("-60.00")}
    assert row(found, "All accounts", "transfer").total.amounts == {"EUR": D("0.00")}
    assert row(found, "Clearing", "settlement").total.amounts == {"EUR": D("60.00")}
    assert {one.line.group for one in found.totals} == {"account"}


def test_tax_by_rate_is_net_and_tax_and_gross(practice: Practice) -> None:
    found = report(ReportName.TAX)
    sold = {part: row(found, "19 %", part, "income").total.amounts["EUR"] for part in ("net", "tax", "gross")}
    bought = {part: row(found, "19 %", part, "expense").total.amounts["EUR"] for part in ("net", "tax", "gross")}
    assert sold == {"net": D("1000.00"), "tax": D("190.00"), "gross": D("1190.00")}
    assert bought == {"net": D("100.00"), "tax": D("19.00"), "gross": D("119.00")}
    assert row(found, "7 %", "tax").total.amounts == {"EUR": D("0.70")}
    assert row(found, "no rate", "gross").total.amounts == {"EUR": D("55.00"), "USD": D("70.00")}
    assert row(found, "Tax on income less tax on expense").total.amounts == {"EUR": D("170.30")}


def test_vendors_with_most_money_stand_first_and_the_rest_is_one_row(practice: Practice) -> None:
    shop = vendor_create(actor=practice.books.actor, name="Shop")
    practice.spend("3.00", day(11), practice.food, vendor=shop)
    found = report(ReportName.VENDORS, top=1)
    assert [one.line.name for one in found.rows] == ["REWE", "(no vendor)", "(no vendor)", "(1 others)"]
    assert row(found, "REWE").total.amounts == {"EUR": D("110.70")}
    assert row(found, "(1 others)").total.amounts == {"EUR": D("3.00")}
    assert found.rest == 1
    assert row(found, "Result").total.base == row(report(ReportName.INCOME_STATEMENT), "Result").total.base


def test_merged_vendors_are_one(practice: Practice) -> None:
    shop = vendor_create(actor=practice.books.actor, name="Rewe Markt")
    practice.spend("3.00", day(11), practice.food, vendor=shop)
    Vendor.objects.filter(id=shop.id).update(merged_into=practice.vendor)
    assert row(report(ReportName.VENDORS), "REWE").total.amounts == {"EUR": D("113.70")}


def test_projects_and_tags(practice: Practice) -> None:
    assert row(report(ReportName.PROJECTS), "Book").total.amounts == {"EUR": D("120.00")}
    found = report(ReportName.TAGS)
    assert row(found, "trip").total.amounts == {"EUR": D("119.00")}
    assert found.totals == ()


def test_a_report_of_one_account_one_category_one_currency_or_one_project(practice: Practice) -> None:
    by_card = report(ReportName.CATEGORIES, account=practice.card.id)
    assert [one.line.name for one in by_card.rows] == ["Meals and food", "Snacks"]
    below = report(ReportName.CATEGORIES, category=practice.food.id)
    assert [(one.line.name, one.line.level) for one in below.rows] == [("Meals and food", 0), ("Snacks", 1)]
    dollars = report(ReportName.CATEGORIES, currency="USD")
    assert told(row(dollars, "Fuel").total) == ({"USD": D("70.00")}, D("27.00"), {"USD": D("40.00")})
    assert told(row(dollars, "Expense").total) == told(row(dollars, "Fuel").total)
    book = report(ReportName.INCOME_STATEMENT, project=practice.project.id)
    assert row(book, "Result").total.amounts == {"EUR": D("-120.00")}


def test_beside_the_period_before_and_the_year_before(practice: Practice) -> None:
    second = Span(day(4, 1), day(6, 30), Every.QUARTER)
    found = report(ReportName.CATEGORIES, second, compare=Compare.PREVIOUS)
    fuel = row(found, "Fuel")
    assert fuel.before[0].amounts == {"EUR": D("119.00")}
    assert row(found, "Snacks").before[0].amounts == {"EUR": D("10.70")}
    assert found.periods_before[0].key == "2026-Q1"
    next_year = Span(datetime.date(2027, 1, 1), datetime.date(2027, 3, 31), Every.QUARTER)
    again = report(ReportName.CATEGORIES, next_year, compare=Compare.YEAR_BEFORE)
    assert row(again, "Fuel").before[0].amounts == {"EUR": D("119.00")}


def test_broken_months_are_added_to_whole_ones(practice: Practice) -> None:
    from_the_15th = Span(day(2, 15), day(5, 14), Every.YEAR)
    found = row(report(ReportName.CATEGORIES, from_the_15th), "Result").total
    assert told(found) == ({"EUR": D("1204.00"), "USD": D("-30.00")}, D("1177.00"), {})


def test_another_workspace_sees_nothing_of_it(practice: Practice, cast: Cast) -> None:
    with acting(cast.charlie):
        open_books(cast.charlie)
        rows = [one for name in ReportName for one in report(name).rows]
    assert [one.line.name for one in rows if one.total.postings] == []


@pytest.mark.parametrize("compare", [None, Compare.PREVIOUS])
def test_a_report_takes_few_queries(practice: Practice, compare: Compare | None) -> None:
    """Three for names and what was merged, three for the time limit, at most two for each side of a comparison."""
    span = Span(day(2, 15), day(5, 14))
    taken = {}
    for name in ReportName:
        with CaptureQueriesContext(connection) as captured:
            report(name, span, compare=compare)
        taken[name.value] = len(captured)
    assert max(taken.values()) <= (14 if compare else 12), taken


def test_days_that_make_no_report(practice: Practice) -> None:
    with pytest.raises(ReportWishError, match="Exchange"):
        report(ReportName.TAX, Span(day(5), day(4)))
    with pytest.raises(ReportWishError, match="121 periods"):
        report(ReportName.TAX, Span(datetime.date(2016, 1, 1), datetime.date(2026, 1, 1)))
    with pytest.raises(ReportWishError, match="no category"):
        report(ReportName.CASH_FLOW, category=practice.food.id)


def test_too_many_numbers_are_refused(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "CELLS_MAX", 11)
    with pytest.raises(ReportTooLargeError):
        report(ReportName.CATEGORIES)


@pytest.mark.parametrize(
    ("span", "keys"),
    [
        (Span(day(1, 15), day(3, 3)), ["2026-01", "2026-02", "2026-03"]),
        (Span(day(1), day(4), Every.QUARTER, 2), ["2025/26-Q4", "2026/27-Q1"]),
        (Span(day(6), day(7), Every.YEAR, 7), ["2025/26", "2026/27"]),
        (Span(day(12), day(12), Every.YEAR), ["2026"]),
    ],
)
def test_periods_of_fiscal_years(span: Span, keys: list[str]) -> None:
    periods = span.periods()
    assert [period.key for period in periods] == keys
    assert (periods[0].first, periods[-1].last) == (span.first, span.last)
