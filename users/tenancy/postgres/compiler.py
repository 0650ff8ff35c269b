"""SQL compilers that put the active workspace into every query on a tenant table, at the moment the SQL is made.

So `.exists()`, `Exists(…)`, following a key, bulk updates and deletes are all held by it. Relied on by every room that
queries the ledger; `tests/users/test_scope.py` walks the ways round it that other libraries leave open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.constants import OnConflict
from django.db.models.lookups import Exact
from django.db.models.sql import Query, compiler
from django.db.models.sql.datastructures import BaseTable
from django.db.models.sql.where import AND, WhereNode

from users.tenancy.scope import ScopeError, Unscoped, active_scope

SCOPE_COLUMN = "workspace_id"


@cache
def tenant_tables() -> dict[str, type[Model]]:
    """Tables that belong to a workspace: all that have a workspace_id column."""
    return {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and any(field.column == SCOPE_COLUMN for field in model._meta.concrete_fields)
    }


def scoped(query: Any) -> Any:
    """The same query, held to the workspace in force. Raises ScopeError when none is."""
    tables = tenant_tables()
    used = [alias for alias, count in query.alias_refcount.items() if count] or list(query.alias_map)
    touched = [alias for alias in used if query.alias_map[alias].table_name in tables]
    model_is_tenant = query.model is not None and query.model._meta.db_table in tables
    if not touched and not model_is_tenant:
        return query
    current = active_scope()
    if isinstance(current, Unscoped):
        return query
    if not model_is_tenant:
        raise ScopeError(f"Start the query at the tenant table, not at {query.model}.")
    _refuse_ways_through_common_tables(query, touched)
    held = query.clone()
    base = _base_alias(held)
    model = tables.get(held.alias_map[base].table_name)
    if model is None:
        raise ScopeError(f"The query on {query.model} has no tenant table as its base.")
    field: Any = model._meta.get_field("workspace_id" if _is_plain(model) else "workspace")
    only_here: Any = Exact(field.get_col(base), current)  # Any: a lookup is a node, which the stubs do not say
    held.where = WhereNode([only_here, held.where], AND)
    return held


def _base_alias(query: Any) -> str:
    """The table that the query begins at. (For `exclude` over many rows, Django trims the model's own and begins at theirs.)"""
    for alias, table in query.alias_map.items():
        if isinstance(table, BaseTable) and query.alias_refcount[alias]:
            return str(alias)
    alias = query.get_initial_alias()
    if not isinstance(query.alias_map[alias], BaseTable):
        raise ScopeError(f"The query on {query.model} has no base table to scope.")
    return str(alias)


def _refuse_ways_through_common_tables(query: Query, touched: list[str]) -> None:
    """Composite keys keep a join between tenant tables in its workspace; one through a common table (User) would leave it."""
    for alias in touched:
        parent = getattr(query.alias_map[alias], "parent_alias", None)
        if parent is not None and query.alias_map[parent].table_name not in tenant_tables():
            raise ScopeError(f"{alias} is reached through {parent}, which all workspaces share.")


def _is_plain(model: type[Model]) -> bool:
    """Whether the model keeps the workspace's id without a foreign key (audit and event tables)."""
    return not any(field.name == "workspace" for field in model._meta.concrete_fields)


class _Holding:
    """Holds the query of this compiler to the scope once, just before its SQL is made.

    (Not when it is built: Django builds compilers on bare queries to write the SQL of a constraint.)
    """

    query: Any
    _is_held = False

    def hold(self) -> None:
        if not self._is_held:
            self.query = scoped(self.query)
            self._is_held = True


class SQLCompiler(_Holding, compiler.SQLCompiler):
    """SELECT within the scope."""

    def pre_sql_setup(self, *args: Any, **kwargs: Any) -> Any:
        self.hold()
        return super().pre_sql_setup(*args, **kwargs)


class SQLUpdateCompiler(_Holding, compiler.SQLUpdateCompiler):
    """UPDATE within the scope."""

    def pre_sql_setup(self, *args: Any, **kwargs: Any) -> Any:
        _refuse_move(self.query)
        self.hold()
        return super().pre_sql_setup(*args, **kwargs)


class SQLDeleteCompiler(_Holding, compiler.SQLDeleteCompiler):
    """DELETE within the scope."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        self.hold()
        return super().as_sql(*args, **kwargs)


class SQLAggregateCompiler(compiler.SQLAggregateCompiler):
    """Its inner query is compiled by SQLCompiler, and so is scoped there."""


class SQLInsertCompiler(compiler.SQLInsertCompiler):
    """INSERT into the scope only."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        _refuse_foreign_rows(self.query)
        return super().as_sql(*args, **kwargs)


def _refuse_foreign_rows(query: Any) -> None:
    if query.model._meta.db_table not in tenant_tables():
        return
    current = active_scope()
    if isinstance(current, Unscoped):
        return
    if query.on_conflict is OnConflict.UPDATE and SCOPE_COLUMN not in _columns(query.model, query.unique_fields):
        raise ScopeError(f"An upsert of {query.model} could hit another workspace's row: make the workspace part of its key.")
    for row in query.objs:
        if row.workspace_id != current:
            raise ScopeError(f"A row of {query.model} for another workspace than the one in scope.")


def _columns(model: type[Model], names: Iterable[str]) -> set[str | None]:
    """The columns of fields named as Django's upsert names them: by name, or by column already."""
    by_name = {field.name: field.column for field in model._meta.concrete_fields}
    return {by_name.get(name, name) for name in names}


def _refuse_move(query: Any) -> None:
    """An UPDATE may not carry a row into another workspace."""
    if query.model._meta.db_table not in tenant_tables():
        return
    current = active_scope()
    if isinstance(current, Unscoped):
        return
    for field, _model, value in query.values:
        if field.column == SCOPE_COLUMN and getattr(value, "pk", value) != current:
            raise ScopeError(f"A row of {query.model} would move to another workspace.")
