"""Writing categories."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TypedDict, Unpack

from finance.errors import CategoryTreeError, MergeError, NameTakenError
from finance.models import Category, CategoryKind
from finance.services.checked_writing import checked_write, hold_alone
from finance.services.ledger import ledger_open
from finance.services.merging import ALONE, pair_hold, pair_merge, refuse_merged
from finance.services.version_holding import row_hold
from finance.services.yielding import yielding
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import DomainError

TREE = "finance_category_tree"  # moves go one after the other: two at once could close a ring


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
        hold_alone(TREE, actor.workspace_id)
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
        hold_alone(TREE, actor.workspace_id)
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


def category_unarchive(*, actor: Actor, category: Category, expected_version: int | None = None) -> Category:
    """Back into the lists. Raises MergeError for what was merged, StaleVersionError."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = row_hold(category, expected_version=expected_version)
        refuse_merged(held)
        held.archived_at = None
        held.save(update_fields=["archived_at", "version"])
        audit_record(actor=actor, action="category_unarchived", subject_type="category", subject_id=held.id)
    return held


def category_merge(
    *, actor: Actor, category: Category, into: Category, now: datetime.datetime, expected_version: int | None = None
) -> Category:
    """Everything of `category` goes to `into`, and so do the categories below it. Returns what is left of `category`.

    Raises MergeError (system, other kind, `into` stands below it), NameTakenError, BusyError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)

    def merge() -> Category:
        with checked_write({"category_name_once_per_parent": _same_below}):
            held, target = pair_hold(category, into, expected_version=expected_version)
            _refuse_unlike(held, target)
            pair_merge(actor, held, target, now=now)
        return held

    return yielding(merge, alone=[ALONE, TREE], workspace_id=actor.workspace_id)


def _refuse_unlike(held: Category, target: Category) -> None:
    if CategoryKind.SYSTEM in (held.kind, target.kind):
        raise MergeError("The ledger itself needs its system categories as they are.")
    if held.kind != target.kind:
        raise MergeError("Expense and income are not merged: reports would add up what is opposite.")
    if held.id in {one.id for one in _line_above(target)}:
        raise MergeError("A category is not merged into one that stands below it. Move that one up first.")


def _same_below() -> DomainError:
    return NameTakenError("Both have a category of the same name below them. Merge or rename those first.")


def _line_above(category: Category) -> Iterator[Category]:
    """The category, its parent, and so on."""
    above: Category | None = Category.objects.get(id=category.id)
    while above is not None:
        yield above
        above = above.parent


def _refuse_wrong_parent(category: Category, parent: Category | None) -> None:
    if parent is None:
        return
    if parent.kind != category.kind or category.kind == CategoryKind.SYSTEM:
        raise CategoryTreeError("A category stands under one of its own kind.")
    line = list(_line_above(parent))
    if line[0].merged_into_id is not None:
        raise CategoryTreeError("What it would stand under was merged into another category. Choose that one.")
    if category.id in {one.id for one in line}:
        raise CategoryTreeError("A category cannot stand under itself.")


def _name(name: str) -> str:
    if not name.strip():
        raise DomainError("A name is needed.", errors={"name": ["Must not be empty."]})
    return name.strip()
