"""Many at once, on connections of their own (D27): a workspace keeps an owner, and an invitation lets in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event, Timer
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from tests.conftest import Cast, join
from users.keys.service_accounts import service_account_create
from users.keys.services import api_key_create, api_key_revoke
from users.models import ApiKey, Invitation, Membership, User
from users.tenancy.actor import Actor, ActorKind, acting
from users.tenancy.scope import scope, unscoped
from users.workspaces.errors import LastOwnerError
from users.workspaces.invitation_answers import invitation_accept
from users.workspaces.invitation_ending import open_invitations
from users.workspaces.invitations import invitation_create, invitation_revoke
from users.workspaces.roles import Role
from users.workspaces.services import membership_change_role, membership_leave, membership_remove, workspace_hand_over
from utils.errors import NotAllowedError, NotFoundError, QuittanceError


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Each deed in a thread and connection of its own, begun together; what each returned or raised, in order."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return deed()
        except QuittanceError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def as_actor(actor: Actor, deed: Callable[[], Any]) -> Callable[[], Any]:
    def done() -> Any:
        with acting(actor):
            return deed()

    return done


def second_owner(cast: Cast, name: str = "olga") -> Actor:
    return join(cast.workspace, User.objects.create_user(f"{name}@example.org", "a long enough word"), Role.OWNER)


def owners(cast: Cast) -> set[Any]:
    with scope(cast.workspace.id):
        return set(Membership.objects.filter(role="owner").values_list("user_id", flat=True))


def member(actor: Actor) -> Membership:
    with acting(actor):
        return Membership.objects.get(user_id=actor.user_id)


def refusals(done: list[Any]) -> list[type]:
    return [type(result) for result in done if isinstance(result, Exception)]


def test_of_two_owners_that_leave_at_once_one_stays(committed_cast: Cast) -> None:
    for turn in range(4):
        (present,) = owners(committed_cast)
        first = _actor(committed_cast, present)
        second = second_owner(committed_cast, f"olga{turn}")
        done = at_once([as_actor(one, lambda one=one: membership_leave(actor=one)) for one in (first, second)])

        assert refusals(done) == [LastOwnerError]
        assert len(owners(committed_cast)) == 1


def _actor(cast: Cast, user_id: Any) -> Actor:
    return Actor(cast.alice.kind, cast.workspace.id, cast.alice.capabilities, user_id=user_id)


def test_two_owners_that_put_each_other_down_at_once_leave_one(committed_cast: Cast) -> None:
    second = second_owner(committed_cast)
    pairs = ((committed_cast.alice, second), (second, committed_cast.alice))
    done = at_once(
        [
            as_actor(one, lambda one=one, other=other: membership_change_role(actor=one, membership=other, role=Role.MEMBER))
            for one, other in ((one, member(other)) for one, other in pairs)
        ]
    )
    assert refusals(done) == [NotAllowedError]
    assert len(owners(committed_cast)) == 1


def test_a_workspace_handed_over_to_two_at_once_has_an_owner(committed_cast: Cast) -> None:
    bob, dora = member(committed_cast.bob), second_owner(committed_cast, "dora")
    with acting(dora):
        Membership.objects.filter(user_id=dora.user_id).update(role="member")
    alice = committed_cast.alice
    done = at_once([as_actor(alice, lambda to=to: workspace_hand_over(actor=alice, membership=to)) for to in (bob, member(dora))])
    assert refusals(done) == [NotAllowedError]
    assert len(owners(committed_cast)) == 1
    assert alice.user_id not in owners(committed_cast)


def test_who_is_being_put_out_makes_no_key_meanwhile(committed_cast: Cast) -> None:
    alice, put_out, may_commit = committed_cast.alice, Event(), Event()
    ada = join(committed_cast.workspace, User.objects.create_user("ada@example.org", "a long enough word"), Role.ADMIN)
    own = member(ada)
    with acting(alice):
        program = service_account_create(actor=alice, name="scanner", role=Role.UPLOADER)

    def put_out_slowly() -> None:
        with transaction.atomic():
            membership_remove(actor=alice, membership=own)
            put_out.set()
            assert may_commit.wait(30)

    def make_key(holder: Membership) -> Any:
        assert put_out.wait(30)
        Timer(0.5, may_commit.set).start()
        return api_key_create(actor=ada, membership=holder, name="late")

    done = at_once(
        [as_actor(alice, put_out_slowly), *(as_actor(ada, lambda holder=holder: make_key(holder)) for holder in (own, program))]
    )
    assert refusals(done) == [NotFoundError, NotAllowedError]
    with acting(alice):
        assert not ApiKey.objects.exists()


@pytest.mark.parametrize("first", ["invite", "revoke"])
def test_a_key_that_is_being_ended_leaves_no_invitation(committed_cast: Cast, first: str) -> None:
    alice, begun, may_commit = committed_cast.alice, Event(), Event()
    with acting(alice):
        key = api_key_create(actor=alice, membership=member(alice), name="stolen").key
    thief = replace(alice, kind=ActorKind.API_KEY, key_id=key.id)
    deeds: dict[str, Callable[[], Any]] = {
        "invite": as_actor(thief, lambda: invitation_create(actor=thief, role=Role.OWNER, now=timezone.now())),
        "revoke": as_actor(alice, lambda: api_key_revoke(actor=alice, key=key, now=timezone.now())),
    }

    def slowly() -> None:
        with transaction.atomic():
            deeds.pop(first)()
            begun.set()
            assert may_commit.wait(30)

    def meanwhile() -> Any:
        assert begun.wait(30)
        Timer(0.5, may_commit.set).start()
        return next(iter(deeds.values()))()

    done = at_once([slowly, meanwhile])
    assert refusals(done) == ([NotAllowedError] if first == "revoke" else [])
    with acting(alice):
        assert not open_invitations(now=timezone.now()).exists()


def test_of_those_who_accept_a_link_at_once_exactly_one_is_let_in(committed_cast: Cast) -> None:
    people = [User.objects.create_user(f"guest{number}@example.org", "a long enough word") for number in range(6)]
    token = _link(committed_cast)
    done = at_once([lambda user=user: invitation_accept(user=user, token=token, now=timezone.now()) for user in people])

    assert refusals(done) == [NotFoundError] * 5
    with scope(committed_cast.workspace.id):
        (joined,) = Membership.objects.filter(user__in=people)
        assert Invitation.objects.get().accepted_by_id == joined.user_id


def test_one_who_accepts_twice_at_once_is_a_member_once(committed_cast: Cast) -> None:
    dora = User.objects.create_user("dora@example.org", "a long enough word")
    tokens = [_link(committed_cast), _link(committed_cast)]
    done = at_once([lambda token=token: invitation_accept(user=dora, token=token, now=timezone.now()) for token in tokens])

    assert len(refusals(done)) == 1
    with unscoped("test"):
        assert Membership.objects.filter(user=dora).count() == 1


def test_an_invitation_is_revoked_or_accepted_never_both(committed_cast: Cast) -> None:
    alice = committed_cast.alice
    for number in range(4):
        dora = User.objects.create_user(f"dora{number}@example.org", "a long enough word")
        token = _link(committed_cast)
        with acting(alice):
            invitation = Invitation.objects.order_by("-id").first()
        assert invitation is not None
        done = at_once(
            [
                lambda dora=dora, token=token: invitation_accept(user=dora, token=token, now=timezone.now()),
                as_actor(alice, lambda made=invitation: invitation_revoke(actor=alice, invitation=made, now=timezone.now())),
            ]
        )
        assert len(refusals(done)) == 1
        with acting(alice):
            invitation.refresh_from_db()
            assert Membership.objects.filter(user=dora).exists() is (invitation.revoked_at is None)


def _link(cast: Cast) -> str:
    with acting(cast.alice):
        made = invitation_create(actor=cast.alice, role=Role.MEMBER, now=timezone.now())
    return made.link.rpartition("/")[2]
