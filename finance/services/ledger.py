"""Opening a workspace's ledger: what every booking relies on being there."""

from __future__ import annotations

from uuid import UUID

from finance.models import Account, AccountKind, Category, CategoryKind, LedgerSettings
from finance.services.category_sets import CategorySet, Shape, words_of
from finance.services.checked_writing import checked_write, hold_alone
from users.audit.services import audit_record
from users.models import Workspace
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def ledger_open(*, actor: Actor) -> LedgerSettings:
    """Make settings, clearing account, system and ready categories, once; later calls cost one query."""
    actor.require(Capability.LEDGER_WRITE)
    found = LedgerSettings.objects.first()
    if found is not None:
        return found
    with checked_write():
        hold_alone("finance_ledger_open", actor.workspace_id)  # two first uploads at once
        return LedgerSettings.objects.first() or _open(actor)


def _open(actor: Actor) -> LedgerSettings:
    """In the language of the workspace."""
    owner, words = actor.workspace_id, words_of(Workspace.objects.get(id=actor.workspace_id).locale)
    settings = LedgerSettings.objects.create(workspace_id=owner)
    Account.objects.create(workspace_id=owner, name=words.clearing, kind=AccountKind.CLEARING)
    Category.objects.bulk_create(
        Category(workspace_id=owner, name=name, kind=CategoryKind.SYSTEM, system_code=code) for code, name in words.system.items()
    )
    Category.objects.bulk_create(_ready_categories(owner, words.sets[Shape.GENERAL]))
    audit_record(actor=actor, action="ledger_opened", subject_type="ledger", subject_id=settings.id)
    return settings


def _ready_categories(workspace_id: UUID, ready: CategorySet) -> list[Category]:
    categories: list[Category] = []
    for kind, groups in ready.by_kind():
        for group, names in groups.items():
            parent = Category(workspace_id=workspace_id, name=group, kind=kind)
            children = [Category(workspace_id=workspace_id, name=name, kind=kind, parent=parent) for name in names]
            categories += [parent, *children]
    return categories
