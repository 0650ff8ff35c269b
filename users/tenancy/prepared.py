"""Queries that are asked at every request: their SQL is made once, and only the values in it change.

To build and compile such a query takes longer than Postgres needs to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=Model)


class PreparedQuery(Generic[Row]):
    """`make` gives the query for some values by name; `examples` are values of that kind, each unlike all else in the query.

    Only for queries that no scope is put into: `make` is called once in each process, in the scope of that moment.
    """

    def __init__(self, make: Callable[..., QuerySet[Row]], **examples: object) -> None:
        self._make = make
        self._examples = examples
        self._made: tuple[str, list[Any], Any] | None = None

    def first(self, **values: object) -> Row | None:
        """The first row, with what the query selects beside it."""
        sql, params, compiler = self._made = self._made or self._compiled()
        with connection.cursor() as cursor:
            given: list[Any] = [values[param.name] if isinstance(param, _Name) else param for param in params]
            cursor.execute(sql, given)
            row = cursor.fetchone()
        return None if row is None else _instance(compiler, row)

    def _compiled(self) -> tuple[str, list[Any], Any]:
        compiler: Any = self._make(**self._examples)[:1].query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        names = {example: _Name(name) for name, example in self._examples.items()}
        return sql, [names.get(param, param) for param in params], compiler


class _Name:
    """Where a value goes."""

    def __init__(self, name: str) -> None:
        self.name = name


def _instance(compiler: Any, row: tuple[Any, ...]) -> Any:
    """The model's instance that a row tells of, with those that were selected beside it; as Django's own iteration makes it."""
    columns = compiler.select
    converters = compiler.get_converters([column for column, *_ in columns])
    if converters:
        (row,) = compiler.apply_converters([row], converters)
    own = compiler.klass_info["select_fields"]
    first, last = own[0], own[-1] + 1
    names = [column.target.attname for column, *_ in columns[first:last]]
    instance = compiler.klass_info["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:last])
    related: Any = get_related_populators  # the stubs are of a later Django, where it takes more
    for beside in related(compiler.klass_info, columns, DEFAULT_DB_ALIAS):
        beside.populate(row, instance)
    return instance
