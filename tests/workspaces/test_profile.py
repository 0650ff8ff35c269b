"""Who am I: what a session and what a key are told, and the profile."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.api.conftest import Client, key_of
from tests.workspaces.conftest import ME, MEMBERS, WORKSPACES, House, problem
from users.models import User
from users.people.errors import ProfileFieldError
from users.people.profile import profile_update
from utils.ids import new_id

pytestmark = pytest.mark.django_db


def test_a_session_is_told_person_workspaces_and_rights(house: House) -> None:
    house.bob.post(WORKSPACES, {"name": "Bob's own"})
    told = house.bob.get(ME).json()

    assert told["person"]["email"] == "bob@example.org"
    assert told["workspace"]["name"] == "Alice & Co"
    assert "ledger_write" in told["capabilities"]
    assert "member_manage" not in told["capabilities"]
    places = {place["workspace"]["name"]: place for place in told["memberships"]}
    assert {name: place["role"] for name, place in places.items()} == {"Alice & Co": "member", "Bob's own": "owner"}
    assert "owner_manage" in places["Bob's own"]["capabilities"]


def test_the_workspace_asked_for_is_the_one_told(house: House) -> None:
    own = house.bob.post(WORKSPACES, {"name": "Bob's own"}).json()["id"]

    assert house.bob.get(ME, HTTP_X_WORKSPACE=own).json()["workspace"]["id"] == own
    assert problem(house.bob.get(ME, HTTP_X_WORKSPACE=str(house.cast.other_workspace.id))) == (404, "not_found")


def test_somebody_who_belongs_nowhere_is_told_so(house: House) -> None:
    told = house.dora.get(ME).json()
    assert (told["workspace"], told["capabilities"], told["memberships"]) == (None, [], [])


def test_a_key_is_told_of_its_own_workspace_and_nothing_of_the_profile(house: House) -> None:
    house.bob.post(WORKSPACES, {"name": "Bob's own"})
    told = Client(key_of(house.cast.bob)).get(ME).json()

    assert set(told) == {"person", "workspace", "capabilities"}
    assert set(told["person"]) == {"id", "kind", "email", "name"}
    assert told["workspace"]["name"] == "Alice & Co"


def test_a_key_changes_no_profile(house: House) -> None:
    assert problem(Client(key_of(house.cast.bob)).patch(ME, {"name": "Mallory"})) == (403, "session_required")


def test_a_profile_is_changed_and_the_trail_says_what(house: House) -> None:
    wish = {"name": " Bob ", "locale": "de-AT", "timezone": "Europe/Vienna"}
    told = house.bob.patch(ME, wish).json()["person"]

    assert {name: told[name] for name in wish} == {**wish, "name": "Bob"}
    assert house.bob.get(ME).json()["person"] == told
    (event,) = house.events("profile_updated")
    assert (event.actor_id, event.data) == (house.bob.user.id, {"fields": "locale name timezone"})


@pytest.mark.parametrize(
    "wish",
    [
        {"locale": "klingon"},
        {"locale": ""},
        {"timezone": "Moon/Tycho"},
        {"name": "x" * 201},
        {"name": None},
        {"email": "mallory@example.org"},
        {"is_staff": True},
        {"default_workspace": ""},
        {"default_workspace": 7},
        {"notifications": {"weather": ["email"]}},
        {"notifications": {"review_needed": ["pigeon"]}},
        {"notifications": {"review_needed": "email"}},
        {"notifications": []},
        {"notifications": {"security": ["telegram"]}},
    ],
)
def test_an_odd_value_is_refused_and_nothing_is_changed(house: House, wish: dict[str, Any]) -> None:
    before = house.bob.get(ME).json()
    assert house.bob.patch(ME, {"name": "Bob", **wish}).status_code == 400
    assert house.bob.get(ME).json() == before


def test_a_workspace_of_mine_becomes_the_default_one(house: House) -> None:
    own = house.bob.post(WORKSPACES, {"name": "Bob's own"}).json()["id"]
    told = house.bob.patch(ME, {"default_workspace": own}).json()

    assert (told["person"]["default_workspace"], told["workspace"]["id"]) == (own, own)
    assert [row["email"] for row in house.bob.get(MEMBERS).json()["results"]] == ["bob@example.org"]
    assert house.bob.patch(ME, {"default_workspace": None}).json()["workspace"]["name"] == "Alice & Co"


def test_a_strangers_workspace_as_the_default_one_is_answered_like_none(house: House) -> None:
    answers = [house.bob.patch(ME, {"default_workspace": str(one)}) for one in (house.cast.other_workspace.id, new_id())]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].json()["errors"] == answers[1].json()["errors"] == {"default_workspace": ["There is none with this id."]}
    assert User.objects.get(id=house.bob.user.id).default_workspace is None


def test_notifications_are_chosen_by_topic_and_the_others_stay(house: House) -> None:
    told = house.bob.patch(ME, {"notifications": {"weekly_summary": ["telegram", "email"], "review_needed": []}}).json()

    assert told["person"]["notifications"] == {
        "review_needed": [],
        "weekly_summary": ["email", "telegram"],
        "invitation": ["email"],
        "security": ["email"],
    }


def test_what_concerns_security_is_always_mailed(house: House) -> None:
    answer = house.bob.patch(ME, {"notifications": {"security": []}})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["notifications"])


@pytest.mark.parametrize("kept", [["security:email", "weather:email"], []])
def test_the_database_keeps_no_other_notifications(house: House, kept: list[str]) -> None:
    with pytest.raises(IntegrityError, match="user_"), transaction.atomic():
        User.objects.filter(id=house.bob.user.id).update(notifications=kept)


def test_a_profile_is_bounded_for_whoever_calls(house: House) -> None:
    with pytest.raises(ProfileFieldError):
        profile_update(user=house.bob.user, name="x" * 201)


def test_who_belongs_to_many_costs_no_more_queries(house: House, django_assert_num_queries: Any) -> None:
    for number in range(5):
        house.bob.post(WORKSPACES, {"name": f"{number}"})
    house.bob.get(ME)
    with django_assert_num_queries(2):  # the session with its memberships, the workspaces
        house.bob.get(ME)
