"""Back office of people, workspaces, invitations, keys, sessions and the audit trail; one file per sub-package."""

from users.admin import audit, invitations, keys, people, sessions, workspaces

__all__ = ["audit", "invitations", "keys", "people", "sessions", "workspaces"]
