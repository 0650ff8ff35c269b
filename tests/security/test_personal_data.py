"""Every column that can hold a text is classified: whether it tells of a person (D40)."""

from __future__ import annotations

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from tests.security.personal_data import ENTRUSTED, NEITHER, OF_HISTORY, WHO

TEXTS = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField, models.BinaryField)
TEXTS += (SearchVectorField,)


def columns() -> dict[str, set[str]]:
    """Of each table its columns that hold text; a table of events counts as that of which it tells."""
    found: dict[str, set[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            base = field.base_field if isinstance(field, ArrayField) else field
            if isinstance(base, TEXTS) and not model._meta.proxy:
                found.setdefault(model._meta.db_table, set()).add(field.column)
    return found


def classified(table: str) -> set[str]:
    return {*WHO.get(table, ()), *ENTRUSTED.get(table, ()), *NEITHER.get(table, ())}


def told_of(table: str, known: dict[str, set[str]]) -> tuple[str, set[str]]:
    """The table to look up, and what its history adds."""
    above = table.removesuffix("event")
    is_history = table.endswith("event") and (above in known or not classified(table))
    return (above, OF_HISTORY) if is_history else (table, set())


def test_d40_every_text_column_is_classified() -> None:
    known = columns()
    without = {}
    for table, held in known.items():
        name, more = told_of(table, known)
        if missing := held - classified(name) - more:
            without[table] = missing
    assert without == {}


def test_d40_no_column_is_classified_twice_or_is_not_there() -> None:
    known = columns()
    for table in {*WHO, *ENTRUSTED, *NEITHER}:
        parts = [set(WHO.get(table, ())), set(ENTRUSTED.get(table, ())), NEITHER.get(table, set())]
        assert sum(map(len, parts)) == len(set().union(*parts)), table
        assert set().union(*parts) - known.get(table, set()) == set(), table


def test_d40_addresses_of_people_and_machines_are_among_those_who_are_named() -> None:
    for table, held in columns().items():
        for column in held & {"email", "address", "user_agent"}:
            assert column in WHO.get(table, ()), f"{table}.{column}"
