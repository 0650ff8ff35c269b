"""Django finds the models of the sub-packages here."""

from users.audit.models import AuditEvent
from users.keys.models import ApiKey
from users.people.models import User
from users.workspaces.models import IdentityKind, Membership, Workspace, WorkspaceIdentity

__all__ = ["ApiKey", "AuditEvent", "IdentityKind", "Membership", "User", "Workspace", "WorkspaceIdentity"]
