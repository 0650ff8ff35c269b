"""Adding a ready set of categories to a ledger: what it has by that name already stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from finance.models import Category
from finance.services.categories import TREE
from finance.services.category_sets import LANGUAGES, CategorySet, Shape
from finance.services.checked_writing import checked_write, hold_alone
from finance.services.ledger import ledger_open
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


def categories_add(*, actor: Actor, language: str, shape: Shape = Shape.GENERAL) -> list[Category]:
    """Add what the ledger lacks of this set, and return it. What was archived stays so, what was merged is made anew."""
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        ledger_open(actor=actor)
        hold_alone(TREE, actor.workspace_id)
        made = Category.objects.bulk_create(_missing(actor.workspace_id, LANGUAGES[language].sets[shape]))
        data = {"language": language, "shape": shape.value, "count": len(made)}
        audit_record(actor=actor, action="categories_added", subject_type="ledger", subject_id=None, data=data)
    return made


def _missing(workspace_id: UUID, wanted: CategorySet) -> Iterator[Category]:
    known = {_key(row.kind, row.parent_id, row.name): row for row in Category.objects.filter(merged_into=None)}
    for kind, groups in wanted.by_kind():
        for group, names in groups.items():
            parent = known.get(_key(kind, None, group))
            if parent is None:
                parent = Category(workspace_id=workspace_id, name=group, kind=kind)
                yield parent
            for name in names:
                if _key(kind, parent.id, name) not in known:
                    yield Category(workspace_id=workspace_id, name=name, kind=kind, parent=parent)


def _key(kind: str, parent_id: UUID | None, name: str) -> tuple[str, UUID | None, str]:
    return str(kind), parent_id, name.casefold()
