"""The base of every row that belongs to a workspace."""

from __future__ import annotations

from typing import Any

from django.db import models

from utils.ids import new_id


class TenantForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A key to another row of the same workspace.

    The database holds it as `(workspace_id, x_id) → (workspace_id, id)`: the migration writes that with
    `utils.composite_keys.composite_key`, and `tests/users/test_composite_keys.py` finds any key that lacks it.
    """

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class TenantModel(models.Model):
    """A row of one workspace: UUIDv7 id, and `(workspace, id)` unique so that composite keys can point at it.

    `workspace` has no index of its own: one plan that is made while a table is empty could choose it for the check of a
    composite key, and then reads the whole workspace for each row of a bulk load.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey("users.Workspace", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["workspace", "id"], name="%(app_label)s_%(class)s_workspace_id"),
        ]
