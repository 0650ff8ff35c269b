"""API keys: shown once, found by HMAC, never stronger than their member or their maker, dead at once."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from tests.conftest import Cast, join
from users.keys import services
from users.keys.authentication import ApiKeyAuthentication, credential_of
from users.keys.services import MadeKey, api_key_create, api_key_find, api_key_note_use, api_key_revoke, digest_of
from users.models import ApiKey, AuditEvent, Membership, User
from users.tenancy.actor import Actor, ActorKind, acting
from users.workspaces.roles import CAPABILITIES, Capability, Role
from users.workspaces.services import membership_change_role, membership_remove
from utils.errors import NotAllowedError

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def membership_of(actor: Actor) -> Membership:
    return Membership.objects.get(user_id=actor.user_id)


@pytest.fixture
def make(cast: Cast) -> Callable[..., MadeKey]:
    def make_key(actor: Actor = cast.alice, *, of: Actor | None = None, **fields: object) -> MadeKey:
        with acting(actor):
            return api_key_create(actor=actor, membership=membership_of(of or actor), name="laptop", **fields)

    return make_key


def authenticate(header: str) -> tuple[User, Actor] | None:
    return ApiKeyAuthentication().authenticate(Request(RequestFactory().get("/", headers={"Authorization": header})))


def test_a_key_is_found_by_its_secret(make: Callable[..., MadeKey]) -> None:
    made = make()

    assert api_key_find(secret=made.secret, now=NOW) == made.key


def test_the_database_keeps_no_secret_but_an_hmac_of_it(make: Callable[..., MadeKey], settings: Settings) -> None:
    made = make()
    kept = " ".join(str(value) for value in vars(made.key).values())

    assert made.secret not in kept
    assert made.key.digest == digest_of(made.secret)
    assert made.key.digest != hashlib.sha256(made.secret.encode()).hexdigest()
    settings.API_KEY_PEPPER = "another pepper, as long as it has to be"
    assert made.key.digest != digest_of(made.secret)


def test_a_stolen_database_without_the_pepper_opens_nothing(make: Callable[..., MadeKey]) -> None:
    assert api_key_find(secret=make().key.digest, now=NOW) is None


def test_the_secret_is_long_random_and_recognisable(make: Callable[..., MadeKey]) -> None:
    first, second = make(), make()

    assert first.secret != second.secret
    assert first.secret.startswith("qk_")
    assert len(first.secret) == 46
    assert first.secret.startswith(first.key.prefix)


def test_the_secret_is_shown_when_made_and_never_again(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make()

    with acting(cast.alice):
        again = ApiKey.objects.get(id=made.key.id)
    assert made.secret not in f"{again} {again!r} {vars(again)}"


def test_key_member_and_workspace_come_by_one_query(
    make: Callable[..., MadeKey], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    secret = make().secret

    with django_assert_num_queries(1):
        key = api_key_find(secret=secret, now=NOW)
        assert key is not None
        assert (key.workspace.name, key.membership.role, key.membership.user.email) == (
            "Alice & Co",
            "owner",
            "alice@example.org",
        )


def test_the_lookup_compares_nothing_in_python() -> None:
    """Timing-safe by construction: an index finds the HMAC, so nobody can feel their way along a secret."""
    source = inspect.getsource(services.api_key_find)

    assert "digest=digest_of(secret)" in source
    assert "==" not in source


@pytest.mark.parametrize(("minutes", "lives"), [(1, True), (0, False), (-1, False)])
def test_a_key_ends_at_its_expiry(make: Callable[..., MadeKey], minutes: int, lives: bool) -> None:
    made = make(expires_at=NOW + timedelta(minutes=minutes))

    assert (api_key_find(secret=made.secret, now=NOW) is not None) is lives


def test_a_revoked_key_is_dead_at_once(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make()
    with acting(cast.alice):
        api_key_revoke(actor=cast.alice, key=made.key, now=NOW)

    assert api_key_find(secret=made.secret, now=NOW) is None


def test_revoking_twice_keeps_the_first_moment_and_one_event(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make()
    with acting(cast.alice):
        api_key_revoke(actor=cast.alice, key=made.key, now=NOW)
        api_key_revoke(actor=cast.alice, key=made.key, now=NOW + timedelta(days=1))
        assert ApiKey.objects.get(id=made.key.id).revoked_at == NOW
        assert AuditEvent.objects.filter(action="api_key_revoked").count() == 1


def test_the_keys_of_a_disabled_person_are_dead_at_once(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make()
    User.objects.filter(id=cast.alice.user_id).update(is_active=False)

    assert api_key_find(secret=made.secret, now=NOW) is None


def test_the_keys_of_somebody_put_out_end_with_the_membership(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make(cast.bob)
    with acting(cast.alice):
        membership_remove(actor=cast.alice, membership=membership_of(cast.bob))

    assert api_key_find(secret=made.secret, now=NOW) is None


@pytest.mark.parametrize("role", list(Role))
def test_a_key_without_wishes_may_do_what_its_member_may(make: Callable[..., MadeKey], cast: Cast, role: Role) -> None:
    dora = join(cast.workspace, User.objects.create_user("dora@example.org", "a long enough word"), role)

    assert credential_of(make(dora).key).actor(asked=None, writes=True).capabilities == CAPABILITIES[role]


@pytest.mark.parametrize("stronger", sorted(set(Capability) - CAPABILITIES[Role.MEMBER]))
def test_no_scope_is_stronger_than_the_role_of_the_maker(make: Callable[..., MadeKey], cast: Cast, stronger: Capability) -> None:
    with pytest.raises(NotAllowedError):
        make(cast.bob, scopes=[Capability.LEDGER_READ, stronger])


def test_a_member_makes_no_key_for_an_owner(make: Callable[..., MadeKey], cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        make(cast.bob, of=cast.alice)


def test_a_member_revokes_no_key_of_an_owner(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make(cast.alice)

    with acting(cast.bob), pytest.raises(NotAllowedError):
        api_key_revoke(actor=cast.bob, key=made.key, now=NOW)


def test_a_key_makes_no_key_that_is_stronger_than_itself(make: Callable[..., MadeKey], cast: Cast) -> None:
    weak = credential_of(make(scopes=[Capability.DOCUMENT_UPLOAD]).key).actor(asked=None, writes=True)

    assert credential_of(make(weak).key).actor(asked=None, writes=True).capabilities == {Capability.DOCUMENT_UPLOAD}
    with pytest.raises(NotAllowedError):
        make(weak, scopes=[Capability.LEDGER_READ])


def test_a_lowered_role_lowers_the_keys_that_were_made_before(make: Callable[..., MadeKey], cast: Cast) -> None:
    secret = make(cast.bob, scopes=[Capability.LEDGER_WRITE, Capability.DOCUMENT_UPLOAD]).secret
    with acting(cast.alice):
        membership_change_role(actor=cast.alice, membership=membership_of(cast.bob), role=Role.UPLOADER)

    found = authenticate(f"Api-Key {secret}")
    assert found is not None
    assert found[1].actor(asked=None, writes=True).capabilities == {Capability.DOCUMENT_UPLOAD}


def test_a_scope_that_no_longer_exists_gives_nothing(make: Callable[..., MadeKey]) -> None:
    key = make().key
    key.scopes = ["ledger_read", "fly"]

    assert credential_of(key).actor(asked=None, writes=True).capabilities == {Capability.LEDGER_READ}


def test_the_header_gives_the_person_and_an_actor_named_by_the_key(make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make()

    found = authenticate(f"Api-Key {made.secret}")
    assert found is not None
    user, actor = found[0], found[1].actor(asked=None, writes=True)
    assert (user.id, actor.kind, actor.workspace_id, actor.id) == (
        cast.alice.user_id,
        ActorKind.API_KEY,
        cast.workspace.id,
        made.key.id,
    )


@pytest.mark.parametrize("header", ["", "Bearer abc", "Basic YTpi"])
def test_other_headers_are_left_to_others(db: None, header: str) -> None:
    assert authenticate(header) is None


@pytest.mark.parametrize("header", ["Api-Key", "Api-Key a b", "Api-Key qk_unknown", "API-KEY ÿþ", "Api-Key \x00"])
def test_a_bad_header_is_refused_without_saying_which_part(db: None, header: str) -> None:
    with pytest.raises(AuthenticationFailed):
        authenticate(header)


def test_the_use_of_a_key_is_noted_at_most_once_a_minute(make: Callable[..., MadeKey], cast: Cast) -> None:
    key = make().key

    for seconds in (0, 59, 60, 61):
        with acting(cast.alice):
            stored = ApiKey.objects.get(id=key.id)
        api_key_note_use(key=stored, now=NOW + timedelta(seconds=seconds))
    with acting(cast.alice):
        assert ApiKey.objects.get(id=key.id).last_used_at == NOW + timedelta(seconds=60)


def test_two_requests_at_once_note_one_use(make: Callable[..., MadeKey], cast: Cast) -> None:
    key = make().key
    api_key_note_use(key=key, now=NOW)
    api_key_note_use(key=key, now=NOW + timedelta(seconds=1))  # read before the first one wrote

    with acting(cast.alice):
        assert ApiKey.objects.get(id=key.id).last_used_at == NOW


def test_a_request_within_the_minute_costs_one_query(
    make: Callable[..., MadeKey], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = make()
    api_key_note_use(key=made.key, now=timezone.now())

    with django_assert_num_queries(1):
        authenticate(f"Api-Key {made.secret}")
