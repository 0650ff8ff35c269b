"""Accounts, categories, vendors and the opening of a ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from finance.errors import AccountCurrencyError, CategoryTreeError, InvalidMoneyError, NameTakenError, TransactionStateError
from finance.models import Account, AccountKind, Category, CategoryKind, SystemCategory, Transaction, TransactionKind, VendorAlias
from finance.selectors.accounts import account_balances, account_get, account_list
from finance.selectors.categories import category_get, category_list, category_system
from finance.selectors.vendors import vendor_get, vendor_list
from finance.services.accounts import account_archive, account_create, account_update
from finance.services.categories import category_archive, category_create, category_update
from finance.services.ledger import ledger_open
from finance.services.vendors import vendor_create, vendor_get_or_create, vendor_match_key, vendor_update
from tests.conftest import Cast
from tests.ledger.conftest import DAY, NOW, Books
from users.tenancy.actor import acting
from utils.errors import DomainError, NotAllowedError, NotFoundError
from utils.ids import new_id


def create(books: Books, **changes: Any) -> Account:
    return account_create(actor=books.actor, **{"name": "Cash", "kind": AccountKind.CASH, "currency": "EUR", **changes})


def test_an_opened_ledger_has_clearing_system_and_ready_categories(books: Books) -> None:
    assert account_list().get(kind=AccountKind.CLEARING).currency is None
    assert {category_system(code).kind for code in SystemCategory} == {CategoryKind.SYSTEM}
    groceries = category_list().get(name="Groceries")
    assert groceries.parent is not None
    assert groceries.parent.name == "Food and drink"


def test_opening_twice_changes_nothing(books: Books) -> None:
    before = Category.objects.count()
    assert ledger_open(actor=books.actor).id == ledger_open(actor=books.actor).id
    assert Category.objects.count() == before


def test_a_stranger_to_the_ledger_does_not_open_it(cast: Cast) -> None:
    nobody = type(cast.bob)(cast.bob.kind, cast.bob.workspace_id, frozenset())
    with acting(nobody), pytest.raises(NotAllowedError):
        ledger_open(actor=nobody)


def test_an_opening_balance_is_a_transaction(books: Books) -> None:
    account = create(books, opening_balance=Decimal("100.00"), opening_date=DAY)
    booked = Transaction.objects.get()
    assert (booked.kind, booked.is_settled) == (TransactionKind.OPENING, True)
    assert account_balances([account.id]) == {account.id: {"EUR": Decimal("100.0000")}}


def test_a_loan_opens_with_a_debt(books: Books) -> None:
    account = create(books, kind=AccountKind.LOAN, opening_balance=Decimal(-5000), opening_date=DAY)
    assert account_balances([account.id]) == {account.id: {"EUR": Decimal(-5000)}}


def test_an_opening_balance_needs_its_date_and_nought_needs_no_booking(books: Books) -> None:
    with pytest.raises(DomainError):
        create(books, opening_balance=Decimal(1))
    create(books, opening_balance=Decimal(0))
    assert not Transaction.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"), [({"iban": "DE00 1234"}, "iban"), ({"last4": "12x4"}, "last4"), ({"name": " "}, "name")]
)
def test_a_malformed_account_is_refused_field_by_field(books: Books, changes: dict[str, str], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        create(books, **changes)
    assert set(refusal.value.errors) == {field}


def test_an_iban_is_kept_without_its_spaces(books: Books) -> None:
    assert create(books, iban="de89 3704 0044 0532 0130 00").iban == "DE89370400440532013000"


def test_an_account_has_a_known_currency_and_a_name_of_its_own(books: Books) -> None:
    with pytest.raises(InvalidMoneyError):
        create(books, currency="XYZ")
    with pytest.raises(NameTakenError):
        create(books, name="Bank")


def test_there_is_one_clearing_account(books: Books) -> None:
    with pytest.raises(DomainError):
        create(books, kind=AccountKind.CLEARING)
    with pytest.raises(TransactionStateError):
        account_archive(actor=books.actor, account=books.clearing, now=NOW)


def test_an_account_with_postings_keeps_its_currency(books: Books) -> None:
    account_update(actor=books.actor, account=books.bank, currency="USD", name="House bank")
    account_update(actor=books.actor, account=books.bank, currency="EUR")
    books.expense(account=books.bank)
    with pytest.raises(AccountCurrencyError):
        account_update(actor=books.actor, account=books.bank, currency="USD")


def test_an_archived_account_leaves_the_lists_but_not_the_ledger(books: Books) -> None:
    account_archive(actor=books.actor, account=books.bank, now=NOW)
    assert books.bank not in account_list()
    assert books.bank in account_list(include_archived=True)
    assert account_get(books.bank.id) == books.bank


@pytest.mark.parametrize("get", [account_get, category_get, vendor_get])
def test_what_does_not_exist_is_not_found(books: Books, get: Any) -> None:
    with pytest.raises(NotFoundError):
        get(new_id())


def test_a_category_stands_under_its_own_kind(books: Books) -> None:
    bread = category_create(actor=books.actor, name=" Bread ", kind=CategoryKind.EXPENSE, parent=books.groceries)
    assert (bread.name, bread.parent) == ("Bread", books.groceries)
    with pytest.raises(CategoryTreeError):
        category_create(actor=books.actor, name="Bread", kind=CategoryKind.INCOME, parent=books.groceries)


def test_a_category_does_not_stand_under_itself(books: Books) -> None:
    bread = category_create(actor=books.actor, name="Bread", kind=CategoryKind.EXPENSE, parent=books.groceries)
    for parent in (books.groceries, bread):
        with pytest.raises(CategoryTreeError):
            category_update(actor=books.actor, category=books.groceries, parent=parent)


def test_names_are_taken_once_per_parent(books: Books) -> None:
    with pytest.raises(NameTakenError):
        category_create(actor=books.actor, name="Fuel", kind=CategoryKind.EXPENSE, parent=books.fuel.parent)
    category_create(actor=books.actor, name="Fuel", kind=CategoryKind.EXPENSE)
    with pytest.raises(DomainError):
        category_create(actor=books.actor, name=" ", kind=CategoryKind.EXPENSE)


def test_a_category_is_renamed_moved_to_the_top_and_archived(books: Books) -> None:
    category_update(actor=books.actor, category=books.fuel, name="Petrol", parent=None)
    assert category_get(books.fuel.id).name == "Petrol"
    category_archive(actor=books.actor, category=books.fuel, now=NOW)
    assert books.fuel not in category_list()


def test_system_categories_stay(books: Books) -> None:
    unknown = category_system(SystemCategory.UNKNOWN)
    with pytest.raises(CategoryTreeError):
        category_archive(actor=books.actor, category=unknown, now=NOW)
    with pytest.raises(CategoryTreeError):
        category_create(actor=books.actor, name="x", kind=CategoryKind.SYSTEM)
    with pytest.raises(CategoryTreeError):
        category_update(actor=books.actor, category=unknown, parent=books.groceries)


@pytest.mark.parametrize(("one", "other"), [("Café Zoë", "CAFE ZOE"), ("REWE-Markt", "Rewe Markt"), ("ＡＢＣ", "abc")])
def test_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert vendor_match_key(one) == vendor_match_key(other)


def test_a_name_of_signs_only_is_its_own_key() -> None:
    assert vendor_match_key(" *** ") == "***"


def test_a_vendor_is_found_by_tax_id_before_its_name(books: Books) -> None:
    vendor = vendor_create(actor=books.actor, name="Rewe Markt GmbH", tax_id="DE 812706034")
    assert vendor_get_or_create(actor=books.actor, name="REWE Filiale 12", tax_id="de812706034") == vendor


def test_a_vendor_is_found_by_an_alias(books: Books) -> None:
    vendor = vendor_create(actor=books.actor, name="Amazon EU")
    VendorAlias.objects.create(
        workspace_id=books.actor.workspace_id, vendor=vendor, name="AMZN Mktp", match_key=vendor_match_key("AMZN Mktp")
    )
    assert vendor_get_or_create(actor=books.actor, name="amzn mktp") == vendor


def test_a_second_vendor_of_the_same_name_is_refused(books: Books) -> None:
    vendor_create(actor=books.actor, name="Lidl")
    other = vendor_create(actor=books.actor, name="Aldi")
    with pytest.raises(NameTakenError):
        vendor_create(actor=books.actor, name="LIDL")
    with pytest.raises(NameTakenError):
        vendor_update(actor=books.actor, vendor=other, name="lidl")


def test_a_vendor_is_changed_field_by_field(books: Books) -> None:
    vendor = vendor_create(actor=books.actor, name="Lidl", iban="DE89 3704 0044 0532 0130 00")
    vendor_update(actor=books.actor, vendor=vendor, name="Lidl Stiftung", default_category=books.groceries)
    stored = vendor_list().get()
    assert (stored.name, stored.default_category, stored.iban) == ("Lidl Stiftung", books.groceries, "DE89370400440532013000")
    with pytest.raises(DomainError):
        vendor_update(actor=books.actor, vendor=vendor, name="  ")
