"""Writing projects and tags. (Which transactions bear them: transaction_tags.py and transaction_changes.py.)"""

from __future__ import annotations

import datetime

from django.db.models import F

from finance.models import Project, Tag, Transaction, TransactionTag
from finance.services.checked_writing import checked_write
from finance.services.version_holding import row_hold
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import DomainError


def project_create(*, actor: Actor, name: str) -> Project:
    """A new project. Raises NameTakenError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        project = Project.objects.create(workspace_id=actor.workspace_id, name=_name(name))
        audit_record(actor=actor, action="project_created", subject_type="project", subject_id=project.id)
    return project


def project_update(*, actor: Actor, project: Project, name: str, expected_version: int | None = None) -> Project:
    """Rename it. Raises NameTakenError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(project, expected_version=expected_version)
        held.name = _name(name)
        held.save(update_fields=["name", "version"])
        audit_record(actor=actor, action="project_updated", subject_type="project", subject_id=held.id)
    return held


def project_archive(*, actor: Actor, project: Project, now: datetime.datetime, expected_version: int | None = None) -> Project:
    """Take it out of the lists; its transactions stay in it. Raises StaleVersionError."""
    return _set_archived(actor, project, now, expected_version, "project_archived")


def project_unarchive(*, actor: Actor, project: Project, expected_version: int | None = None) -> Project:
    """Back into the lists. Raises StaleVersionError."""
    return _set_archived(actor, project, None, expected_version, "project_unarchived")


def tag_create(*, actor: Actor, name: str) -> Tag:
    """A new tag. Raises NameTakenError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        tag = Tag.objects.create(workspace_id=actor.workspace_id, name=_name(name))
        audit_record(actor=actor, action="tag_created", subject_type="tag", subject_id=tag.id)
    return tag


def tag_update(*, actor: Actor, tag: Tag, name: str, expected_version: int | None = None) -> Tag:
    """Rename it. Raises NameTakenError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(tag, expected_version=expected_version)
        held.name = _name(name)
        held.save(update_fields=["name", "version"])
        audit_record(actor=actor, action="tag_updated", subject_type="tag", subject_id=held.id)
    return held


def tag_delete(*, actor: Actor, tag: Tag, expected_version: int | None = None) -> None:
    """Take it from all its transactions, whose history keeps that they bore it, and delete it.

    Raises PeriodLockedError where one of them lies in a locked period, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(tag, expected_version=expected_version)
        links = TransactionTag.objects.filter(tag=held)
        Transaction.objects.filter(id__in=links.values("transaction_id")).update(version=F("version") + 1)
        taken, _per_model = links.delete()
        audit_record(actor=actor, action="tag_deleted", subject_type="tag", subject_id=held.id, data={"transactions": taken})
        held.delete()


def _set_archived(
    actor: Actor, project: Project, at: datetime.datetime | None, expected_version: int | None, action: str
) -> Project:
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(project, expected_version=expected_version)
        held.archived_at = at
        held.save(update_fields=["archived_at", "version"])
        audit_record(actor=actor, action=action, subject_type="project", subject_id=held.id)
    return held


def _name(name: str) -> str:
    if not name.strip():
        raise DomainError("A name is needed.", errors={"name": ["Must not be empty."]})
    return name.strip()
