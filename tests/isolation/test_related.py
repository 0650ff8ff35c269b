"""Every field and filter that takes an id is fed somebody else's: answered like an id of nothing, nothing changes."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import django_filters
import pytest
from django.db.models import Model
from django_filters.rest_framework import FilterSet
from rest_framework import serializers

from app_settings.routes import ROUTES, Route, ServedRoute, served_routes
from finance.filters.values import IdsFilter
from finance.models import Account, Category, Document, Project, Tag, Transaction, Vendor
from tests.isolation.bodies import body_of
from tests.isolation.calls import send, told, undone
from tests.isolation.conftest import World
from tests.isolation.homes import Home
from tests.isolation.identities import STRANGERS
from tests.isolation.snapshots import snapshot
from users.models import Membership, User, Workspace
from utils.ids import new_id

ROWS = {(route.method, route.path): route for route in ROUTES}
# Which of a home's rows is behind a field: by the model of the rows that it takes …
ROW_OF_MODEL: dict[type[Model], str] = {
    Account: "account",
    Category: "category",
    Document: "document",
    Vendor: "vendor",
    Transaction: "transaction",
    Tag: "tag",
    Project: "project",
    Membership: "service_account",
    Workspace: "workspace",
}
# … and for plain UUIDs by name.
ROW_OF_NAME = {
    "account": "account", "category": "category", "vendor": "vendor", "document": "document", "membership": "service_account",
    "actor": "owner", "subject_id": "vendor", "tag": "tag", "project": "project", "parent": "category", "imported_by": "import",
    "transaction": "transaction", "transactions": "transaction",
}  # fmt: skip
# Fields that take several ids at once.
LISTS_OF_IDS = ("tags", "accounts", "transactions")
# Nested fields need a body around them: of a dotted path, the body with the id in it.
LEGS = ({"amount": "-3", "currency": "EUR"}, {"amount": "3", "currency": "EUR"})


@dataclass(frozen=True)
class IdField:
    route: Route
    path: str
    model: type[Model] | None

    def __str__(self) -> str:
        return f"{self.route.method} {self.route.path} {self.path}"


def id_fields() -> Iterator[IdField]:
    for served in served_routes():
        serializer = body_of(served)
        if serializer is not None:
            route = ROWS[served.method, served.path]
            yield from (IdField(route, path, model) for path, model in _ids_in(serializer, ""))


def _ids_in(serializer: Any, above: str) -> Iterator[tuple[str, type[Model] | None]]:
    for name, field in serializer.fields.items():
        path = f"{above}{name}"
        inner = getattr(field, "child_relation", None) or getattr(field, "child", None) or field
        if field.read_only:
            continue
        if isinstance(inner, serializers.Serializer):
            yield from _ids_in(inner, f"{path}.")
        elif isinstance(inner, serializers.PrimaryKeyRelatedField):
            with acting_nowhere():
                yield path, inner.get_queryset().model
        elif isinstance(inner, serializers.UUIDField | serializers.RelatedField):
            yield path, None


def acting_nowhere() -> Any:
    """A scope in which a queryset can be made, of no workspace that there is."""
    from users.tenancy.scope import scope

    return scope(uuid.UUID(int=0))


ID_FIELDS = list(id_fields())


def row_behind(field: IdField, home: Home) -> Any:
    name = ROW_OF_MODEL[field.model] if field.model else ROW_OF_NAME[field.path.rpartition(".")[2]]
    return home.rows[name]


def with_id(body: dict[str, Any], field: IdField, home: Home, row_id: Any) -> dict[str, Any]:
    """A body that is right but for the id, if that is not right."""
    above, _dot, name = field.path.rpartition(".")
    if name in LISTS_OF_IDS:
        return {**body, name: [str(row_id)]}
    if name in ("from_account", "to_account"):
        own = dict.fromkeys(("from_account", "to_account"), str(home.rows["account"].id))
        said = {key: value for key, value in body.items() if key not in ("currency", "account")}
        return {**said, "kind": "transfer", "amount": "3", **own, name: str(row_id)}
    if field.route.path.endswith("/splits/"):
        return {**body, "splits": [{"amount": "12.50", name: str(row_id)}]}
    if not above:
        return {**body, name: str(row_id)}
    kept = {key: value for key, value in body.items() if key not in ("amount", "currency", "account")}
    if above == "postings":
        other = {"category": str(home.rows["category"].id)} if name == "account" else {"account": str(home.rows["account"].id)}
        return {**kept, "postings": [{**LEGS[0], **other}, {**LEGS[1], name: str(row_id)}]}
    if above == "splits":
        return {**kept, "amount": "-3", "currency": "EUR", "splits": [{"amount": "-3", name: str(row_id)}]}
    raise AssertionError(f"{field}: say here what body stands around it.")


def test_the_introspection_finds_the_fields_that_are_known() -> None:
    known = {
        "POST /api/v1/finance/transactions/ postings.account",
        "PATCH /api/v1/finance/vendors/<pk>/ default_category",
        "PATCH /api/v1/users/me/ default_workspace",
    }
    assert known <= {str(field) for field in ID_FIELDS}


@pytest.mark.parametrize("field", ID_FIELDS, ids=str)
def test_an_id_of_somebody_elses_row_is_refused_like_an_id_of_nothing(world: World, field: IdField) -> None:
    stranger = world.caller(STRANGERS[1])
    with undone():
        call = world.call(field.route, world.theirs)
        before = snapshot(world.ours.workspace.id)

        def ask(row_id: Any) -> Any:
            with undone():
                values = with_id(call.body or {}, field, world.theirs, row_id)
                fed = call.with_values("GET", values) if field.route.method == "GET" else replace(call, body=values)
                return send(stranger, field.route, fed)

        foreign = ask(row_behind(field, world.ours).id)
        assert foreign.status_code == 400
        assert told(foreign) == told(ask(new_id()))
        assert world.ours.mark not in foreign.content.decode()
        assert snapshot(world.ours.workspace.id) == before
        own = ask(row_behind(field, world.theirs).id)
        assert own.status_code < 300 or field.path not in str(own.json().get("errors")), (
            "an id that may never stand there proves nothing"
        )


LISTS = [route for route in served_routes() if getattr(route.view, "filterset_class", None) and route.action == "list"]


def filters() -> Iterator[tuple[ServedRoute, str]]:
    for served in LISTS:
        found: type[FilterSet] = served.view.filterset_class
        yield from ((served, name) for name in found.base_filters)


@pytest.mark.parametrize(("served", "name"), list(filters()), ids=lambda part: part if isinstance(part, str) else part.path)
def test_a_filter_by_what_is_somebody_elses_finds_what_a_filter_by_nothing_finds(
    world: World, served: ServedRoute, name: str
) -> None:
    found = served.view.filterset_class.base_filters[name]
    stranger = world.caller(STRANGERS[0])

    def ask(value: Any) -> Any:
        return told(stranger.get(served.path, {name: value}))

    with undone():
        if isinstance(found, django_filters.UUIDFilter | IdsFilter):
            assert name in ROW_OF_NAME, f"{served.path}?{name}=: say in ROW_OF_NAME whose id it takes."
            assert ask(world.ours.rows[ROW_OF_NAME[name]].id) == ask(new_id())
        elif isinstance(found, django_filters.ChoiceFilter):
            for value, _label in found.extra["choices"]:
                assert world.ours.mark not in str(ask(value))
        else:
            for value in ("12.50", "2026-11-20", world.ours.mark, world.ours.text("vendor")):
                answer = ask(value)
                assert answer[0] in (200, 400)
                assert not answer[1].get("results") or world.ours.mark not in str(answer[1]["results"])


def test_no_id_of_a_person_says_whether_they_are_here() -> None:
    """Fields that take people would tell strangers who has an account; there are none."""
    assert [str(field) for field in ID_FIELDS if field.model is User] == []
