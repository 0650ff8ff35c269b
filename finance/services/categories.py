"""Writing categories."""

from __future__ import annotations

import datetime
from typing import TypedDict, Unpack

from finance.errors import CategoryTreeError
from finance.models import Category, CategoryKind
from finance.services.checked_writing import checked_write, hold_alone
from finance.services.ledger import ledger_open
from finance.services.version_holding import row_hold
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import DomainError


class CategoryChanges(TypedDict, total=False):
    """What `category_update` may change."""

    name: str
    parent: Category | None


def category_create(*, actor: Actor, name: str, kind: CategoryKind, parent: Category | None = None) -> Category:
    """A new category of expense or income. Raises NameTakenError, CategoryTreeError."""
    actor.require(Capability.LEDGER_WRITE)
    if kind == CategoryKind.SYSTEM:
        raise CategoryTreeError("System categories are made with the ledger.")
    with checked_write():
        ledger_open(actor=actor)
        category = Category(workspace_id=actor.workspace_id, name=_name(name), kind=kind, parent=parent)
        _refuse_wrong_parent(category, parent)
        category.save(force_insert=True)
        audit_record(actor=actor, action="category_created", subject_type="category", subject_id=category.id)
    return category


def category_update(
    *, actor: Actor, category: Category, expected_version: int | None = None, **changes: Unpack[CategoryChanges]
) -> Category:
    """Rename it, or move it under another parent of its kind. Raises NameTakenError, CategoryTreeError, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        hold_alone("finance_category_tree", actor.workspace_id)  # two moves at once could close a ring
        held = row_hold(category, expected_version=expected_version)
        if "name" in changes:
            held.name = _name(changes["name"])
        if "parent" in changes:
            _refuse_wrong_parent(held, changes["parent"])
            held.parent = changes["parent"]
        held.save(update_fields=["name", "parent", "version"])
        audit_record(actor=actor, action="category_updated", subject_type="category", subject_id=held.id)
    return held


def category_archive(
    *, actor: Actor, category: Category, now: datetime.datetime, expected_version: int | None = None
) -> Category:
    """Take it out of the lists; what is posted on it stays. Raises CategoryTreeError for a system category, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    if category.kind == CategoryKind.SYSTEM:
        raise CategoryTreeError("The ledger itself needs this category.")
    with checked_write():
        held = row_hold(category, expected_version=expected_version)
        held.archived_at = now
        held.save(update_fields=["archived_at", "version"])
        audit_record(actor=actor, action="category_archived", subject_type="category", subject_id=held.id)
    return held


def _refuse_wrong_parent(category: Category, parent: Category | None) -> None:
    if parent is None:
        return
    if parent.kind != category.kind or category.kind == CategoryKind.SYSTEM:
        raise CategoryTreeError("A category stands under one of its own kind.")
    above: Category | None = Category.objects.get(id=parent.id)
    while above is not None:
        if above.id == category.id:
            raise CategoryTreeError("A category cannot stand under itself.")
        above = above.parent


def _name(name: str) -> str:
    if not name.strip():
        raise DomainError("A name is needed.", errors={"name": ["Must not be empty."]})
    return name.strip()
