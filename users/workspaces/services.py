"""Opening workspaces, and who belongs to them."""

from __future__ import annotations

import re
from zoneinfo import available_timezones

from django.db import transaction

from users.audit.services import audit_record
from users.people.models import User
from users.people.services import require_person
from users.tenancy.actor import Actor, acting, person
from users.workspaces.errors import LastOwnerError, MemberKnownError, WorkspaceFieldError
from users.workspaces.models import Membership, Workspace
from users.workspaces.roles import Capability, Role
from utils.errors import NotAllowedError


@transaction.atomic
def workspace_create(
    *,
    name: str,
    owner: User,
    base_currency: str = "EUR",
    country: str = "",
    locale: str = "en",
    timezone: str = "UTC",
) -> Workspace:
    """A workspace with its first owner. Its ledger is opened by `finance.services.workspaces.workspace_open`.

    `base_currency` is ISO 4217, `country` ISO 3166-1 alpha-2 or empty. Raises WorkspaceFieldError.
    """
    require_person(owner)
    _refuse_odd_fields(name=name, base_currency=base_currency, country=country, timezone=timezone)
    workspace = Workspace.objects.create(
        name=name.strip(), base_currency=base_currency, country=country, locale=locale, timezone=timezone
    )
    actor = person(workspace_id=workspace.id, user_id=owner.id, role=Role.OWNER)
    with acting(actor):
        Membership.objects.create(workspace=workspace, user=owner, role=Role.OWNER)
        audit_record(actor=actor, action="workspace_created", subject_type="workspace", subject_id=workspace.id)
    return workspace


def _refuse_odd_fields(*, name: str, base_currency: str, country: str, timezone: str) -> None:
    errors: dict[str, list[str]] = {}
    if not 1 <= len(name.strip()) <= 200:
        errors["name"] = ["Give a name of 1 to 200 characters."]
    if not re.fullmatch(r"[A-Z]{3}", base_currency):
        errors["base_currency"] = ["Give a currency as three capital letters, such as EUR."]
    if not re.fullmatch(r"([A-Z]{2})?", country):
        errors["country"] = ["Give a country as two capital letters, such as DE."]
    if timezone not in available_timezones():
        errors["timezone"] = ["Give a time zone such as Europe/Berlin."]
    if errors:
        raise WorkspaceFieldError("The workspace cannot be opened with these values; see `errors`.", errors=errors)


@transaction.atomic
def membership_add(*, actor: Actor, user: User, role: Role) -> Membership:
    """Let a person into the actor's workspace. Raises MemberKnownError, NotAllowedError, ServiceAccountError."""
    actor.require(Capability.WORKSPACE_MANAGE)
    require_person(user)
    _refuse_owner_by_others(actor, role)
    if Membership.objects.filter(user=user).exists():
        raise MemberKnownError("This person belongs to the workspace already. Change their role instead.")
    membership = Membership.objects.create(workspace_id=actor.workspace_id, user=user, role=role)
    _record(actor, "member_added", membership)
    return membership


@transaction.atomic
def membership_change_role(*, actor: Actor, membership: Membership, role: Role) -> Membership:
    """Give a member another role; their keys follow at once. Raises LastOwnerError, NotAllowedError."""
    actor.require(Capability.WORKSPACE_MANAGE)
    held = _locked(membership)
    _refuse_owner_by_others(actor, Role(held.role))
    _refuse_owner_by_others(actor, role)
    if role is not Role.OWNER:
        _keep_an_owner(held)
    else:
        require_person(held.user)
    held.role = role
    held.save(update_fields=["role"])
    _record(actor, "member_role_changed", held)
    return held


@transaction.atomic
def membership_remove(*, actor: Actor, membership: Membership) -> None:
    """Put a member out; their keys end with it. Raises LastOwnerError, NotAllowedError."""
    actor.require(Capability.WORKSPACE_MANAGE)
    held = _locked(membership)
    _refuse_owner_by_others(actor, Role(held.role))
    _keep_an_owner(held)
    _record(actor, "member_removed", held)
    held.delete()


def _locked(membership: Membership) -> Membership:
    """The membership as it stands now, with all owners of the workspace locked, so that two cannot leave at once."""
    list(Membership.objects.select_for_update().filter(role=Role.OWNER).order_by("id"))
    return Membership.objects.select_for_update().get(id=membership.id)


def _keep_an_owner(membership: Membership) -> None:
    others = Membership.objects.filter(role=Role.OWNER).exclude(id=membership.id)
    if membership.role == Role.OWNER and not others.exists():
        raise LastOwnerError("This is the last owner. Make somebody else an owner first.")


def _refuse_owner_by_others(actor: Actor, role: Role) -> None:
    """Only an owner (or somebody who runs the instance) makes, changes or removes owners."""
    if role is not Role.OWNER or actor.user_id is None:
        return
    mine = Membership.objects.filter(user_id=actor.user_id).first()
    if mine is not None and mine.role != Role.OWNER:
        raise NotAllowedError("Only an owner can make or change an owner. Ask one of them.")


def _record(actor: Actor, action: str, membership: Membership) -> None:
    audit_record(
        actor=actor,
        action=action,
        subject_type="membership",
        subject_id=membership.id,
        data={"user": str(membership.user_id), "role": str(Role(membership.role).value)},
    )
