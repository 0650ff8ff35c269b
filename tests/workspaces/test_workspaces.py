"""Opening workspaces, seeing one's own, and changing them."""

from __future__ import annotations

import pytest

from finance.models import LedgerSettings
from tests.workspaces.conftest import WORKSPACES, House, problem
from users.models import Membership, User, Workspace
from users.people.errors import ServiceAccountError
from users.signals import workspace_opened
from users.tenancy.scope import scope
from users.workspaces.opening import workspace_open
from users.workspaces.selectors import WORKSPACES_MAX
from utils.ids import new_id

pytestmark = pytest.mark.django_db

WISH = {"name": " Dora & Co ", "base_currency": "CHF", "country": "CH", "locale": "de-CH", "timezone": "Europe/Zurich"}


def test_whoever_opens_a_workspace_owns_it_and_finds_its_ledger_open(house: House) -> None:
    answer = house.dora.post(WORKSPACES, WISH)

    told = answer.json()
    assert (answer.status_code, answer["ETag"]) == (201, '"1"')
    assert {name: told[name] for name in WISH} == {**WISH, "name": "Dora & Co"}
    assert told["role"] == "owner"
    with scope(Workspace.objects.get(name="Dora & Co").id):
        assert LedgerSettings.objects.count() == 1


def test_only_a_name_is_needed(house: House) -> None:
    told = house.dora.post(WORKSPACES, {"name": "Home"}).json()
    assert [told[name] for name in ("base_currency", "country", "locale", "timezone")] == ["EUR", "", "en", "UTC"]


def test_a_workspace_whose_ledger_does_not_open_is_not_there(house: House) -> None:
    def fail(**_signal: object) -> None:
        raise RuntimeError("no ledger today")

    workspace_opened.connect(fail)
    try:
        with pytest.raises(RuntimeError, match="no ledger today"):
            workspace_open(owner=house.dora.user, name="Half")
    finally:
        workspace_opened.disconnect(fail)
    assert not Workspace.objects.filter(name="Half").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "   "),
        ("base_currency", "ABC"),
        ("base_currency", "eur"),
        ("country", "XX"),
        ("country", "de"),
        ("locale", "klingon"),
        ("locale", "de_AT"),
        ("timezone", "Moon/Tycho"),
        ("timezone", "localtime"),
        ("role", "owner"),
    ],
)
def test_an_odd_field_is_named_and_nothing_is_made(house: House, field: str, value: str) -> None:
    answer = house.dora.post(WORKSPACES, {**WISH, field: value})

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert not Workspace.objects.filter(name="Dora & Co").exists()


def test_nobody_belongs_to_any_number_of_workspaces(house: House) -> None:
    for number in range(WORKSPACES_MAX):
        space = Workspace.objects.create(name=f"{number}")
        with scope(space.id):
            Membership.objects.create(workspace=space, user=house.dora.user, role="member")

    assert problem(house.dora.post(WORKSPACES, WISH)) == (409, "workspace_limit_reached")


def test_one_sees_ones_own_workspaces_with_ones_role(house: House) -> None:
    house.bob.post(WORKSPACES, {"name": "Bob's own"})
    told = house.bob.get(WORKSPACES).json()

    assert [(row["name"], row["role"]) for row in told] == [("Alice & Co", "member"), ("Bob's own", "owner")]


def test_one_of_them_is_told_with_its_version(house: House) -> None:
    answer = house.bob.get(f"{WORKSPACES}{house.workspace_id}/")
    assert (answer.json()["name"], answer.json()["role"], answer["ETag"]) == ("Alice & Co", "member", '"1"')


@pytest.mark.parametrize("method", ["get", "patch"])
def test_a_strangers_workspace_is_answered_like_none(house: House, method: str) -> None:
    wish = {"name": "Mine"} if method == "patch" else {}
    foreign = getattr(house.alice, method)(f"{WORKSPACES}{house.cast.other_workspace.id}/", wish)
    unknown = getattr(house.alice, method)(f"{WORKSPACES}{new_id()}/", wish)

    assert foreign.status_code == unknown.status_code == 404
    assert {**foreign.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}
    assert Workspace.objects.get(id=house.cast.other_workspace.id).name == "Charlie's"


def test_who_manages_it_renames_it(house: House) -> None:
    answer = house.ada.patch(f"{WORKSPACES}{house.workspace_id}/", {"name": "Alice & Ada", "timezone": "Europe/Vienna"})

    assert (answer.status_code, answer["ETag"], answer.json()["role"]) == (200, '"2"', "admin")
    held = Workspace.objects.get(id=house.workspace_id)
    assert (held.name, held.timezone, held.base_currency, held.version) == ("Alice & Ada", "Europe/Vienna", "EUR", 2)
    (event,) = house.events("workspace_updated")
    assert event.data == {"fields": "name timezone"}


def test_a_member_does_not_rename_it(house: House) -> None:
    assert problem(house.bob.patch(f"{WORKSPACES}{house.workspace_id}/", {"name": "Bob's"})) == (403, "permission_denied")


def test_the_role_that_counts_is_that_in_the_workspace_of_the_path(house: House) -> None:
    answer = house.bob.patch(
        f"{WORKSPACES}{house.workspace_id}/", {"name": "Bob's"}, HTTP_X_WORKSPACE=house.bob.post(WORKSPACES, WISH).json()["id"]
    )
    assert answer.status_code == 403


def test_a_stale_write_is_told_so(house: House) -> None:
    path = f"{WORKSPACES}{house.workspace_id}/"
    assert house.alice.patch(path, {"name": "First"}, HTTP_IF_MATCH='"1"').status_code == 200

    assert problem(house.ada.patch(path, {"name": "Second"}, HTTP_IF_MATCH='"1"')) == (412, "stale_version")
    assert Workspace.objects.get(id=house.workspace_id).name == "First"


def test_an_empty_country_is_fine(house: House) -> None:
    assert house.alice.patch(f"{WORKSPACES}{house.workspace_id}/", {"country": ""}).status_code == 200


def test_a_program_opens_no_workspace(house: House) -> None:
    service = User(email="x@service.invalid", kind="service", is_active=False)
    service.set_unusable_password()
    service.save()
    with pytest.raises(ServiceAccountError):
        workspace_open(owner=service, name="Its own")
