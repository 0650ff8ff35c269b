"""Wall (b): every key between tenant tables holds the workspace in the database."""

from __future__ import annotations

from collections.abc import Iterator

import pghistory.models
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from finance.models import Category, CategoryKind
from tests.conftest import Cast
from users.tenancy.models import TenantForeignKey, TenantModel
from users.tenancy.postgres.compiler import tenant_tables
from users.tenancy.scope import scope

STEAL = "SET CONSTRAINTS ALL IMMEDIATE; UPDATE finance_category SET parent_id = %s WHERE id = %s"


def keys_between_tenant_tables() -> Iterator[models.ForeignKey]:
    """Not those of event tables: an event outlives what it points at."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, pghistory.models.Event):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.related_model._meta.db_table in tenant_tables():
                yield field


def composite_keys_in_database() -> set[tuple[str, str, str]]:
    """(table, column, target) of each key on (workspace_id, column) → (workspace_id, id) that is enforced."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.conrelid::regclass::text, own.attname, c.confrelid::regclass::text
              FROM pg_constraint c
              JOIN pg_attribute ws ON ws.attrelid = c.conrelid AND ws.attnum = c.conkey[1] AND ws.attname = 'workspace_id'
              JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = c.conkey[2]
              JOIN pg_attribute fws ON fws.attrelid = c.confrelid AND fws.attnum = c.confkey[1] AND fws.attname = 'workspace_id'
              JOIN pg_attribute fid ON fid.attrelid = c.confrelid AND fid.attnum = c.confkey[2] AND fid.attname = 'id'
             WHERE c.contype = 'f' AND c.convalidated AND cardinality(c.conkey) = 2
            """
        )
        return set(cursor.fetchall())


@pytest.mark.django_db
def test_no_key_between_tenant_tables_lacks_its_composite_constraint() -> None:
    in_models = {
        (field.model._meta.db_table, field.column, field.related_model._meta.db_table) for field in keys_between_tenant_tables()
    }
    assert len(in_models) > 20
    assert in_models - composite_keys_in_database() == set()


def test_every_key_between_tenant_tables_is_declared_as_one() -> None:
    assert [str(field) for field in keys_between_tenant_tables() if not isinstance(field, TenantForeignKey)] == []


def test_every_table_with_a_workspace_has_the_key_that_others_point_at() -> None:
    tenants = [model for model in tenant_tables().values() if issubclass(model, TenantModel)]
    for model in tenants:
        unique = {constraint.fields for constraint in model._meta.constraints if isinstance(constraint, models.UniqueConstraint)}
        assert ("workspace", "id") in unique, model


def test_a_foreign_id_cannot_be_stored_even_by_raw_sql(cast: Cast) -> None:
    with scope(cast.other_workspace.id):
        his = Category.objects.create(workspace=cast.other_workspace, name="His", kind=CategoryKind.EXPENSE)
    with scope(cast.workspace.id):
        mine = Category.objects.create(workspace=cast.workspace, name="Mine", kind=CategoryKind.EXPENSE)
    with pytest.raises(IntegrityError, match="same_workspace"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE; UPDATE finance_category SET parent_id = %s WHERE id = %s", [his.id, mine.id]
        )


@pytest.mark.django_db
def test_no_index_stands_on_the_workspace_alone() -> None:
    """A cached plan for checking a composite key could choose it, and then a bulk load is quadratic."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT i.indexrelid::regclass::text FROM pg_index i
              JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
             WHERE a.attname = 'workspace_id' AND i.indnkeyatts = 1 AND NOT i.indisunique AND i.indpred IS NULL
            """
        )
        assert cursor.fetchall() == []
