"""No operation mixes currencies: wherever amounts are added up, each currency stands for itself, and what has no rate apart.

The amounts are powers of ten times a number of their currency, so that any sum across currencies would show.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db.models import Sum

from finance.errors import AccountCurrencyError, BaseAmountError, SettlementError, UnbalancedError
from finance.models import Account, AccountKind, EcbFixing, MonthlySum, Posting, Transaction, TransactionKind
from finance.selectors.accounts import account_balances
from finance.selectors.balances import account_balances_on
from finance.selectors.net_worth import net_worth
from finance.selectors.reports.figures import Figure
from finance.selectors.reports.periods import Span
from finance.selectors.reports.report import report_get
from finance.selectors.reports.wishes import ReportName, Wish
from finance.selectors.transaction_facets import transaction_facets
from finance.services.accounts import account_create
from finance.services.ledger_verification import ledger_verify
from finance.services.transactions import PostingDraft, transaction_settle
from tests.ledger.conftest import DAY, Books

D = Decimal
SPENT = {"EUR": D(2000), "USD": D(30000), "JPY": D(500000), "ARS": D(7000000)}  # of ARS no rate is known
WORTH = {"EUR": D(2000), "USD": D(24000), "JPY": D(3125)}
YEAR = Wish(Span(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)))
HIGHEST = {"EUR": 3, "USD": 4, "JPY": 5, "ARS": 6}  # the power of ten


@pytest.fixture
def spent(books: Books) -> Iterator[Books]:
    """In each currency: half from an account of its own, half from clearing, into the same two categories."""
    for currency, rate in (("USD", "1.25"), ("JPY", "160")):
        EcbFixing.objects.create(currency=currency, date=DAY, rate=D(rate))
    for currency, amount in SPENT.items():
        own = account_in(books, currency)
        for account, category in ((own, books.fuel), (books.clearing, books.groceries)):
            legs = [
                PostingDraft(-amount / 2, currency, account=account, memo="paid"),
                PostingDraft(amount / 2, currency, category=category, tax_rate=D(19), tax_amount=D(0)),
            ]
            books.expense(postings=legs)
    yield books
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def account_in(books: Books, currency: str) -> Account:
    return account_create(actor=books.actor, name=f"In {currency}", kind=AccountKind.BANK, currency=currency)


def halves(sign: int) -> dict[str, Decimal]:
    return {currency: sign * amount / 2 for currency, amount in SPENT.items()}


def test_balances_are_told_by_currency(spent: Books) -> None:
    for balances in (account_balances(), account_balances_on(on=DAY)):
        assert balances[spent.clearing.id] == halves(-1)
        for account in Account.objects.filter(name__startswith="In "):
            assert balances[account.id] == {account.currency: halves(-1)[str(account.currency)]}
    assert DAY.day > 1
    assert account_balances_on(on=DAY - datetime.timedelta(days=1)) == {}


def test_the_roll_up_has_a_row_for_each_currency(spent: Books) -> None:
    told = MonthlySum.objects.filter(category=spent.fuel).values_list("currency", "amount", "postings_without_base")
    assert {currency: amount for currency, amount, _ in told} == halves(1)
    assert {currency for currency, _, without in told if without} == {"ARS"}
    bases = MonthlySum.objects.filter(category__isnull=False).values("currency").annotate(base=Sum("base_amount"))
    assert {row["currency"]: row["base"] for row in bases} == WORTH | {"ARS": D(0)}


@pytest.mark.parametrize("name", list(ReportName))
def test_reports_keep_currencies_and_what_has_no_rate_apart(spent: Books, name: ReportName) -> None:
    report = report_get(name, YEAR)
    figures = [figure for row in (*report.rows, *report.totals) for figure in (*row.figures, row.total)]
    assert any(figure.amounts for figure in figures) or name in (ReportName.PROJECTS, ReportName.TAGS)
    for figure in figures:
        unmixed(figure)


def unmixed(figure: Figure) -> None:
    """Each amount is of its currency's kind, the base amount is of those with a rate, and the rest is unconverted."""
    for currency, amount in figure.amounts.items():
        assert amount % (10 ** (HIGHEST[currency] - 1)) == 0, (currency, amount)
        assert abs(amount) <= SPENT[currency]
    lacking = {currency: amount for currency, amount in figure.unconverted.items() if amount}
    assert lacking == {currency: amount for currency, amount in figure.amounts.items() if currency == "ARS" and amount}
    worth = sum((figure.amounts[code] * WORTH[code] / SPENT[code] for code in WORTH if code in figure.amounts), D(0))
    assert figure.base in (worth, None if worth == 0 else worth)


def test_facets_sum_by_currency(spent: Books) -> None:
    told = transaction_facets(Transaction.objects.all(), is_whole=False)
    whole = {currency: -amount for currency, amount in SPENT.items()}
    assert told.facets["kind"].values["expense"].sums == whole
    assert told.facets["month"].values["2026-11"].sums == whole
    assert told.facets["account"].values[str(spent.clearing.id)].sums == halves(-1)
    assert told.facets["category"].values[str(spent.fuel.id)].sums == halves(1)


def test_net_worth_keeps_what_has_no_rate_apart(spent: Books) -> None:
    worth = net_worth(on=DAY)
    assert (worth.total, worth.unconverted) == (-sum(WORTH.values()), {"ARS": -SPENT["ARS"]})
    assert {(one.account.name, one.currency) for one in worth.holdings} == {
        *(("Clearing", currency) for currency in SPENT),
        *((f"In {currency}", currency) for currency in SPENT),
    }


def test_amounts_of_two_currencies_do_not_balance_each_other(books: Books) -> None:
    legs = [PostingDraft(D(-5), "ARS", account=books.clearing), PostingDraft(D(5), "USD", category=books.fuel)]
    with pytest.raises(BaseAmountError):
        books.expense(postings=legs)
    uneven = [PostingDraft(D(-5), "ARS", account=books.clearing), PostingDraft(D(6), "ARS", category=books.fuel)]
    with pytest.raises(UnbalancedError):
        books.expense(postings=uneven)


def test_an_account_takes_its_own_currency_only(books: Books) -> None:
    with pytest.raises(AccountCurrencyError):
        books.expense(postings=[
            PostingDraft(D(-5), "USD", account=books.bank), PostingDraft(D(5), "USD", category=books.fuel),
        ])  # fmt: skip


def test_a_settlement_in_another_currency_does_not_take_the_number_for_the_amount(spent: Books) -> None:
    waiting = Transaction.objects.get(postings__account=spent.clearing, postings__currency="USD")
    with pytest.raises(SettlementError):
        transaction_settle(actor=spent.actor, transaction=waiting, account=spent.bank, date=DAY)
    settled = transaction_settle(actor=spent.actor, transaction=waiting, account=spent.bank, date=DAY, amount=D(-12500))
    bases = list(Posting.objects.filter(transaction=settled).values_list("currency", "base_amount").order_by("position"))
    assert bases == [("USD", D(12000)), ("EUR", D(-12500)), ("EUR", D(500))]
    assert account_balances([spent.clearing.id])[spent.clearing.id] == halves(-1) | {"USD": D(0)}


def test_a_transfer_of_one_number_in_two_currencies_is_worth_one_amount(books: Books) -> None:
    EcbFixing.objects.create(currency="USD", date=DAY, rate=D("1.25"))
    yen, dollars = account_in(books, "JPY"), account_in(books, "USD")
    legs = [PostingDraft(D(-100), "USD", account=dollars), PostingDraft(D(100), "JPY", account=yen)]
    moved = books.expense(kind=TransactionKind.TRANSFER, postings=legs)
    assert list(moved.postings.values_list("base_amount", flat=True).order_by("position")) == [D(-80), D(80)]
