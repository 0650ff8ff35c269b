"""Why a request was not let into a workspace.

DomainError
├── NoWorkspaceError        403 no_workspace
├── WorkspaceRequiredError  400 workspace_required
├── SessionRequiredError    403 session_required
├── StaleVersionError       412 stale_version
├── NoVersionError          412 no_version
└── VersionRequiredError    428 version_required
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


class StaleVersionError(DomainError):
    """Somebody changed it since it was read. Read it again, then decide."""

    code = "stale_version"
    title = "Changed by somebody else meanwhile"
    status = 412


class NoVersionError(DomainError):
    """A condition that nothing was compared with would be believed to hold."""

    code = "no_version"
    title = "This has no version"
    status = 412


class VersionRequiredError(DomainError):
    """A change says which version of the thing it was made from, so that it overwrites nobody else's."""

    code = "version_required"
    title = "Say which version you changed"
    status = 428
