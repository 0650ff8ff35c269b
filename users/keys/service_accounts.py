"""Service accounts: members that are programs. They have keys and no password, and belong to one workspace."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from users.audit.services import audit_record
from users.keys.errors import ServiceAccountLimitError
from users.people.errors import ServiceAccountError
from users.people.models import SERVICE_DOMAIN, User, UserKind
from users.tenancy.actor import Actor
from users.workspaces.invitation_ending import invitations_revoke_of
from users.workspaces.models import Membership, Workspace
from users.workspaces.roles import Capability, Role
from users.workspaces.standing import members_hold, refuse_beyond
from utils.errors import NotFoundError
from utils.ids import new_id

SERVICE_ROLES = tuple(role for role in Role if role is not Role.OWNER)
SERVICE_ACCOUNTS_MAX = 50


def service_account_list() -> QuerySet[Membership]:
    """The service accounts of the workspace in scope, oldest first."""
    return Membership.objects.filter(user__kind=UserKind.SERVICE).select_related("user").order_by("created_at", "id")


def service_account_get(account_id: UUID) -> Membership:
    """Raises NotFoundError, also for a person's membership."""
    try:
        return service_account_list().get(id=account_id)
    except Membership.DoesNotExist as error:
        raise NotFoundError("There is no such service account.") from error


@transaction.atomic
def service_account_create(*, actor: Actor, name: str, role: Role) -> Membership:
    """A program as a member. Raises ServiceAccountError, ServiceAccountLimitError, NotAllowedError."""
    members_hold(actor)
    _refuse_roles(actor, role)
    _refuse_too_many(actor.workspace_id)
    user = User(email=f"{new_id()}@{SERVICE_DOMAIN}", name=name, kind=UserKind.SERVICE, is_active=False)
    user.set_unusable_password()
    user.save(force_insert=True)
    account = Membership.objects.create(workspace_id=actor.workspace_id, user=user, role=role)
    _record(actor, "service_account_created", account)
    return account


@transaction.atomic
def service_account_update(*, actor: Actor, account: Membership, name: str | None = None, role: Role | None = None) -> Membership:
    """Another name or role; its keys follow a lower role at once, and never exceed their scopes after a higher one.

    Raises ServiceAccountError, NotAllowedError.
    """
    (held,) = members_hold(actor, account.id)
    _refuse_roles(actor, Role(held.role), role or Role(held.role))
    if role is not None and role is not Role(held.role):
        held.role = role
        held.save(update_fields=["role"])
        _record(actor, "service_account_role_changed", held)
        invitations_revoke_of(actor=actor, inviter=held.user, beyond=role, now=timezone.now())
    if name is not None and name != held.user.name:
        held.user.name = name
        held.user.save(update_fields=["name"])
        _record(actor, "service_account_renamed", held)
    return held


@transaction.atomic
def service_account_remove(*, actor: Actor, account: Membership) -> None:
    """End a service account: its keys die with its membership. What it did keeps its name. Raises NotAllowedError."""
    (held,) = members_hold(actor, account.id)
    _refuse_roles(actor, Role(held.role))
    invitations_revoke_of(actor=actor, inviter=held.user, now=timezone.now())
    _record(actor, "service_account_removed", held)
    held.delete()


def _refuse_roles(actor: Actor, *roles: Role) -> None:
    """To be asked under `members_hold`: nobody makes, changes or ends what can do more than they themselves can now."""
    refuse_beyond(actor, *roles, needed=Capability.KEY_MANAGE)
    if Role.OWNER in roles:
        raise ServiceAccountError("A service account owns nothing. Choose a lesser role.")


def _refuse_too_many(workspace_id: UUID) -> None:
    Workspace.objects.select_for_update(no_key=True).get(id=workspace_id)
    if service_account_list().count() >= SERVICE_ACCOUNTS_MAX:
        raise ServiceAccountLimitError(f"There are {SERVICE_ACCOUNTS_MAX} already. Remove those that nobody uses.")


def _record(actor: Actor, action: str, account: Membership) -> None:
    audit_record(
        actor=actor,
        action=action,
        subject_type="membership",
        subject_id=account.id,
        data={"user": str(account.user_id), "role": str(Role(account.role).value)},
    )
