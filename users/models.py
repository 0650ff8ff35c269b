"""Django finds the models of the sub-packages here."""

from users.audit.models import AuditEvent
from users.idempotency.models import IdempotencyRecord
from users.keys.models import ApiKey, ServiceAccount
from users.people.models import User, UserKind
from users.sessions.models import LoginSession
from users.workspaces.models import IdentityKind, Invitation, Membership, Workspace, WorkspaceIdentity

__all__ = [
    "ApiKey",
    "AuditEvent",
    "IdempotencyRecord",
    "IdentityKind",
    "Invitation",
    "LoginSession",
    "Membership",
    "ServiceAccount",
    "User",
    "UserKind",
    "Workspace",
    "WorkspaceIdentity",
]
