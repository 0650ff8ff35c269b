"""Service accounts: programs as members, of one workspace, that nothing can log in by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordResetForm
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.conftest import Cast, join
from tests.keys.conftest import KEYS, MANAGE, SERVICES, UPLOAD, WISH, Sessions, client_with
from users.keys import service_accounts
from users.keys.service_accounts import service_account_create, service_account_update
from users.keys.services import MadeKey
from users.models import AuditEvent, Membership, User
from users.people.errors import EmailInvalidError, ServiceAccountError
from users.people.services import user_create
from users.tenancy.actor import Actor, acting
from users.workspaces.opening import workspace_open
from users.workspaces.roles import Role
from users.workspaces.services import membership_add, membership_change_role
from utils.errors import NotAllowedError
from utils.ids import new_id

ME = "/api/v1/users/me/"
PASSWORD = "a long enough word"


def user_of(service: Membership) -> User:
    return User.objects.get(id=service.user_id)


def test_a_service_account_is_made_changed_and_ended(sessions: Sessions) -> None:
    answer = sessions.adam.post(SERVICES, {"name": "Nightly import", "role": "uploader"})
    assert answer.status_code == 201, answer.content
    made = answer.json()
    path = f"{SERVICES}{made['id']}/"
    assert (made["name"], made["role"]) == ("Nightly import", "uploader")
    assert sessions.alice.get(SERVICES).json()["results"] == [made]
    assert sessions.alice.patch(path, {"name": "Daily import"}).json() == {**made, "name": "Daily import"}
    assert sessions.alice.patch(path, {"role": "member"}).json()["role"] == "member"
    assert sessions.alice.delete(path).status_code == 204
    assert sessions.alice.get(path).status_code == 404


def test_its_deeds_are_written_down(sessions: Sessions, cast: Cast) -> None:
    path = f"{SERVICES}{sessions.alice.post(SERVICES, {'name': 'Import', 'role': 'uploader'}).json()['id']}/"
    sessions.alice.patch(path, {"name": "Import", "role": "uploader"})  # as it was
    sessions.alice.patch(path, {"name": "Other", "role": "member"})
    sessions.alice.delete(path)
    with acting(cast.alice):
        actions = [event.action for event in AuditEvent.objects.filter(subject_type="membership").order_by("id")]
    assert actions == [
        "service_account_created",
        "service_account_role_changed",
        "service_account_renamed",
        "service_account_removed",
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"role": "member"}, "name"),
        ({"name": "x"}, "role"),
        ({"name": "x", "role": "owner"}, "role"),
        ({"name": "x", "role": "king"}, "role"),
        ({"name": "x", "role": "member", "email": "x@example.org"}, "email"),
        ({"name": "x", "role": "member", "password": PASSWORD}, "password"),
        ({"name": "x", "role": "member", "is_active": True}, "is_active"),
    ],
)
def test_an_odd_wish_is_refused_by_its_field(sessions: Sessions, body: dict[str, Any], field: str) -> None:
    answer = sessions.alice.post(SERVICES, body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert not User.objects.filter(kind="service").exists()


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_a_person_and_somebody_elses_service_are_no_services(
    sessions: Sessions, cast: Cast, service: Membership, method: str
) -> None:
    with acting(cast.alice):
        bob = Membership.objects.get(user_id=cast.bob.user_id)
    body = {"name": "x"} if method == "patch" else None
    for client, row_id in ((sessions.alice, bob.id), (sessions.charlie, service.id), (sessions.charlie, new_id())):
        answer = getattr(client, method)(f"{SERVICES}{row_id}/", body)
        assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such service account.")
    with acting(cast.alice):
        assert Membership.objects.filter(id__in=[bob.id, service.id]).count() == 2


def test_members_make_none(sessions: Sessions, service: Membership) -> None:
    answers = [sessions.bob.get(SERVICES), sessions.bob.post(SERVICES, {"name": "x", "role": "uploader"})]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_who_was_lowered_meanwhile_makes_none(cast: Cast, adam: Actor) -> None:
    """The request of an admin was let in before the owner lowered them: their present role counts."""
    with acting(cast.alice):
        Membership.objects.filter(user_id=adam.user_id).update(role="uploader")
    with acting(adam), pytest.raises(NotAllowedError):
        service_account_create(actor=adam, name="x", role=Role.ADMIN)


def test_nobody_makes_one_that_owns(cast: Cast, service: Membership) -> None:
    with acting(cast.alice), pytest.raises(ServiceAccountError):
        service_account_create(actor=cast.alice, name="x", role=Role.OWNER)
    with acting(cast.alice), pytest.raises(ServiceAccountError):
        service_account_update(actor=cast.alice, account=service, role=Role.OWNER)


def test_a_key_lowers_and_ends_no_service_that_can_do_more(make: Callable[..., MadeKey], service: Membership) -> None:
    client = client_with(make(scopes=[MANAGE, UPLOAD]).secret)
    answers = [client.patch(f"{SERVICES}{service.id}/", {"role": "uploader"}), client.delete(f"{SERVICES}{service.id}/")]
    assert [answer.status_code for answer in answers] == [403, 403]


def test_a_workspace_has_so_many_and_no_more(sessions: Sessions, monkeypatch: pytest.MonkeyPatch, service: Membership) -> None:
    monkeypatch.setattr(service_accounts, "SERVICE_ACCOUNTS_MAX", 2)
    answers = [sessions.alice.post(SERVICES, {"name": "x", "role": "uploader"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].json()["code"] == "service_account_limit_reached"


def test_somebody_elses_service_gets_no_key(sessions: Sessions, service: Membership) -> None:
    answers = [sessions.charlie.post(KEYS, {**WISH, "service_account": str(row_id)}) for row_id in (service.id, new_id())]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert [answer.json()["errors"] for answer in answers] == [{"service_account": ["There is none with this id."]}] * 2


def test_a_person_is_no_service_to_make_keys_for(sessions: Sessions, cast: Cast) -> None:
    with acting(cast.alice):
        bob = Membership.objects.get(user_id=cast.bob.user_id)
    answer = sessions.alice.post(KEYS, {**WISH, "service_account": str(bob.id)})
    assert answer.json()["errors"] == {"service_account": ["There is none with this id."]}


def test_its_key_works_and_ends_with_it_at_once(sessions: Sessions, service: Membership) -> None:
    made = sessions.alice.post(KEYS, {**WISH, "service_account": str(service.id)}).json()
    client = client_with(made["secret"])
    assert client.get(ME).status_code == 200
    sessions.alice.delete(f"{SERVICES}{service.id}/")
    assert client.get(ME).status_code == 401


def test_a_lower_role_lowers_its_keys_at_once(sessions: Sessions, service: Membership) -> None:
    body = {"name": "x", "scopes": ["ledger_write", "ledger_read"], "service_account": str(service.id)}
    client = client_with(sessions.alice.post(KEYS, body).json()["secret"])
    sessions.alice.patch(f"{SERVICES}{service.id}/", {"role": "accountant"})
    assert client.get(ME).json()["capabilities"] == ["ledger_read"]


def test_its_address_is_shown_nowhere(make: Callable[..., MadeKey], sessions: Sessions, cast: Cast, service: Membership) -> None:
    made = make(cast.alice, of=service)
    client = client_with(made.secret)
    for answer in (
        client.get(ME),
        sessions.alice.get(KEYS),
        sessions.alice.get(SERVICES),
        sessions.alice.get(f"{KEYS}{made.key.id}/"),
    ):
        assert answer.status_code == 200
        assert "service.invalid" not in answer.content.decode()
    assert client.get(ME).json()["person"] == {**client.get(ME).json()["person"], "email": None, "name": "Nightly import"}


# Nothing logs in by it.


@pytest.mark.parametrize(
    "change",
    [{"is_active": True}, {"is_staff": True}, {"is_superuser": True}, {"password": "pbkdf2$x"}, {"email": "me@example.org"}],
    ids=str,
)
def test_the_database_keeps_it_from_all_that_logs_in(service: Membership, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="user_service_cannot_log_in"), transaction.atomic():
        User.objects.filter(id=service.user_id).update(**change)


def test_a_password_cannot_be_set(service: Membership) -> None:
    user = user_of(service)
    user.set_password(PASSWORD)
    with pytest.raises(IntegrityError, match="user_service_cannot_log_in"), transaction.atomic():
        user.save()


@pytest.mark.parametrize("kind", ["person", "service"])
def test_what_an_account_is_never_changes(cast: Cast, service: Membership, kind: str) -> None:
    user_id = service.user_id if kind == "person" else cast.bob.user_id
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(id=user_id).update(kind=kind, is_active=False, password="!x", email=f"{new_id()}@service.invalid")


def test_no_password_opens_it(service: Membership, rf: Any) -> None:
    user = user_of(service)
    for word in ("", PASSWORD, user.password, "!"):
        assert authenticate(rf.post("/"), username=user.email, password=word) is None
        assert not user.check_password(word)


def test_no_reset_is_sent_to_it(service: Membership) -> None:
    assert list(PasswordResetForm().get_users(user_of(service).email)) == []


def test_a_session_that_somebody_forced_is_nobodys(service: Membership) -> None:
    client = Client()
    client.force_login(user_of(service))
    answer = client.get(reverse("admin:index"))
    assert (answer.status_code, answer.url) == (302, f"{reverse('admin:login')}?next={reverse('admin:index')}")


@pytest.mark.parametrize("address", ["x@service.invalid", " X@Service.INVALID "])
def test_nobody_takes_an_address_of_services(db: None, address: str) -> None:
    with pytest.raises(EmailInvalidError):
        user_create(email=address, password=PASSWORD)
    with pytest.raises(ValidationError):
        User.objects.create_user(address, PASSWORD)
    assert not User.objects.exists()


# It belongs to one workspace, and owns none.


def test_the_database_keeps_it_in_its_workspace(cast: Cast, service: Membership) -> None:
    with pytest.raises(IntegrityError, match="belongs to a workspace already"), transaction.atomic():
        join(cast.other_workspace, user_of(service), Role.UPLOADER)


def test_the_database_gives_it_nothing_to_own(cast: Cast, service: Membership) -> None:
    with pytest.raises(IntegrityError, match="cannot own a workspace"), transaction.atomic(), acting(cast.alice):
        Membership.objects.filter(id=service.id).update(role="owner")


def test_it_is_neither_added_nor_made_an_owner_nor_given_a_workspace(cast: Cast, service: Membership) -> None:
    user = user_of(service)
    with acting(cast.charlie), pytest.raises(ServiceAccountError):
        membership_add(actor=cast.charlie, user=user, role=Role.MEMBER)
    with acting(cast.alice), pytest.raises(ServiceAccountError):
        membership_change_role(actor=cast.alice, membership=service, role=Role.OWNER)
    with pytest.raises(ServiceAccountError):
        workspace_open(name="Its own", owner=user)
