"""Why a request was not let into a workspace.

DomainError
├── NoWorkspaceError        403 no_workspace
├── WorkspaceRequiredError  400 workspace_required
└── SessionRequiredError    403 session_required
"""

from __future__ import annotations

from utils.errors import DomainError, NotAllowedError


class NoWorkspaceError(NotAllowedError):
    code = "no_workspace"
    title = "You belong to no workspace"


class WorkspaceRequiredError(DomainError):
    code = "workspace_required"
    title = "Which workspace?"


class SessionRequiredError(NotAllowedError):
    code = "session_required"
    title = "Only for somebody who is logged in"
