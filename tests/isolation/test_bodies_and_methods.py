"""What may not be set is refused, in every body; and each path takes the methods of its rows and no other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from app_settings.routes import ROUTES, Answer, Route, ServedRoute, served_routes
from tests.isolation.bodies import body_of
from tests.isolation.calls import address, send, told, undone
from tests.isolation.conftest import World
from tests.isolation.identities import IDENTITIES
from tests.isolation.snapshots import snapshot
from utils.ids import new_id

OWNER = next(one for one in IDENTITIES if one.name == "owner by session")
ROWS = {(route.method, route.path): route for route in ROUTES}
WITH_BODY = [route for route in served_routes() if body_of(route) is not None]
# What nobody says of themselves, whatever the model behind the route is.
ALWAYS = (
    "id", "pk", "workspace", "workspace_id", "user", "user_id", "role", "is_staff", "is_superuser", "is_active", "kind", "email",
    "password", "owner", "membership", "created_at", "trashed_at", "proven", "state", "digest", "prefix",
)  # fmt: skip
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def unsettable(served: ServedRoute) -> list[str]:
    """Names of columns of the model behind the route, and of others, that its body does not take."""
    fields = body_of(served).fields
    settable = {name for name, field in fields.items() if not field.read_only}
    queryset = getattr(served.view, "queryset", None)
    columns = (
        []
        if queryset is None
        else [name for field in queryset.model._meta.concrete_fields for name in (field.name, field.attname)]
    )
    return sorted({*ALWAYS, *columns} - settable)


@pytest.mark.parametrize("served", WITH_BODY, ids=lambda served: f"{served.method} {served.path}")
def test_what_may_not_be_set_is_refused_and_changes_nothing(world: World, served: ServedRoute) -> None:
    route = ROWS[served.method, served.path]
    client = world.caller(OWNER)
    with undone():
        call = world.call(route, world.ours)
        before = snapshot(world.ours.workspace.id)
        for name in unsettable(served):
            answer = send(client, route, call.with_values(route.method, {name: str(new_id())}))
            assert (answer.status_code, name in answer.json()["errors"]) == (400, True), (name, answer.content)
        assert snapshot(world.ours.workspace.id) == before


WITHOUT_BODY = [
    route
    for route in served_routes()
    if route.method in ("POST", "PATCH", "DELETE") and route not in WITH_BODY and "/auth/" not in route.path
]


def test_the_routes_that_read_no_serializer_are_known() -> None:
    """Uploads take a form (tests/api/test_strictness.py); the rest reads no body at all (`post`: to leave a workspace)."""
    known = {
        "batch",
        "confirm",
        "create",
        "destroy",
        "restore",
        "purge",
        "reprocess",
        "archive",
        "unarchive",
        "delete",
        "link",
        "hand_over",
        "post",
        "reconcile",
        "unreconcile",
        "unsettle",
        "reopen",
        "merge",
        "replace",
        "resolve",
        "unlock",
        "complete",
    }
    assert [route for route in WITHOUT_BODY if route.action not in known] == []


def paths() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for route in ROUTES:
        found[route.path].add(route.method)
    return found


@pytest.mark.parametrize("path", sorted(paths()))
def test_a_method_without_a_row_is_not_taken(world: World, path: str) -> None:
    taken = paths()[path]
    any_route = next(route for route in ROUTES if route.path == path)
    allowed = {*taken, *(["HEAD"] if "GET" in taken and any_route.answer is not Answer.AUTH else [])}
    with undone():
        at = address(path, world.call(any_route, world.ours).path)
        before = snapshot(world.ours.workspace.id)
        for method in METHODS:
            if method not in taken:
                answer = world.caller(OWNER).generic(method, at)
                assert (method, answer.status_code) == (method, 405)
                assert {name.strip() for name in answer["Allow"].split(",")} - {"OPTIONS"} == allowed
        assert snapshot(world.ours.workspace.id) == before


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "GET"], ids=lambda route: route.path)
def test_head_is_get_without_the_body(world: World, route: Route) -> None:
    with undone():
        call = world.call(route, world.ours)
        got, headed = (told(send(world.caller(OWNER), replace(route, method=method), call)) for method in ("GET", "HEAD"))
    assert headed[0] == got[0]
    assert headed[1] == b"" or route.answer is Answer.AUTH  # there the server itself leaves the body out
    assert {name: value for name, value in headed[2].items() if name != "Content-Length"} == {
        name: value for name, value in got[2].items() if name != "Content-Length"
    }


def test_open_routes_tell_nothing_of_a_workspace() -> None:
    assert all(route.needs is None for route in ROUTES if route.answer in (Answer.OPEN, Answer.AUTH))
