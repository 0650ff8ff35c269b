"""Back office of people: users, groups, workspaces, members, API keys, sessions, audit trail; one file per sub-package."""

from users.admin import audit, keys, people, sessions, workspaces

__all__ = ["audit", "keys", "people", "sessions", "workspaces"]
