"""Reading who belongs where."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from users.people.models import User
from users.tenancy.scope import unscoped
from users.workspaces.errors import WorkspaceLimitError
from users.workspaces.models import Invitation, Membership, WorkspaceIdentity
from utils.errors import NotFoundError

WORKSPACES_MAX = 50  # of one person: all of their memberships come with each of their requests


def refuse_too_many_workspaces(user: User) -> None:
    """Raises WorkspaceLimitError. The row of the person has to be locked, or two that come at once pass together."""
    with unscoped("workspaces of one person"):
        count = Membership.objects.filter(user=user).count()
    if count >= WORKSPACES_MAX:
        raise WorkspaceLimitError(f"Nobody belongs to more than {WORKSPACES_MAX} workspaces. Leave one first.")


def member_list() -> QuerySet[Membership]:
    """Who belongs to the workspace in scope, oldest first; service accounts too."""
    return Membership.objects.select_related("user").order_by("created_at", "id")


def member_get(member_id: UUID) -> Membership:
    """Raises NotFoundError."""
    try:
        return member_list().get(id=member_id)
    except Membership.DoesNotExist as error:
        raise NotFoundError("There is no such member.") from error


def identity_list() -> QuerySet[WorkspaceIdentity]:
    """Who the workspace in scope is on paper."""
    return WorkspaceIdentity.objects.order_by("value", "id")


def identity_get(identity_id: UUID) -> WorkspaceIdentity:
    """Raises NotFoundError."""
    try:
        return identity_list().get(id=identity_id)
    except WorkspaceIdentity.DoesNotExist as error:
        raise NotFoundError("There is no such name or number.") from error


def invitation_list() -> QuerySet[Invitation]:
    """All invitations into the workspace in scope, those that are over too, newest first."""
    return Invitation.objects.order_by("-created_at", "-id")


def invitation_get(invitation_id: UUID) -> Invitation:
    """Raises NotFoundError."""
    try:
        return invitation_list().get(id=invitation_id)
    except Invitation.DoesNotExist as error:
        raise NotFoundError("There is no such invitation.") from error
