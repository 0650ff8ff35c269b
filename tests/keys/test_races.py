"""Many at once, on connections of their own."""

from __future__ import annotations

from django.db import IntegrityError
from django.utils import timezone

from tests.conftest import Cast, join
from tests.keys.conftest import membership_of
from tests.ledger.conftest import at_once
from users.keys import limits
from users.keys.authentication import credential_of
from users.keys.errors import KeyLimitError, KeyTooStrongError
from users.keys.service_accounts import service_account_create
from users.keys.services import MadeKey, api_key_create, api_key_find, api_key_revoke
from users.models import ApiKey, Membership, User
from users.tenancy.actor import acting
from users.workspaces.roles import Role
from utils.ids import new_id


def test_many_at_once_make_no_more_keys_than_there_may_be(committed_cast: Cast) -> None:
    bob = committed_cast.bob
    with acting(bob):
        held = membership_of(bob)
        ApiKey.objects.bulk_create(
            ApiKey(workspace_id=held.workspace_id, membership=held, name="x", prefix="x", scopes=[], digest=new_id().hex)
            for _ in range(limits.LIVING_KEYS_MAX - 2)
        )
        done = at_once(bob, [lambda: api_key_create(actor=bob, membership=held, name="x")] * 6)
        assert sorted(type(result).__name__ for result in done) == [KeyLimitError.__name__] * 4 + [MadeKey.__name__] * 2
        assert ApiKey.objects.count() == limits.LIVING_KEYS_MAX


def test_a_key_that_is_revoked_while_it_makes_others_leaves_none_alive(committed_cast: Cast) -> None:
    bob = committed_cast.bob
    with acting(bob):
        held = membership_of(bob)
        parent = api_key_create(actor=bob, membership=held, name="parent")
        found = api_key_find(secret=parent.secret, now=timezone.now())
        assert found is not None
        by_key = credential_of(found).actor(asked=None, writes=True)
        make = [lambda: api_key_create(actor=by_key, membership=held, name="child")] * 5
        done = at_once(bob, [*make, lambda: api_key_revoke(actor=bob, key=parent.key, now=timezone.now()), *make])
        assert {type(result) for result in done} <= {MadeKey, KeyTooStrongError, type(None)}
        assert not ApiKey.objects.filter(revoked_at=None).exists()


def test_two_workspaces_do_not_take_one_service_account_at_once(committed_cast: Cast) -> None:
    cast = committed_cast
    with acting(cast.alice):
        account = service_account_create(actor=cast.alice, name="Import", role=Role.UPLOADER)
        user = User.objects.get(id=account.user_id)
        Membership.objects.filter(id=account.id).delete()
    done = at_once(
        cast.alice, [lambda: join(cast.workspace, user, Role.MEMBER), lambda: join(cast.other_workspace, user, Role.MEMBER)]
    )
    assert len([result for result in done if isinstance(result, IntegrityError)]) == 1
