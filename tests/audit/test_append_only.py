"""What was written to the history of a record stays as it is."""

from __future__ import annotations

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from finance.models import AccountKind
from finance.services.accounts import account_create
from finance.services.ledger import ledger_open
from tests.conftest import Cast
from users.tenancy.actor import acting

TABLES = sorted(
    model._meta.db_table
    for model in apps.get_models()
    if issubclass(model, pghistory.models.Event) and model._meta.app_label != "pghistory"
)


def test_there_are_tables_of_history() -> None:
    assert {"finance_accountevent", "finance_postingevent", "finance_transactionevent"} <= set(TABLES)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'nothing'", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_history_only_grows(table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="the history only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_an_erasure_may_blank_what_is_personal_but_delete_nothing(cast: Cast) -> None:
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        account = account_create(actor=cast.alice, name="Bank", kind=AccountKind.BANK, currency="EUR")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('quittance.audit_erasure', 'on', true)")
        cursor.execute("UPDATE finance_accountevent SET pgh_context = '{}' WHERE id = %s", [account.id])
        assert cursor.rowcount == 1
        with pytest.raises(DatabaseError, match="the history only grows"), transaction.atomic():
            cursor.execute("DELETE FROM finance_accountevent")
        cursor.execute("SELECT set_config('quittance.audit_erasure', 'off', true)")
