"""Back office of people: users and groups, workspaces and their members, API keys, audit trail; one file per sub-package."""

from users.admin import audit, keys, people, workspaces

__all__ = ["audit", "keys", "people", "workspaces"]
