"""A key never does more than its holder, its maker and the key that made it, neither at first nor later."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.conftest import Cast
from tests.keys.conftest import KEYS, MANAGE, READ, UPLOAD, WISH, Sessions, client_with, membership_of
from users.keys.authentication import credential_of
from users.keys.errors import KeyOfAnotherError, KeyTooStrongError
from users.keys.services import MadeKey, api_key_find, api_key_revoke
from users.models import ApiKey, Membership, User
from users.tenancy.actor import Actor, acting, command
from users.workspaces.roles import CAPABILITIES, Capability, Role
from users.workspaces.services import membership_change_role, membership_remove

ME = "/api/v1/users/me/"


def powers(secret: str) -> set[str] | None:
    """What a key may do now, or None when it is dead."""
    key = api_key_find(secret=secret, now=timezone.now())
    return None if key is None else {one.value for one in credential_of(key).actor(asked=None, writes=True).capabilities}


def through(made: MadeKey) -> Actor:
    """Somebody who acts by a key."""
    key = api_key_find(secret=made.secret, now=timezone.now())
    assert key is not None
    return credential_of(key).actor(asked=None, writes=True)


def test_nobody_makes_a_key_in_the_name_of_another_person(make: Callable[..., MadeKey], cast: Cast) -> None:
    with acting(cast.alice):
        bob = membership_of(cast.bob)
    with pytest.raises(KeyOfAnotherError):
        make(cast.alice, of=bob)


def test_the_operator_at_the_server_makes_keys_for_people(make: Callable[..., MadeKey], cast: Cast) -> None:
    with acting(cast.alice):
        bob = membership_of(cast.bob)
    made = make(command(cast.workspace.id), of=bob)
    assert powers(made.secret) == {one.value for one in CAPABILITIES[Role.MEMBER]}


def test_a_member_makes_no_key_for_a_service(sessions: Sessions, service: Membership) -> None:
    answer = sessions.bob.post(KEYS, {**WISH, "service_account": str(service.id)})
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")


def test_a_key_of_a_service_stays_within_its_role(sessions: Sessions, service: Membership) -> None:
    answer = sessions.alice.post(KEYS, {"name": "x", "scopes": [MANAGE.value], "service_account": str(service.id)})
    assert (answer.status_code, answer.json()["code"]) == (403, "key_too_strong")


def test_a_key_of_a_service_falls_with_the_role_of_its_maker(
    make: Callable[..., MadeKey], cast: Cast, adam: Actor, service: Membership
) -> None:
    made = make(adam, of=service)
    assert powers(made.secret) == {one.value for one in CAPABILITIES[Role.MEMBER]}
    with acting(cast.alice):
        membership_change_role(actor=cast.alice, membership=membership_of(adam), role=Role.ACCOUNTANT)
    assert powers(made.secret) == {one.value for one in CAPABILITIES[Role.MEMBER] & CAPABILITIES[Role.ACCOUNTANT]}


def test_a_key_of_a_service_ends_when_its_maker_is_put_out(
    make: Callable[..., MadeKey], cast: Cast, adam: Actor, service: Membership
) -> None:
    made, by_alice = make(adam, of=service), make(cast.alice, of=service)
    with acting(cast.alice):
        membership_remove(actor=cast.alice, membership=membership_of(adam))
    assert powers(made.secret) is None
    assert powers(by_alice.secret) is not None


def test_a_key_of_a_service_ends_when_its_maker_is_disabled(
    make: Callable[..., MadeKey], adam: Actor, service: Membership
) -> None:
    made = make(adam, of=service)
    User.objects.filter(id=adam.user_id).update(is_active=False)
    assert powers(made.secret) is None


def test_a_key_of_a_service_that_the_operator_made_stays(
    make: Callable[..., MadeKey], cast: Cast, adam: Actor, service: Membership
) -> None:
    made = make(command(cast.workspace.id), of=service)
    User.objects.filter(id__in=[adam.user_id, cast.alice.user_id]).update(is_active=False)
    assert powers(made.secret) is not None


def test_a_higher_role_strengthens_no_key_that_was_made_before(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make(cast.bob)
    with acting(cast.alice):
        membership_change_role(actor=cast.alice, membership=membership_of(cast.bob), role=Role.ADMIN)
    assert powers(made.secret) == {one.value for one in CAPABILITIES[Role.MEMBER]}


def test_a_key_made_with_a_key_is_no_stronger(make: Callable[..., MadeKey], cast: Cast) -> None:
    client = client_with(make(cast.alice, scopes=[UPLOAD, READ]).secret)
    assert client.post(KEYS, {"name": "x", "scopes": [READ.value]}).json()["scopes"] == ["ledger_read"]
    answer = client.post(KEYS, {"name": "x", "scopes": [READ.value, MANAGE.value]})
    assert (answer.status_code, answer.json()["code"]) == (403, "key_too_strong")


def test_a_key_ends_with_the_key_that_made_it(make: Callable[..., MadeKey], sessions: Sessions, cast: Cast) -> None:
    parent = make(cast.bob)
    child = client_with(parent.secret).post(KEYS, WISH).json()
    assert child["made_with"] == str(parent.key.id)
    sessions.bob.delete(f"{KEYS}{parent.key.id}/")
    assert powers(child["secret"]) is None
    assert sessions.bob.get(f"{KEYS}{child['id']}/").json()["revoked_at"] is not None


def test_what_a_key_made_is_ended_even_when_the_key_had_ended_before(make: Callable[..., MadeKey], cast: Cast) -> None:
    parent = make(cast.bob)
    child = client_with(parent.secret).post(KEYS, WISH).json()
    with acting(cast.bob):
        ApiKey.objects.filter(id=parent.key.id).update(revoked_at=timezone.now())
        api_key_revoke(actor=cast.bob, key=ApiKey.objects.get(id=parent.key.id), now=timezone.now())
    assert powers(child["secret"]) is None


def test_a_key_of_second_hand_makes_no_keys(make: Callable[..., MadeKey], cast: Cast, service: Membership) -> None:
    child = client_with(make(cast.bob).secret).post(KEYS, WISH).json()
    its = make(cast.alice, of=service)
    for secret in (child["secret"], its.secret):
        answer = client_with(secret).post(KEYS, WISH)
        assert (answer.status_code, answer.json()["code"]) == (403, "key_too_strong")


def test_a_key_that_is_revoked_meanwhile_makes_no_key(make: Callable[..., MadeKey], cast: Cast) -> None:
    parent = make(cast.bob)
    actor = through(parent)
    with acting(cast.bob):
        api_key_revoke(actor=cast.bob, key=parent.key, now=timezone.now())
    with pytest.raises(KeyTooStrongError):
        make(actor)


def test_a_key_with_the_right_to_manage_makes_a_service_no_stronger_than_itself(make: Callable[..., MadeKey]) -> None:
    client = client_with(make(scopes=[MANAGE, UPLOAD, Capability.DOCUMENT_READ_OWN]).secret)
    answers = [client.post("/api/v1/users/service-accounts/", {"name": "x", "role": role}) for role in ("uploader", "member")]
    assert [answer.status_code for answer in answers] == [201, 403]
    assert answers[1].json()["code"] == "permission_denied"
