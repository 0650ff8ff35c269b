"""Every change of a ledger record is kept, whoever makes it and by whatever statement, with actor and request."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import structlog
from django.apps import apps
from django.db import connection

from finance.models import Account, AccountKind, Category, CategoryKind, Posting, Transaction
from finance.services.accounts import account_update
from finance.services.transactions import transaction_trash
from tests.conftest import Cast
from tests.ledger.conftest import NOW, Books
from users.tenancy.actor import acting, machine


def history(model: Any) -> Any:
    return model.pgh_event_model.objects.order_by("pgh_id")


def labels(model: Any, **of: object) -> list[str]:
    return list(history(model).filter(**of).values_list("pgh_label", flat=True))


def test_insert_update_and_delete_are_kept(books: Books) -> None:
    category = Category.objects.create(workspace_id=books.actor.workspace_id, name="x", kind=CategoryKind.EXPENSE)
    category.name = "y"
    category.save()
    category_id = category.id
    category.delete()
    assert labels(Category, id=category_id) == ["insert", "update", "delete"]
    assert list(history(Category).filter(id=category_id).values_list("name", flat=True)) == ["x", "y", "y"]


def test_an_update_that_changes_nothing_leaves_no_trace(books: Books) -> None:
    Account.objects.filter(id=books.bank.id).update(name="Bank")
    assert labels(Account, id=books.bank.id) == ["insert"]


def test_bulk_writes_and_raw_sql_are_caught(books: Books) -> None:
    names = [f"bulk {number}" for number in range(3)]
    rows = [Account(workspace_id=books.actor.workspace_id, name=name, kind=AccountKind.CASH, currency="EUR") for name in names]
    Account.objects.bulk_create(rows)
    Account.objects.filter(name__startswith="bulk").update(last4="1234")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO finance_account (id, workspace_id, name, kind, currency, iban, last4, created_at, version)"
            " SELECT gen_random_uuid(), workspace_id, name || ' again', kind, currency, '', '', now(), 1 FROM finance_account"
            " WHERE name LIKE 'bulk%%'",
            [],
        )
    assert labels(Account, name__startswith="bulk") == ["insert"] * 3 + ["update"] * 3 + ["insert"] * 3


def test_the_actor_and_the_request_are_named(books: Books) -> None:
    with structlog.contextvars.bound_contextvars(request_id="req-7"), acting(books.actor):
        account_update(actor=books.actor, account=books.bank, name="House bank")
    event = history(Account).filter(id=books.bank.id).last()
    assert event.pgh_context == {"actor_kind": "user", "actor": str(books.actor.user_id), "request": "req-7"}


def test_raw_sql_has_its_actor_as_well(books: Books) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE finance_account SET name = 'by hand' WHERE id = %s", [books.bank.id])
    assert history(Account).filter(name="by hand").get().pgh_context["actor"] == str(books.actor.user_id)


def test_an_inner_actor_does_not_lend_its_name_to_the_outer_one(books: Books) -> None:
    with acting(machine(books.actor.workspace_id)):
        books.expense("1")
    books.expense("2")
    kinds = history(Posting).filter(amount__gt=0).values_list("pgh_context__actor_kind", flat=True)
    assert list(kinds) == ["machine", "user"]


def test_a_transaction_tells_what_became_of_it(books: Books) -> None:
    booked = books.expense()
    transaction_trash(actor=books.actor, transaction=booked, now=NOW)
    assert labels(Transaction, id=booked.id) == ["insert", "update"]
    assert labels(Posting, transaction_id=booked.id) == ["insert", "insert"]


def test_history_of_a_purged_posting_remains(books: Books) -> None:
    booked = books.expense("3")
    Transaction.objects.filter(id=booked.id).delete()
    assert history(Posting).filter(pgh_label="delete", amount=Decimal(3)).count() == 1


@pytest.mark.parametrize("model", [Account, Category, Transaction, Posting])
def test_history_is_seen_in_its_workspace_only(books: Books, cast: Cast, model: Any) -> None:
    books.expense()
    with acting(cast.charlie):
        assert not history(model).exists()


def test_the_history_of_bulk_writes_is_planned_afresh_and_asks_no_other_table(books: Books) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT t.tgrelid::regclass::text || '.' || t.tgname, pg_get_functiondef(t.tgfoid) FROM pg_trigger t
             WHERE t.tgname LIKE 'pgtrigger%' AND t.tgrelid::regclass::text LIKE 'finance%' AND NOT t.tgisinternal
            """
        )
        functions = dict(cursor.fetchall())
    tracked = [model for model in apps.get_app_config("finance").get_models() if hasattr(model, "pgh_event_model")]
    assert len(functions) == 3 * len(tracked) >= 30
    for name, definition in functions.items():
        assert "EXECUTE $history$" in definition, name
        assert "_pgh_attach" not in definition, name
