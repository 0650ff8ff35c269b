"""What postings are worth in the base currency: computed by hand, by property, and of what is posted already."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest

from finance.errors import BaseAmountError, InvalidMoneyError
from finance.models import (
    Account,
    AccountKind,
    Category,
    EcbFixing,
    MonthlySum,
    Posting,
    SystemCategory,
    Transaction,
    TransactionKind,
    TransactionStatus,
)
from finance.services.accounts import account_create
from finance.services.base_amounts_posted import Completion, base_amounts_complete, base_amounts_complete_all
from finance.services.ledger_verification import ledger_verify
from finance.services.own_rates import own_rate_create
from finance.services.periods import period_lock
from finance.services.transactions import (
    PostingDraft,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
    transaction_update,
)
from tests.conftest import Cast, join
from tests.ledger.conftest import DAY, NOW, Books, open_books
from users.audit.models import AuditEvent
from users.models import User
from users.tenancy.actor import acting
from users.workspaces.roles import Role
from utils.errors import NotAllowedError

D = Decimal
LATER = DAY + datetime.timedelta(days=3)
Told = list[tuple[Decimal | None, str]]


@pytest.fixture(autouse=True)
def _ends_sound(books: Books) -> Iterator[None]:
    yield
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


@pytest.fixture
def fixings(books: Books) -> None:
    for currency, day, rate in (("USD", DAY, "1.28"), ("USD", LATER, "1.25"), ("CHF", DAY, "0.96"), ("JPY", DAY, "160")):
        EcbFixing.objects.create(currency=currency, date=day, rate=D(rate))


def account_in(books: Books, currency: str) -> Account:
    return account_create(actor=books.actor, name=f"In {currency}", kind=AccountKind.BANK, currency=currency)


def foreign(books: Books, *amounts: str, currency: str = "USD", base: str | None = None) -> list[PostingDraft]:
    """From clearing, into a category for each amount; `base` is the one that a person gave for the money."""
    spent = [PostingDraft(D(amount), currency, category=books.fuel) for amount in amounts]
    money = sum((draft.amount for draft in spent), D(0))
    return [PostingDraft(-money, currency, account=books.clearing, base_amount=None if base is None else D(base)), *spent]


def bases(transaction: Transaction) -> Told:
    return list(transaction.postings.order_by("position").values_list("base_amount", "rate_source"))


def without_base() -> int:
    return sum(MonthlySum.objects.values_list("postings_without_base", flat=True))


@pytest.mark.usefixtures("fixings")
class TestBooking:
    def test_the_rate_of_the_day_values_the_money_and_its_splits_share_that(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "33.33", "33.33", "33.34"))
        assert bases(booked) == [(D("-78.13"), "ecb"), (D("26.04"), "ecb"), (D("26.04"), "ecb"), (D("26.05"), "ecb")]
        kept = booked.postings.get(position=1)
        assert (kept.rate, kept.rate_date) == (D("0.78125"), DAY)  # 100 / 1.28 = 78.125
        assert without_base() == 0

    def test_a_rate_of_up_to_seven_days_before_is_told_by_its_day(self, books: Books) -> None:
        booked = books.expense(date=DAY + datetime.timedelta(days=2), postings=foreign(books, "10", currency="JPY"))
        assert booked.postings.get(position=1).rate_date == DAY
        assert bases(booked) == [(D("-0.06"), "ecb"), (D("0.06"), "ecb")]

    def test_without_a_rate_there_is_no_base_amount(self, books: Books) -> None:
        assert bases(books.expense(postings=foreign(books, "10", currency="ARS"))) == [(None, ""), (None, "")]
        assert without_base() == 2

    def test_what_a_person_gave_stays_and_values_the_rest(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "60", "40", base="-90.01"))
        assert bases(booked) == [(D("-90.01"), "given"), (D("54.01"), "given"), (D("36.00"), "given")]
        assert booked.postings.filter(rate=None).count() == 3

    def test_an_own_rate_goes_first(self, books: Books) -> None:
        own_rate_create(actor=books.actor, date=DAY, currency="USD", rate=D("0.9"))
        assert bases(books.expense(postings=foreign(books, "10"))) == [(D("-9.00"), "own"), (D("9.00"), "own")]

    def test_a_transfer_is_worth_what_the_bank_gave(self, books: Books) -> None:
        dollars = account_in(books, "USD")
        legs = [PostingDraft(D(-90), "EUR", account=books.bank), PostingDraft(D(100), "USD", account=dollars)]
        booked = books.expense(kind=TransactionKind.TRANSFER, postings=legs)
        assert bases(booked) == [(D(-90), ""), (D(90), "bank")]
        assert (booked.postings.get(position=2).rate, booked.postings.get(position=2).rate_date) == (D("0.9"), DAY)

    def test_between_two_foreign_currencies_a_rate_values_one_and_the_bank_the_other(self, books: Books) -> None:
        legs = [
            PostingDraft(D(-128), "USD", account=account_in(books, "USD")),
            PostingDraft(D(98), "ARS", account=account_in(books, "ARS")),
        ]
        booked = books.expense(kind=TransactionKind.TRANSFER, postings=legs)
        assert bases(booked) == [(D(-100), "ecb"), (D(100), "bank")]
        turned = [PostingDraft(-leg.amount, leg.currency, account=leg.account) for leg in reversed(legs)]
        assert bases(books.expense(kind=TransactionKind.TRANSFER, postings=turned)) == [(D(-100), "bank"), (D(100), "ecb")]

    def test_amounts_of_one_sign_are_no_exchange(self, books: Books) -> None:
        legs = [PostingDraft(D(-90), "EUR", account=books.bank), PostingDraft(D(-100), "USD", account=books.clearing)]
        with pytest.raises(BaseAmountError):
            books.expense(kind=TransactionKind.TRANSFER, postings=legs)

    def test_an_amount_in_the_base_currency_has_no_other_base_amount(self, books: Books) -> None:
        legs = [PostingDraft(D(-5), "EUR", account=books.bank, base_amount=D(-4)), PostingDraft(D(5), "EUR", category=books.fuel)]
        with pytest.raises(BaseAmountError, match="base currency already"):
            books.expense(postings=legs)

    def test_a_settlement_in_a_third_currency_books_the_difference(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "128"))  # 100.00
        settled = transaction_settle(
            actor=books.actor, transaction=booked, account=account_in(books, "CHF"), date=DAY, amount=D("-98.40")
        )  # 102.50
        exchange = Category.objects.get(system_code=SystemCategory.EXCHANGE)
        assert bases(settled) == [(D(100), "ecb"), (D("-102.50"), "ecb"), (D("2.50"), "")]
        assert settled.postings.get(category=exchange).amount == D("2.50")

    def test_a_reversal_has_the_base_amounts_of_its_transaction(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "128"))
        reversal = transaction_reverse(actor=books.actor, transaction=booked, date=LATER)
        assert bases(reversal) == [(D(100), "ecb"), (D(-100), "ecb")]


@pytest.mark.usefixtures("fixings")
class TestAnotherDay:
    def update(self, books: Books, transaction: Transaction, day: datetime.date) -> Told:
        transaction.refresh_from_db()
        version = transaction.version
        transaction_update(actor=books.actor, transaction=transaction, expected_version=version, date=day)
        return bases(transaction)

    def test_takes_the_rate_of_that_day(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "128"))
        assert self.update(books, booked, LATER) == [(D("-102.40"), "ecb"), (D("102.40"), "ecb")]
        assert booked.postings.get(position=1).rate_date == LATER
        assert self.update(books, booked, DAY - datetime.timedelta(days=1)) == [(None, ""), (None, "")]
        assert without_base() == 2
        assert self.update(books, booked, DAY) == [(D("-100.00"), "ecb"), (D("100.00"), "ecb")]

    def test_leaves_what_a_person_or_the_bank_gave(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "128", base="-90"))
        assert self.update(books, booked, LATER) == [(D(-90), "given"), (D(90), "given")]
        legs = [PostingDraft(D(-90), "EUR", account=books.bank), PostingDraft(D(100), "USD", account=books.clearing)]
        assert self.update(books, books.expense(kind=TransactionKind.TRANSFER, postings=legs), LATER)[1] == (D(90), "bank")

    def test_moves_both_sides_of_an_exchange_that_a_rate_valued(self, books: Books) -> None:
        legs = [PostingDraft(D(-128), "USD", account=books.clearing), PostingDraft(D(98), "ARS", account=books.clearing)]
        booked = books.expense(kind=TransactionKind.TRANSFER, postings=legs)
        assert self.update(books, booked, LATER) == [(D("-102.40"), "ecb"), (D("102.40"), "bank")]
        with pytest.raises(BaseAmountError):
            self.update(books, booked, DAY - datetime.timedelta(days=1))

    def test_refuses_a_day_on_which_it_is_worth_more_than_fits(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "999999999999999"))
        own_rate_create(actor=books.actor, date=LATER, currency="USD", rate=D("2"))
        with pytest.raises(InvalidMoneyError):
            self.update(books, booked, LATER)

    def test_leaves_what_is_settled_as_its_settlement_has_it(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "128"))
        transaction_settle(actor=books.actor, transaction=booked, account=account_in(books, "USD"), date=LATER)
        assert self.update(books, booked, LATER) == [(D(-100), "ecb"), (D(100), "ecb")]


class TestCompleting:
    def complete(self, books: Books) -> Completion:
        return base_amounts_complete(actor=books.actor)

    def test_late_rates_value_what_had_none_and_only_that(self, books: Books, fixings: None) -> None:
        EcbFixing.objects.all().delete()
        booked, given_one = books.expense(postings=foreign(books, "128")), books.expense(postings=foreign(books, "9", base="-7"))
        draft = books.expense(postings=foreign(books, "128"), status=TransactionStatus.DRAFT)
        pesos = books.expense(postings=foreign(books, "5", currency="ARS"))
        trashed = books.expense(postings=foreign(books, "128"))
        transaction_trash(actor=books.actor, transaction=trashed, now=NOW)
        assert without_base() == 4
        EcbFixing.objects.create(currency="USD", date=DAY, rate=D("1.28"))
        assert self.complete(books) == Completion(completed=2, remaining=1, locked=0)
        assert bases(booked) == bases(draft) == [(D(-100), "ecb"), (D(100), "ecb")]
        assert bases(given_one) == [(D(-7), "given"), (D(7), "given")]
        assert bases(pesos) == bases(trashed) == [(None, ""), (None, "")]
        assert without_base() == 2
        before = booked.version
        booked.refresh_from_db()
        assert booked.version == before + 1
        assert AuditEvent.objects.filter(action="base_amounts_completed").get().data == {"transactions": 2}
        assert self.complete(books) == Completion(completed=0, remaining=1, locked=0)

    def test_a_locked_period_stays_as_it_is(self, books: Books) -> None:
        locked, free = (books.expense(date=day, postings=foreign(books, "10")) for day in (DAY, LATER))
        period_lock(actor=books.actor, through=DAY)
        for day in (DAY, LATER):
            own_rate_create(actor=books.actor, date=day, currency="USD", rate=D("0.5"))
        assert self.complete(books) == Completion(completed=1, remaining=1, locked=1)
        assert bases(locked) == [(None, ""), (None, "")]
        assert bases(free) == [(D(-5), "own"), (D(5), "own")]

    def test_settlements_and_reversals_follow_their_transaction(self, books: Books) -> None:
        settled, reversed_one = books.expense(postings=foreign(books, "10")), books.expense(postings=foreign(books, "6", "4"))
        dollars = account_in(books, "USD")
        settlement = transaction_settle(actor=books.actor, transaction=settled, account=dollars, date=LATER)
        reversal = transaction_reverse(actor=books.actor, transaction=reversed_one, date=LATER)
        for day, rate in ((DAY, "0.5"), (LATER, "0.7")):
            own_rate_create(actor=books.actor, date=day, currency="USD", rate=D(rate))
        assert bases(settlement) == [(None, ""), (None, "")]
        assert self.complete(books) == Completion(completed=4, remaining=0, locked=0)
        assert bases(settled) == [(D(-5), "own"), (D(5), "own")]
        assert bases(settlement) == [(D(5), "own"), (D(-5), "own")]
        assert bases(reversal) == [(D(5), "own"), (D(-3), "own"), (D(-2), "own")]

    def test_what_the_bank_took_for_it_values_a_settled_purchase(self, books: Books) -> None:
        booked = books.expense(postings=foreign(books, "6", "4"))
        transaction_settle(actor=books.actor, transaction=booked, account=books.bank, date=LATER, amount=D("-9.21"))
        own_rate_create(actor=books.actor, date=DAY, currency="USD", rate=D("0.5"))
        assert self.complete(books).completed == 1
        assert bases(booked) == [(D("-9.21"), "bank"), (D("5.53"), "bank"), (D("3.68"), "bank")]
        clearing = Posting.objects.filter(account=books.clearing).values_list("base_amount", flat=True)
        assert sum(base for base in clearing if base is not None) == 0

    def test_all_workspaces_that_wait_are_completed(self, books: Books, cast: Cast) -> None:
        booked = books.expense(postings=foreign(books, "128"))
        EcbFixing.objects.create(currency="USD", date=DAY, rate=D("1.28"))
        with acting(cast.charlie):
            assert base_amounts_complete_all() == 1
        assert bases(booked) == [(D(-100), "ecb"), (D(100), "ecb")]

    def test_what_is_worth_more_than_fits_stays_without_and_holds_up_nobody(self, books: Books, cast: Cast) -> None:
        huge = books.expense(postings=foreign(books, "999999999999999"))
        booked = books.expense(postings=foreign(books, "10"))
        own_rate_create(actor=books.actor, date=DAY, currency="USD", rate=D("2"))
        with acting(cast.charlie):
            assert base_amounts_complete_all() == 1
        assert bases(huge) == [(None, ""), (None, "")]
        assert bases(booked) == [(D(-20), "own"), (D(20), "own")]

    def test_what_goes_wrong_in_one_workspace_holds_up_no_other(self, books: Books, cast: Cast) -> None:
        booked = books.expense(postings=foreign(books, "128"))
        with acting(cast.charlie):
            others = open_books(cast.charlie)
            other = others.expense(postings=foreign(others, "128"))
        broken, sound = sorted(((books.actor, booked), (cast.charlie, other)), key=lambda one: one[0].workspace_id)
        with acting(broken[0]):  # the sum of the month has no room for more
            MonthlySum.objects.filter(category__isnull=False).update(base_amount=D("99999999999999999999"))
        EcbFixing.objects.create(currency="USD", date=DAY, rate=D("1.28"))
        assert base_amounts_complete_all() == 1
        with acting(broken[0]):
            assert bases(broken[1]) == [(None, ""), (None, "")]
            MonthlySum.objects.filter(category__isnull=False).update(base_amount=0)
        with acting(sound[0]):
            assert bases(sound[1]) == [(D(-100), "ecb"), (D(100), "ecb")]

    def test_a_reader_completes_nothing(self, books: Books, cast: Cast) -> None:
        reader = join(cast.workspace, User.objects.create_user("reader@example.org", None), Role.ACCOUNTANT)
        with pytest.raises(NotAllowedError):
            base_amounts_complete(actor=reader)
