"""Who belongs to a workspace: seen, given roles, put out, leaving, handing over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Client
from tests.workspaces.conftest import INVITATIONS, ME, MEMBERS, WORKSPACES, House, Person, accept, problem, token_of
from users.keys.service_accounts import service_account_create
from users.keys.services import api_key_create
from users.models import Membership, User
from users.tenancy.actor import Actor, acting
from users.tenancy.actor import person as person_of
from users.tenancy.scope import scope
from users.workspaces.roles import Capability, Role
from utils.ids import new_id

pytestmark = pytest.mark.django_db


def at(house: House, person: Person) -> str:
    return f"{MEMBERS}{house.member(person).id}/"


def key_of(house: House, person: Person, *scopes: Capability) -> Client:
    member = house.member(person)
    actor = _actor(house, person, Role(member.role))
    with acting(actor):
        return Client(api_key_create(actor=actor, membership=member, name="test", scopes=scopes or None).secret)


def _actor(house: House, person: Person, role: Role) -> Actor:
    return person_of(workspace_id=house.workspace_id, user_id=person.user.id, role=role)


def test_members_see_each_other_oldest_first(house: House) -> None:
    told = house.bob.get(MEMBERS).json()["results"]

    assert [(row["email"], row["role"]) for row in told] == [
        ("alice@example.org", "owner"),
        ("bob@example.org", "member"),
        ("ada@example.org", "admin"),
        ("una@example.org", "uploader"),
    ]
    assert house.bob.get(f"{MEMBERS}{told[0]['id']}/").json() == told[0]


def test_an_uploader_sees_nobody(house: House) -> None:
    assert problem(house.una.get(MEMBERS)) == (403, "permission_denied")


def test_a_program_stands_among_the_members_without_an_address(house: House) -> None:
    with acting(house.cast.alice):
        service_account_create(actor=house.cast.alice, name="Scanner", role=Role.UPLOADER)

    told = house.bob.get(MEMBERS).json()["results"][-1]
    assert (told["name"], told["kind"], told["email"]) == ("Scanner", "service", None)


def test_a_program_gets_another_role_but_never_the_workspace(house: House) -> None:
    with acting(house.cast.alice):
        program = service_account_create(actor=house.cast.alice, name="Scanner", role=Role.UPLOADER)
    path = f"{MEMBERS}{program.id}/"

    assert house.ada.patch(path, {"role": "member"}).json()["role"] == "member"
    assert problem(house.alice.patch(path, {"role": "owner"})) == (409, "service_account")
    assert problem(house.alice.post(f"{path}hand-over/")) == (409, "service_account")
    assert house.roles()["alice"] == "owner"


def test_an_admin_gives_a_role_and_the_trail_says_so(house: House) -> None:
    answer = house.ada.patch(at(house, house.bob), {"role": "accountant"})

    assert (answer.status_code, answer.json()["role"]) == (200, "accountant")
    (event,) = house.events("member_role_changed")
    assert (event.actor_id, event.data) == (house.ada.user.id, {"user": str(house.bob.user.id), "role": "accountant"})


@pytest.mark.parametrize("role", ["king", "", None, 7, ["owner"]])
def test_there_are_no_other_roles(house: House, role: object) -> None:
    assert house.alice.patch(at(house, house.bob), {"role": role}).status_code == 400
    assert house.roles()["bob"] == "member"


def test_an_admin_makes_and_unmakes_no_owner(house: House) -> None:
    assert problem(house.ada.patch(at(house, house.bob), {"role": "owner"})) == (403, "permission_denied")
    assert problem(house.ada.patch(at(house, house.alice), {"role": "member"})) == (403, "permission_denied")
    assert problem(house.ada.delete(at(house, house.alice))) == (403, "permission_denied")
    assert (house.roles()["alice"], house.roles()["bob"]) == ("owner", "member")


def test_an_admin_does_not_raise_themselves(house: House) -> None:
    assert house.ada.patch(at(house, house.ada), {"role": "owner"}).status_code == 403


def test_a_member_changes_and_removes_nobody(house: House) -> None:
    assert house.bob.patch(at(house, house.una), {"role": "member"}).status_code == 403
    assert house.bob.delete(at(house, house.una)).status_code == 403


def test_a_key_gives_no_role_that_can_do_more_than_it_can(house: House) -> None:
    key = key_of(house, house.ada, Capability.MEMBER_MANAGE, Capability.DOCUMENT_UPLOAD, Capability.DOCUMENT_READ_OWN)

    assert key.patch(at(house, house.una), {"role": "admin"}).status_code == 403
    assert key.patch(at(house, house.bob), {"role": "uploader"}).status_code == 403
    assert key.delete(at(house, house.una)).status_code == 204


def test_who_is_put_out_has_no_such_workspace_any_more(house: House) -> None:
    key = key_of(house, house.bob)
    assert key.get(ME).status_code == 200
    User.objects.filter(id=house.bob.user.id).update(default_workspace=house.workspace_id)

    assert house.ada.delete(at(house, house.bob)).status_code == 204

    assert key.get(ME).status_code == 401
    assert house.bob.get(f"{WORKSPACES}{house.workspace_id}/").status_code == 404
    assert problem(house.bob.get(MEMBERS)) == (403, "no_workspace")
    assert problem(house.bob.get(MEMBERS, HTTP_X_WORKSPACE=str(house.workspace_id))) == (404, "not_found")
    assert User.objects.get(id=house.bob.user.id).default_workspace is None
    (event,) = house.events("member_removed")
    assert event.data["user"] == str(house.bob.user.id)


def test_the_keys_that_somebody_made_for_programs_end_with_them(house: House) -> None:
    with acting(house.cast.alice):
        program = service_account_create(actor=house.cast.alice, name="Scanner", role=Role.UPLOADER)
    actor = _actor(house, house.ada, Role.ADMIN)
    with acting(actor):
        key = Client(api_key_create(actor=actor, membership=program, name="of ada").secret)
    assert key.get(ME).status_code == 200

    house.alice.delete(at(house, house.ada))
    assert key.get(ME).status_code == 401


def test_a_lower_role_bites_at_the_next_request(house: House) -> None:
    assert house.ada.get("/api/v1/users/service-accounts/").status_code == 200
    house.alice.patch(at(house, house.ada), {"role": "member"})
    assert house.ada.get("/api/v1/users/service-accounts/").status_code == 403


def test_whoever_leaves_is_gone(house: House) -> None:
    assert house.bob.post(f"{WORKSPACES}{house.workspace_id}/leave/").status_code == 204

    assert "bob" not in house.roles()
    (event,) = house.events("member_left")
    assert event.actor_id == house.bob.user.id
    assert house.bob.post(f"{WORKSPACES}{house.workspace_id}/leave/").status_code == 404


def test_a_key_puts_nobody_out_of_their_own_workspace(house: House) -> None:
    key = key_of(house, house.bob)
    assert problem(key.post(f"{WORKSPACES}{house.workspace_id}/leave/")) == (403, "session_required")
    assert "bob" in house.roles()


@pytest.mark.parametrize("deed", ["leave", "remove", "step down"])
def test_the_last_owner_stays(house: House, deed: str) -> None:
    path = at(house, house.alice)
    answers: dict[str, Callable[[], Any]] = {
        "leave": lambda: house.alice.post(f"{WORKSPACES}{house.workspace_id}/leave/"),
        "remove": lambda: house.alice.delete(path),
        "step down": lambda: house.alice.patch(path, {"role": "admin"}),
    }
    assert problem(answers[deed]()) == (409, "last_owner")
    assert house.roles()["alice"] == "owner"


@pytest.mark.parametrize("deed", ["leave", "hand over"])
def test_an_owner_who_cannot_log_in_is_none_to_leave_a_workspace_to(house: House, deed: str) -> None:
    house.alice.patch(at(house, house.bob), {"role": "owner" if deed == "leave" else "admin"})
    User.objects.filter(id=house.bob.user.id).update(is_active=False)

    path = f"{WORKSPACES}{house.workspace_id}/leave/" if deed == "leave" else f"{at(house, house.bob)}hand-over/"
    assert problem(house.alice.post(path)) == (409, "last_owner")
    assert house.roles()["alice"] == "owner"


def test_a_workspace_is_handed_over_in_one_step(house: House) -> None:
    answer = house.alice.post(f"{at(house, house.bob)}hand-over/")

    assert (answer.status_code, answer.json()["role"]) == (200, "owner")
    assert (house.roles()["alice"], house.roles()["bob"]) == ("admin", "owner")
    assert [event.data["user"] for event in house.events("workspace_handed_over")] == [str(house.bob.user.id)]
    assert house.alice.post(f"{WORKSPACES}{house.workspace_id}/leave/").status_code == 204


def test_nobody_but_an_owner_hands_over(house: House) -> None:
    assert house.ada.post(f"{at(house, house.bob)}hand-over/").status_code == 403


def test_nothing_is_handed_over_to_oneself(house: House) -> None:
    assert house.alice.post(f"{at(house, house.alice)}hand-over/").status_code == 403
    assert house.roles()["alice"] == "owner"


@pytest.mark.parametrize("how", ["get", "patch", "delete", "hand-over"])
def test_a_member_of_another_workspace_is_answered_like_nobody(house: House, how: str) -> None:
    with scope(house.cast.other_workspace.id):
        charlie = Membership.objects.get()
    asked = [_ask(house.alice, how, foreign) for foreign in (charlie.id, new_id())]

    assert [answer.status_code for answer in asked] == [404, 404]
    told = [{**answer.json(), "request_id": ""} for answer in asked]
    assert told[0] == told[1]
    with scope(house.cast.other_workspace.id):
        assert Membership.objects.get().role == "owner"


def _ask(client: Person, how: str, member_id: object) -> Any:
    if how == "hand-over":
        return client.post(f"{MEMBERS}{member_id}/hand-over/")
    return getattr(client, how)(f"{MEMBERS}{member_id}/", *([{"role": "member"}] if how == "patch" else []))


def test_invitations_end_with_whoever_sent_them(house: House, invite: Callable[..., str]) -> None:
    token, other = invite(house.ada, role="member"), invite(house.alice, role="member")
    house.alice.delete(at(house, house.ada))

    assert house.invitation(token).revoked_at is not None
    assert house.invitation(other).revoked_at is None


def test_invitations_end_with_the_role_that_could_send_them(house: House, invite: Callable[..., str]) -> None:
    house.alice.patch(at(house, house.bob), {"role": "owner"})
    strong, weak = invite(house.bob, role="owner"), invite(house.bob, role="admin")
    house.alice.patch(at(house, house.bob), {"role": "admin"})
    assert (house.invitation(strong).revoked_at is None, house.invitation(weak).revoked_at is None) == (False, True)

    house.alice.patch(at(house, house.bob), {"role": "accountant"})
    assert house.invitation(weak).revoked_at is not None


def test_invitations_of_a_program_end_with_the_role_of_whoever_made_its_key(house: House) -> None:
    with acting(house.cast.alice):
        robot = service_account_create(actor=house.cast.alice, name="Robot", role=Role.ADMIN)
    ada = _actor(house, house.ada, Role.ADMIN)
    with acting(ada):
        client = Client(api_key_create(actor=ada, membership=robot, name="test").secret)
    made = client.post(INVITATIONS, {"role": "admin"})
    assert made.json()["invited_by"] == str(house.ada.user.id)

    house.alice.patch(at(house, house.ada), {"role": "member"})
    assert accept(house.dora, token_of(made)).status_code == 404


def test_a_link_ends_with_the_right_of_whoever_copied_it(house: House) -> None:
    made = house.alice.post(INVITATIONS, {"role": "admin"})
    assert house.ada.post(f"{INVITATIONS}{made.json()['id']}/link/").status_code == 200

    house.alice.patch(at(house, house.ada), {"role": "member"})
    assert accept(house.dora, token_of(made)).status_code == 404


@pytest.mark.parametrize("how", ["made", "copied"])
def test_the_links_that_a_key_was_shown_end_with_it(house: House, how: str) -> None:
    client = key_of(house, house.alice)
    made = (client if how == "made" else house.alice).post(INVITATIONS, {"role": "member"})
    other = house.alice.post(INVITATIONS, {"role": "member"})
    client.post(f"{INVITATIONS}{made.json()['id']}/link/")

    (key,) = house.alice.get("/api/v1/users/keys/").json()["results"]
    assert house.alice.delete(f"/api/v1/users/keys/{key['id']}/").status_code == 204
    assert accept(house.dora, token_of(made)).status_code == 404
    assert accept(house.dora, token_of(other)).status_code == 201


def test_a_list_costs_the_same_for_few_and_for_many(house: House) -> None:
    client = key_of(house, house.alice)
    few = client.queries(MEMBERS)
    for number in range(20):
        user = User.objects.create_user(f"more{number}@example.org", "a long enough word")
        with scope(house.workspace_id):
            Membership.objects.create(workspace_id=house.workspace_id, user=user, role="member")
    assert client.queries(f"{MEMBERS}?page_size=100") == few
