"""Inviting by address or link; accepting, refusing, revoking."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import override_settings

from tests.workspaces.conftest import INVITATIONS, ME, House, Person, accept, problem, token_of
from users.models import User
from users.tenancy.scope import scope
from users.workspaces.invitation_answers import invitation_open_for
from users.workspaces.invitations import A_DAY_MAX, OPEN_MAX
from utils.ids import new_id
from utils.mail_queue import mail_queue

pytestmark = pytest.mark.django_db

NOW = datetime.datetime.now(tz=datetime.UTC)
LOOK, ACCEPT, REFUSE = f"{INVITATIONS}look/", f"{INVITATIONS}accept/", f"{INVITATIONS}refuse/"
Invite = Callable[..., str]


def test_an_invitation_by_address_is_told_with_its_link(house: House) -> None:
    answer = house.ada.post(INVITATIONS, {"email": " Dora@Example.org ", "role": "accountant"})

    told = answer.json()
    assert answer.status_code == 201
    assert (told["email"], told["role"], told["state"]) == ("dora@example.org", "accountant", "open")
    assert told["invited_by"] == str(house.ada.user.id)
    (event,) = house.events("invitation_created")
    assert (str(event.subject_id), event.data) == (told["id"], {"role": "accountant"})


def test_it_lasts_a_week_unless_said_otherwise(house: House) -> None:
    told = house.ada.post(INVITATIONS, {"role": "member"}).json()
    lasts = datetime.datetime.fromisoformat(told["expires_at"]) - datetime.datetime.fromisoformat(told["created_at"])
    assert abs(lasts - datetime.timedelta(days=7)) < datetime.timedelta(minutes=1)


@pytest.mark.parametrize("days", [-1, 31])
def test_it_ends_in_the_future_and_within_a_month(house: House, days: int) -> None:
    answer = house.alice.post(INVITATIONS, {"role": "member", "expires_at": (NOW + datetime.timedelta(days=days)).isoformat()})
    assert problem(answer) == (400, "invitation_invalid")
    assert list(answer.json()["errors"]) == ["expires_at"]


@pytest.mark.parametrize("email", ["dora", "dora@", "x@service.invalid", "a b@example.org"])
def test_an_odd_address_is_refused(house: House, email: str) -> None:
    answer = house.alice.post(INVITATIONS, {"role": "member", "email": email})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["email"])


def test_known_and_unknown_addresses_are_answered_the_same(house: House) -> None:
    known, unknown = (
        house.alice.post(INVITATIONS, {"email": f"{name}@example.org", "role": "member"}) for name in ("charlie", "nobody")
    )
    own = ("id", "email", "link", "created_at", "expires_at")
    told = [{name: value for name, value in answer.json().items() if name not in own} for answer in (known, unknown)]
    assert (known.status_code, told[0]) == (unknown.status_code, told[1])


def test_a_member_is_not_invited_again(house: House) -> None:
    assert problem(house.alice.post(INVITATIONS, {"email": "bob@example.org", "role": "admin"})) == (409, "member_known")


@pytest.mark.parametrize("name", ["bob", "una"])
def test_who_manages_no_members_invites_nobody(house: House, name: str) -> None:
    assert problem(getattr(house, name).post(INVITATIONS, {"role": "uploader"})) == (403, "permission_denied")
    assert getattr(house, name).get(INVITATIONS).status_code == 403


def test_nobody_invites_to_more_than_they_are(house: House) -> None:
    assert problem(house.ada.post(INVITATIONS, {"role": "owner"})) == (403, "permission_denied")
    assert house.ada.post(INVITATIONS, {"role": "admin"}).status_code == 201
    assert house.alice.post(INVITATIONS, {"role": "owner"}).status_code == 201


def test_the_link_is_copied_again_and_the_trail_says_so(house: House) -> None:
    made = house.alice.post(INVITATIONS, {"role": "member"}).json()
    answer = house.ada.post(f"{INVITATIONS}{made['id']}/link/")

    assert (answer.status_code, answer.json()) == (200, {"link": made["link"]})
    (event,) = house.events("invitation_copied")
    assert (event.actor_id, str(event.subject_id)) == (house.ada.user.id, made["id"])


def test_an_admin_gets_no_hold_of_an_invitation_of_an_owner(house: House) -> None:
    made = house.alice.post(INVITATIONS, {"role": "owner"}).json()

    assert problem(house.ada.post(f"{INVITATIONS}{made['id']}/link/")) == (403, "permission_denied")
    assert problem(house.ada.delete(f"{INVITATIONS}{made['id']}/")) == (403, "permission_denied")
    assert "link" not in house.ada.get(f"{INVITATIONS}{made['id']}/").json()


def test_the_database_keeps_no_token_that_could_be_read(house: House, invite: Invite) -> None:
    token = invite()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM users_invitation t")
        (kept,) = cursor.fetchone()
    assert token not in kept
    assert token[3:] not in kept


def test_whoever_has_a_link_sees_what_it_offers(house: House, invite: Invite) -> None:
    token = invite(house.ada, role="accountant")
    answer = house.dora.post(LOOK, {"token": token})

    told = answer.json()
    assert (answer.status_code, told["workspace"], told["role"]) == (200, "Alice & Co", "accountant")
    assert (told["invited_by"], told["email"]) == ("ada@example.org", "")
    assert house.invitation(token).accepted_at is None


def test_who_accepts_is_a_member(house: House, invite: Invite) -> None:
    token = invite(role="accountant", email="dora@example.org")
    answer = accept(house.dora, token)

    assert answer.status_code == 201
    assert (answer.json()["id"], answer.json()["role"]) == (str(house.workspace_id), "accountant")
    assert house.roles()["dora"] == "accountant"
    assert house.dora.get(ME).json()["workspace"]["name"] == "Alice & Co"
    (event,) = house.events("invitation_accepted")
    assert event.actor_id == house.dora.user.id
    assert [event.data["user"] for event in house.events("member_added")] == [str(house.dora.user.id)]
    held = house.invitation(token)
    assert (held.accepted_by, bool(held.token)) == (house.dora.user, False)


def test_an_address_counts_only_when_it_is_verified(house: House, invite: Invite) -> None:
    token = invite(email="dora@example.org")
    EmailAddress.objects.filter(user=house.dora.user).update(verified=False)

    assert problem(accept(house.dora, token)) == (404, "not_found")
    assert "dora" not in house.roles()


def test_every_link_that_is_not_for_oneself_is_answered_in_the_same_words(house: House, invite: Invite) -> None:
    accepted, refused, for_another = invite(), invite(), invite(email="erin@example.org")
    made = house.alice.post(INVITATIONS, {"role": "member"})
    revoked = token_of(made)
    assert house.alice.delete(f"{INVITATIONS}{made.json()['id']}/").status_code == 204
    assert accept(house.charlie, accepted).status_code == 201
    assert house.charlie.post(REFUSE, {"token": refused}).status_code == 204
    disabled = invite(house.ada)
    User.objects.filter(id=house.ada.user.id).update(is_active=False)

    for path in (LOOK, ACCEPT, REFUSE):
        tokens = (accepted, refused, revoked, for_another, disabled, "qi_unknown")
        answers = [house.dora.post(path, {"token": token}) for token in tokens]
        assert {answer.status_code for answer in answers} == {404}
        assert len({answer.json()["detail"] for answer in answers}) == 1
    assert "dora" not in house.roles()


def test_it_ends_at_its_time(house: House, invite: Invite) -> None:
    token = invite(expires_at=(NOW + datetime.timedelta(days=2)).isoformat())
    with time_machine.travel(NOW + datetime.timedelta(days=2, minutes=5), tick=True):
        assert accept(Person(house.dora.user), token).status_code == 404
        assert Person(house.alice.user).get(INVITATIONS).json()["results"][0]["state"] == "expired"
    assert "dora" not in house.roles()


def test_a_member_who_accepts_uses_nothing_up(house: House, invite: Invite) -> None:
    token = invite()
    assert problem(accept(house.bob, token)) == (409, "member_known")
    assert accept(house.dora, token).status_code == 201


def test_who_refuses_ends_it(house: House, invite: Invite) -> None:
    token = invite()
    assert house.dora.post(REFUSE, {"token": token}).status_code == 204

    assert house.invitation(token).refused_at is not None
    assert accept(house.dora, token).status_code == 404


def test_who_refuses_is_not_named_to_the_workspace(house: House, invite: Invite) -> None:
    house.dora.post(REFUSE, {"token": invite()})

    (told,) = house.alice.get("/api/v1/users/audit/", {"action": "invitation_refused"}).json()["results"]
    assert told["actor"] == {"kind": "anonymous", "id": None, "name": None, "email": None}
    asked = {"actor": str(house.dora.user.id)}
    assert house.alice.get("/api/v1/users/audit/", asked).json()["results"] == []


def test_what_is_over_is_neither_copied_nor_revoked(house: House) -> None:
    made = house.alice.post(INVITATIONS, {"role": "member"})
    accept(house.dora, token_of(made))
    path = f"{INVITATIONS}{made.json()['id']}/"

    assert problem(house.alice.post(f"{path}link/")) == (409, "invitation_over")
    assert problem(house.alice.delete(path)) == (409, "invitation_over")
    assert house.alice.get(path).json()["state"] == "accepted"


@pytest.mark.parametrize("token", ["", None, 7, ["qi_x"], "x" * 101])
def test_what_is_no_token_is_refused_as_such(house: House, token: object) -> None:
    assert house.dora.post(ACCEPT, {"token": token}).status_code == 400


@pytest.mark.parametrize("method", ["get", "delete"])
def test_an_invitation_of_another_workspace_is_answered_like_none(house: House, invite: Invite, method: str) -> None:
    foreign = house.invitation(invite()).id
    answers = [getattr(house.charlie, method)(f"{INVITATIONS}{one}/") for one in (foreign, new_id())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert {**answers[0].json(), "request_id": ""} == {**answers[1].json(), "request_id": ""}


def test_so_many_are_open_at_a_time_and_no_more(house: House, invite: Invite) -> None:
    for _ in range(OPEN_MAX):
        invite()
    assert problem(house.alice.post(INVITATIONS, {"role": "member"})) == (409, "invitation_limit_reached")


def test_nobody_fills_mailboxes_by_inviting_and_revoking(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("users.workspaces.invitations.A_DAY_MAX", 2)
    assert A_DAY_MAX >= OPEN_MAX
    for _ in range(2):
        made = house.alice.post(INVITATIONS, {"role": "member"}).json()
        house.alice.delete(f"{INVITATIONS}{made['id']}/")
    answer = house.alice.post(INVITATIONS, {"role": "member"})
    assert problem(answer) == (429, "throttled")
    assert int(answer["Retry-After"]) > 0


def test_a_repeated_request_makes_one_and_tells_no_link_twice(house: House) -> None:
    first, again = (house.alice.post(INVITATIONS, {"role": "member"}, HTTP_IDEMPOTENCY_KEY="once") for _ in range(2))

    assert first.status_code == 201
    assert problem(again) == (409, "already_created")
    assert first.json()["link"] not in again.content.decode()
    assert len(house.alice.get(INVITATIONS).json()["results"]) == 1


def test_the_link_reaches_no_log(house: House, invite: Invite, capfd: pytest.CaptureFixture[str]) -> None:
    token = invite()
    accept(house.dora, token)
    told = capfd.readouterr()
    assert token not in told.out + told.err


def test_with_a_mail_server_the_link_goes_out_by_mail(
    house: House, invite: Invite, django_capture_on_commit_callbacks: Any
) -> None:
    with override_settings(HAS_MAIL=True), django_capture_on_commit_callbacks(execute=True):
        token = invite(house.ada, email="erin@example.org")
    mail_queue.join()

    (message,) = mail.outbox
    assert message.to == ["erin@example.org"]
    assert message.subject == "You are invited to Alice & Co"
    assert token in str(message.body)
    assert "ada@example.org" in str(message.body)


def test_without_a_mail_server_nothing_is_missing(house: House, invite: Invite, django_capture_on_commit_callbacks: Any) -> None:
    with override_settings(HAS_MAIL=False), django_capture_on_commit_callbacks(execute=True):
        token = invite(email="dora@example.org")
    mail_queue.join()

    assert mail.outbox == []
    assert accept(house.dora, token).status_code == 201


def test_who_wants_no_such_mail_gets_none(house: House, invite: Invite, django_capture_on_commit_callbacks: Any) -> None:
    house.dora.patch(ME, {"notifications": {"invitation": []}})
    with override_settings(HAS_MAIL=True), django_capture_on_commit_callbacks(execute=True):
        invite(email="dora@example.org")
    mail_queue.join()
    assert mail.outbox == []


def test_somebody_without_an_account_may_sign_up_by_an_open_invitation_only(house: House, invite: Invite) -> None:
    token = invite(email="erin@example.org")
    found = invitation_open_for(token=token, now=datetime.datetime.now(tz=datetime.UTC))
    assert found is not None
    assert (found.email, found.workspace_id) == ("erin@example.org", house.workspace_id)

    with scope(house.workspace_id):
        type(found).objects.filter(id=found.id).update(revoked_at=NOW)
    assert invitation_open_for(token=token, now=datetime.datetime.now(tz=datetime.UTC)) is None
    assert invitation_open_for(token="qi_unknown", now=NOW) is None
