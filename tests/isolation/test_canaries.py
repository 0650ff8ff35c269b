"""Texts of one workspace are looked for in everything that another one, or a lesser role, can fetch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from app_settings.routes import ROUTES, Answer, Route
from tests.isolation.calls import Call, address, send, undone
from tests.isolation.conftest import World
from tests.isolation.identities import IDENTITIES, STRANGERS, Identity
from users.models import User, Workspace
from users.tenancy.postgres.compiler import tenant_tables
from users.workspaces.roles import Role

LOOKED_AT = [route for route in ROUTES if route.method == "GET"]
TEXTS = models.CharField | models.TextField | models.JSONField

# Columns of texts that no person gives, and what they hold. Every other one bears a mark in `tests/isolation/things.py`.
MACHINE_WRITTEN = {
    "finance_blob": {"sha256", "media_type", "storage_name"},
    "finance_document": {"channel", "state", "error_code", "kind", "kind_origin", "direction", "direction_origin"},
    "finance_documentreading": {"reader_version", "policy", "language", "warnings"},
    "finance_documenttable": {"origin"},
    "finance_documentattachment": {"media_type", "refused_code"},
    "finance_documentpassword": {"password"},
    "finance_documentpage": {"unit", "source", "preview_name"},
    "finance_extraction": {"provider", "seen_by", "kind", "direction", "review"},
    "finance_extractedfield": {"name", "origin", "source", "confirmed_by", "evidence_source", "evidence_path"},
    "finance_finding": {"code", "severity", "fields"},
    "finance_account": {"kind", "currency", "last4"},
    "finance_category": {"kind", "system_code"},
    "finance_transaction": {"kind", "status"},
    "finance_posting": {"currency", "rate_source"},
    "finance_monthlysum": {"currency"},
    "finance_comment": {"kind"},
    "finance_export": {"format", "filters", "state", "error_code", "error_detail", "storage_name"},
    "finance_documenttraits": {"kind", "currency", "look"},
    "finance_duplicatemark": {"kind", "reason", "strength", "state"},
    "finance_documentlink": {"kind"},
    "finance_reconciliation": {"state"},
    "finance_ownrate": {"currency", "base"},
    "finance_transactionsearch": {"language"},
    "finance_documentsearch": {"language"},
    "finance_statementimport": {"media_type", "channel", "state", "error_code", "signature", "counts"},
    "finance_importrow": {"verdict", "decision", "currency", "candidates"},
    "finance_importmapping": {"signature"},
    "finance_ledgersettings": {"booking_policy", "approval", "ocr_policy", "ocr_languages"},
    "users_apikey": {"prefix", "digest", "scopes"},
    "users_membership": {"role"},
    "users_workspaceidentity": {"kind"},
    "users_auditevent": {"actor_kind", "action", "subject_type", "request_id", "source"},
    "users_workspace": {"base_currency", "country", "locale", "timezone"},
    "users_user": {"password", "kind", "locale", "timezone", "notifications"},
    "users_invitation": {"role", "digest", "token"},
    "users_idempotencyrecord": {"place", "request_digest", "headers", "subject", "capabilities"},
}


def text_columns() -> Iterator[tuple[str, str]]:
    for model in [*tenant_tables().values(), Workspace, User]:
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            base = field.base_field if isinstance(field, ArrayField) else field
            if isinstance(base, TEXTS) and field.column not in MACHINE_WRITTEN.get(table.removesuffix("event"), set()) | _own(
                table
            ):
                yield table, field.column


def _own(table: str) -> set[str]:
    """Of event tables also what pghistory adds; a column is written by machines there as in the table it tells of."""
    return MACHINE_WRITTEN.get(table, set()) | {"pgh_label", "pgh_context", "match_key"}


def test_every_text_that_a_person_can_give_bears_a_mark(world: World) -> None:
    unmarked = []
    for table, column in text_columns():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE %s', [f"%{world.ours.mark}%"])  # noqa: S608
            if cursor.fetchone() is None:
                unmarked.append(f"{table}.{column}")
    assert unmarked == []


def test_no_column_is_excused_that_is_not_there() -> None:
    there = {(model._meta.db_table, field.column) for model in apps.get_models() for field in model._meta.concrete_fields}
    assert {(table, column) for table, columns in MACHINE_WRITTEN.items() for column in columns} - there == set()


# Lists whose rows hold no text that a person gave: there, the id of ours is what must not get out.
BY_ID = {
    "/api/v1/finance/duplicates/": "duplicate",
    "/api/v1/finance/exports/": "export",
    "/api/v1/finance/reconciliations/": "reconciliation",
}


def ours_in(world: World, route: Route, text: str) -> bool:
    """Whether something of ours stands in the text."""
    row = BY_ID.get(route.path)
    return world.ours.mark.lower() in text.lower() or (row is not None and str(world.ours.rows[row].id) in text)


def everything(world: World, identity: Identity, route: Route) -> Iterator[str]:
    """Whatever a GET of the route gives this identity: own rows, others' rows, other workspaces, all pages."""
    client, home = world.caller(identity), world.home_of(identity)
    for rows_of in (home,) if route.answer is Answer.AUTH else (home, world.ours):  # there, what is in the call is the proof
        with undone():
            call = world.call(route, rows_of, identity.role if rows_of is home else Role.OWNER)
            yield from _texts(send(client, route, call))
            yield from _texts(send(client, route, Call(call.path, query="?unknown=" + world.ours.text("x")[:3])))
            yield from _texts(send(world.caller(identity, workspace=world.ours.workspace.id), route, call))
    if route.answer is Answer.PAGE:
        with undone():
            yield from _pages(client, address(route.path, world.call(route, home, identity.role).path))


def _pages(client: Any, path: str) -> Iterator[str]:
    at: str | None = f"{path}?page_size=1"
    while at is not None:
        answer = client.get(at)
        yield from _texts(answer)
        at = json.loads(answer.content).get("next")


def _texts(answer: Any) -> Iterator[str]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    yield content.decode("utf-8", "replace") + str(dict(answer.headers))


@pytest.mark.parametrize("route", LOOKED_AT, ids=lambda route: route.path)
def test_a_stranger_reads_no_text_of_ours(world: World, route: Route) -> None:
    for text in everything(world, STRANGERS[1], route):
        assert not ours_in(world, route, text)


@pytest.mark.parametrize("route", LOOKED_AT, ids=lambda route: route.path)
def test_an_uploader_reads_what_is_its_own_or_everybodys(world: World, route: Route) -> None:
    uploader = next(one for one in IDENTITIES if one.name == "uploader by session")
    for text in everything(world, uploader, route):
        assert f"{world.ours.mark}CLOSED".lower() not in text.lower()


def test_the_marks_are_there_to_be_found(world: World) -> None:
    owner = next(one for one in IDENTITIES if one.name == "owner by key")
    lists = [route for route in LOOKED_AT if route.answer is Answer.PAGE]
    without = [route.path for route in lists if not any(ours_in(world, route, text) for text in everything(world, owner, route))]
    assert without == []
