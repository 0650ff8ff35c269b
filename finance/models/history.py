"""The change history: every insert, update and delete of a ledger record, written by statement-level triggers.

So bulk writes and raw SQL are caught as well. `users.tenancy.actor.acting` names actor and request in `pgh_context`, which
lies in the event itself: no other table has to be asked, and an event is scoped by its `workspace_id` like all rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar, cast

import pghistory
import pghistory.models
import pgtrigger
from django.db import models

_Model = TypeVar("_Model", bound=type[models.Model])


class LedgerEvent(pghistory.models.Event):
    """Base of the event tables. A plain manager: pghistory's own swaps the compiler that scopes the query."""

    pgh_id = models.BigAutoField(primary_key=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()  # type: ignore[assignment]  # on purpose, see above

    class Meta:
        abstract = True


def tracked(fields: Sequence[str] | None = None) -> Callable[[_Model], _Model]:
    """Class decorator: keep the history of these fields (all when None) in the model `<Name>Event`."""

    def decorate(model: _Model) -> _Model:
        name = f"{model.__name__}Event"
        track = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            fields=list(fields) if fields is not None else None,
            level=pgtrigger.Statement,
            obj_field=None,
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            base_model=LedgerEvent,
            model_name=name,
            meta={"indexes": [models.Index(fields=["workspace", "id"], name=f"{name.lower()}_of")]},
        )
        return cast("_Model", track(model))

    return decorate
