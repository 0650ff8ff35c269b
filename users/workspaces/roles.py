"""Who may do what: one table role × capability, used by every face."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a member is in a workspace."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    ACCOUNTANT = "accountant"  # reads, comments, exports
    UPLOADER = "uploader"  # sends documents, sees its own


class Capability(StrEnum):
    """What may be done; a route, a use-case and a scope of a key each name one."""

    DOCUMENT_UPLOAD = "document_upload"
    DOCUMENT_READ_OWN = "document_read_own"
    DOCUMENT_READ = "document_read"
    DOCUMENT_EDIT = "document_edit"  # correct, confirm, reprocess, trash
    DOCUMENT_PURGE = "document_purge"
    LEDGER_READ = "ledger_read"
    LEDGER_WRITE = "ledger_write"
    LEDGER_LOCK = "ledger_lock"
    WORKSPACE_MANAGE = "workspace_manage"


_UPLOAD = frozenset({Capability.DOCUMENT_UPLOAD, Capability.DOCUMENT_READ_OWN})
_READ = frozenset({Capability.DOCUMENT_READ_OWN, Capability.DOCUMENT_READ, Capability.LEDGER_READ})
_WRITE = _READ | _UPLOAD | {Capability.DOCUMENT_EDIT, Capability.LEDGER_WRITE}

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.OWNER: frozenset(Capability),
    Role.ADMIN: frozenset(Capability),
    Role.MEMBER: _WRITE,
    Role.ACCOUNTANT: _READ,
    Role.UPLOADER: _UPLOAD,
}
