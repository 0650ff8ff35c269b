"""Every route × method × identity, with a call that succeeds for whoever may make it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app_settings.routes import ROUTES, Answer, By, Route, served_routes
from tests.isolation.calls import MAKERS, send, told, undone
from tests.isolation.conftest import World
from tests.isolation.expected import AUTH_ANSWERS, NOT_THERE, Expected, expected, may
from tests.isolation.identities import IDENTITIES, STRANGERS, Identity, Proof
from tests.isolation.snapshots import snapshot
from users.workspaces.roles import Role
from utils.ids import new_id


def route_name(route: Route) -> str:
    return f"{route.method} {route.path}"


BY_ID = [route for route in ROUTES if "pk>" in route.path]


def outcome(answer: Any) -> Expected:
    refused = answer.status_code >= 400 and answer["Content-Type"] == "application/problem+json"
    return Expected(answer.status_code, json.loads(answer.content)["code"] if refused else "")


def test_every_served_route_has_a_row_and_every_row_a_maker() -> None:
    """So the matrix covers all of the routes: none is served that it does not call."""
    served = {(route.method, route.path) for route in served_routes()}
    assert served - set(MAKERS) == set()
    assert set(MAKERS) - served == set()
    assert {(route.method, route.path) for route in ROUTES} == served


@pytest.mark.parametrize("route", ROUTES, ids=route_name)
def test_each_identity_gets_what_the_tables_say(world: World, route: Route) -> None:
    got = {identity: outcome(answer) for identity, answer in world.ask_all(IDENTITIES, route)}
    assert len(got) == len(IDENTITIES)
    assert {str(one): outcome for one, outcome in got.items() if outcome != expected(route, one)} == {}


def test_every_route_answers_somebody() -> None:
    """A table that refuses everybody would pass by refusing."""
    assert [route for route in ROUTES if not any(may(route, identity) for identity in IDENTITIES)] == []


@pytest.mark.parametrize("identity", STRANGERS, ids=str)
@pytest.mark.parametrize("route", BY_ID, ids=route_name)
def test_a_stranger_gets_for_our_rows_what_an_id_of_nothing_gets(world: World, route: Route, identity: Identity) -> None:
    with undone():
        ours = world.call(route, world.ours)
        call = world.call(route, world.theirs).with_ids_of(ours)
        assert call.names_rows
        before = snapshot(world.ours.workspace.id)
        stranger = world.caller(identity)
        foreign = send(stranger, route, call)
        assert snapshot(world.ours.workspace.id) == before
        assert told(foreign) == told(send(stranger, route, call.with_random_ids()))
        if may(route, identity):
            assert outcome(foreign) == NOT_THERE
        assert world.ours.mark not in foreign.content.decode()
        by = next(owner for owner in OWNERS if may(route, owner))
        assert 200 <= send(world.caller(by), route, ours).status_code < 300, "a dead id proves nothing"


OWNERS = [one for one in IDENTITIES if one.role is Role.OWNER and one.proof in (Proof.KEY, Proof.SESSION) and not one.is_stranger]


@pytest.mark.parametrize("route", [route for route in BY_ID if "documents/" in route.path], ids=route_name)
def test_an_uploader_does_not_find_the_documents_of_others(world: World, route: Route) -> None:
    uploader = next(one for one in IDENTITIES if one.name == "uploader by key")
    with undone():
        call = world.call(route, world.ours, Role.OWNER)
        foreign = send(world.caller(uploader), route, call)
        assert outcome(foreign) == (NOT_THERE if may(route, uploader) else expected(route, uploader))
        assert told(foreign) == told(send(world.caller(uploader), route, call.with_random_ids()))


IN_A_WORKSPACE = [route for route in ROUTES if route.by is By.MEMBER and route.answer not in (Answer.OPEN, Answer.AUTH)]


@pytest.mark.parametrize("route", IN_A_WORKSPACE, ids=route_name)
def test_the_workspace_of_somebody_else_is_no_workspace(world: World, route: Route) -> None:
    stranger = STRANGERS[1]
    with undone():
        call = world.call(route, world.theirs)
        before = snapshot(world.ours.workspace.id)
        foreign, nothing = (
            send(world.caller(stranger, workspace=workspace_id), route, call)
            for workspace_id in (world.ours.workspace.id, new_id())
        )
        assert outcome(foreign) == NOT_THERE
        assert told(foreign) == told(nothing)
        assert snapshot(world.ours.workspace.id) == before


@pytest.mark.parametrize("route", [route for route in IN_A_WORKSPACE if route.method == "GET"], ids=route_name)
def test_ones_own_workspace_may_be_named(world: World, route: Route) -> None:
    with undone():
        call = world.call(route, world.ours)
        owner = world.caller(OWNERS[1], workspace=world.ours.workspace.id)
        assert send(owner, route, call).status_code == 200


def test_auth_answers_stand_for_each_route_there_and_no_other() -> None:
    assert set(AUTH_ANSWERS) == {(route.method, route.path) for route in ROUTES if route.answer is Answer.AUTH}
