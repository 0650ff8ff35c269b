"""Workspaces are opened with an owner, and keep one."""

import pytest

from tests.conftest import Cast, join
from users.models import AuditEvent, Membership, User, Workspace
from users.tenancy.actor import Actor, acting, person
from users.tenancy.scope import scope
from users.workspaces.errors import LastOwnerError, MemberKnownError, WorkspaceFieldError
from users.workspaces.opening import workspace_open
from users.workspaces.roles import Role
from users.workspaces.services import membership_add, membership_change_role, membership_remove
from utils.errors import NotAllowedError, NotFoundError

pytestmark = pytest.mark.django_db


@pytest.fixture
def dora() -> User:
    return User.objects.create_user("dora@example.org", "a long enough word")


def membership_of(actor: Actor) -> Membership:
    return Membership.objects.get(user_id=actor.user_id)


def test_a_new_workspace_has_its_maker_as_owner(dora: User) -> None:
    workspace = workspace_open(name="  Dora's  ", owner=dora, base_currency="CHF", country="CH", timezone="Europe/Zurich")

    with scope(workspace.id):
        assert [(member.user, member.role) for member in Membership.objects.all()] == [(dora, "owner")]
    assert (workspace.name, workspace.base_currency, workspace.country) == ("Dora's", "CHF", "CH")


def test_the_opening_stands_in_the_audit_trail(dora: User) -> None:
    workspace = workspace_open(name="Dora's", owner=dora)

    with scope(workspace.id):
        event = AuditEvent.objects.get(action="workspace_created")
    assert (event.actor_id, event.subject_id) == (dora.id, workspace.id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("base_currency", "euro"),
        ("country", "de"),
        ("timezone", "Moon/Tycho"),
        ("name", "x" * 201),
        ("base_currency", "ABC"),
        ("country", "XX"),
        ("locale", "klingon"),
    ],
)
def test_an_odd_field_is_named_and_nothing_is_made(dora: User, field: str, value: str) -> None:
    fields = {"name": "Dora's", field: value}

    with pytest.raises(WorkspaceFieldError) as refused:
        workspace_open(owner=dora, **fields)
    assert list(refused.value.errors) == [field]
    assert not Workspace.objects.exists()


def test_an_owner_lets_somebody_in(cast: Cast, dora: User) -> None:
    with acting(cast.alice):
        membership_add(actor=cast.alice, user=dora, role=Role.ACCOUNTANT)
        assert Membership.objects.get(user=dora).role == Role.ACCOUNTANT
        assert AuditEvent.objects.filter(action="member_added", data__role="accountant").exists()


def test_nobody_is_let_in_twice(cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(MemberKnownError):
        membership_add(actor=cast.alice, user=User.objects.get(email="bob@example.org"), role=Role.ADMIN)


def test_a_member_lets_nobody_in(cast: Cast, dora: User) -> None:
    with acting(cast.bob), pytest.raises(NotAllowedError):
        membership_add(actor=cast.bob, user=dora, role=Role.UPLOADER)


def test_an_admin_makes_no_owner(cast: Cast, dora: User) -> None:
    admin = join(cast.workspace, dora, Role.ADMIN)

    with acting(admin), pytest.raises(NotAllowedError):
        membership_change_role(actor=admin, membership=membership_of(cast.bob), role=Role.OWNER)


def test_an_admin_puts_no_owner_out(cast: Cast, dora: User) -> None:
    admin = join(cast.workspace, dora, Role.ADMIN)

    with acting(admin), pytest.raises(NotAllowedError):
        membership_remove(actor=admin, membership=membership_of(cast.alice))


def test_the_last_owner_keeps_the_role(cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(LastOwnerError):
        membership_change_role(actor=cast.alice, membership=membership_of(cast.alice), role=Role.MEMBER)


def test_the_last_owner_stays(cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(LastOwnerError):
        membership_remove(actor=cast.alice, membership=membership_of(cast.alice))


def test_one_of_two_owners_may_go(cast: Cast) -> None:
    with acting(cast.alice):
        membership_change_role(actor=cast.alice, membership=membership_of(cast.bob), role=Role.OWNER)
        membership_remove(actor=cast.alice, membership=membership_of(cast.alice))
        assert [member.user_id for member in Membership.objects.all()] == [cast.bob.user_id]


def test_the_owner_of_another_workspace_reaches_nobody_here(cast: Cast) -> None:
    with acting(cast.alice):
        bob = membership_of(cast.bob)

    with acting(cast.charlie), pytest.raises(NotFoundError):
        membership_change_role(actor=cast.charlie, membership=bob, role=Role.UPLOADER)


def test_a_lowered_role_lowers_the_person(cast: Cast) -> None:
    with acting(cast.alice):
        lowered = membership_change_role(actor=cast.alice, membership=membership_of(cast.bob), role=Role.UPLOADER)

    assert person(workspace_id=cast.workspace.id, user_id=lowered.user_id, role=Role(lowered.role)).capabilities < (
        cast.bob.capabilities
    )
