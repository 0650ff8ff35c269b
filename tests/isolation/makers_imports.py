"""Calls of the routes of imports."""

from __future__ import annotations

from typing import Any

from finance.models import ImportMapping, ImportState, StatementImport
from finance.services.imports import import_apply, import_book
from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home
from tests.isolation.makers import FINANCE, version_of
from tests.isolation.things import make_import, statement_csv

MAPPING = {"columns": ["date", "payee", "amount"], "header_rows": 1}


@maker(f"GET {FINANCE}imports/", f"GET {FINANCE}import-mappings/")
def lists(_home: Home) -> Call:
    return Call()


@maker(f"POST {FINANCE}imports/")
def upload(home: Home) -> Call:
    return Call(body={"account": str(home.rows["account"].id)}, files={"file": ("new.csv", statement_csv(home))})


@maker(f"GET {FINANCE}imports/<pk>/")
def statement(home: Home) -> Call:
    return Call({"pk": home.rows["import"].id})


@maker(f"PATCH {FINANCE}imports/<pk>/")
def mapping_change(home: Home) -> Call:
    found = make_import(home)
    return Call({"pk": found.id}, {"mapping": MAPPING, **version_of(found)})


@maker(f"POST {FINANCE}imports/<pk>/apply/")
def to_book(home: Home) -> Call:
    return Call({"pk": make_import(home).id}, {"all_or_nothing": False})


@maker(f"POST {FINANCE}imports/<pk>/undo/")
def to_undo(home: Home) -> Call:
    found: StatementImport = make_import(home)
    import_apply(actor=home.owner, statement=found, all_or_nothing=False)
    import_book(import_id=found.id)
    assert StatementImport.objects.get(id=found.id).state == ImportState.APPLIED
    return Call({"pk": found.id}, {})


@maker(f"GET {FINANCE}imports/<import_pk>/rows/")
def rows(home: Home) -> Call:
    return Call({"import_pk": home.rows["import"].id})


@maker(f"GET {FINANCE}imports/<import_pk>/rows/<pk>/")
def row(home: Home) -> Call:
    return Call(_ids(home.rows["import_row"]))


@maker(f"PATCH {FINANCE}imports/<import_pk>/rows/<pk>/")
def decision(home: Home) -> Call:
    return Call(_ids(home.rows["import_row"]), {"decision": "skipped", **version_of(home.rows["import_row"])})


@maker(f"GET {FINANCE}import-mappings/<pk>/")
def mapping(home: Home) -> Call:
    return Call({"pk": home.rows["import_mapping"].id})


@maker(f"DELETE {FINANCE}import-mappings/<pk>/")
def mapping_at_hand(home: Home) -> Call:
    made = ImportMapping.objects.create(
        workspace_id=home.workspace.id, account=home.rows["account"], signature="1" * 64, mapping=MAPPING
    )
    return Call({"pk": made.id})


def _ids(found: Any) -> dict[str, Any]:
    return {"import_pk": found.statement_id, "pk": found.id}
