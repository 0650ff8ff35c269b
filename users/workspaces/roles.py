"""Who may do what: one table role × capability, used by every face. docs/operations.md shows it to operators."""

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
    LEDGER_APPROVE = "ledger_approve"  # make drafts count where the workspace asks for it
    LEDGER_LOCK = "ledger_lock"
    COMMENT = "comment"
    EXPORT = "export"
    MEMBER_READ = "member_read"
    MEMBER_MANAGE = "member_manage"  # invite, change roles, put out: whoever can do no more than oneself
    KEY_MANAGE = "key_manage"  # everybody's keys, and service accounts
    AUDIT_READ = "audit_read"
    WORKSPACE_MANAGE = "workspace_manage"  # name, country, currency, own identity
    OWNER_MANAGE = "owner_manage"  # make, change and put out owners; hand the workspace over; agree to training


_UPLOAD = frozenset({Capability.DOCUMENT_UPLOAD, Capability.DOCUMENT_READ_OWN})
_READ = frozenset({Capability.DOCUMENT_READ_OWN, Capability.DOCUMENT_READ, Capability.LEDGER_READ, Capability.MEMBER_READ})
_ACCOUNT = _READ | {Capability.COMMENT, Capability.EXPORT}
_WRITE = _ACCOUNT | _UPLOAD | {Capability.DOCUMENT_EDIT, Capability.LEDGER_WRITE}

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.OWNER: frozenset(Capability),
    Role.ADMIN: frozenset(Capability) - {Capability.OWNER_MANAGE},
    Role.MEMBER: _WRITE,
    Role.ACCOUNTANT: _ACCOUNT,
    Role.UPLOADER: _UPLOAD,
}
