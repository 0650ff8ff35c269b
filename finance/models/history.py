"""The change history: every insert, update and delete of a ledger record, written by statement-level triggers.

So bulk writes and raw SQL are caught as well. `users.tenancy.actor.acting` names actor and request in `pgh_context`, which
lies in the event itself: no other table has to be asked, and an event is scoped by its `workspace_id` like all rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, TypeVar, cast

import pghistory
import pghistory.models
import pghistory.trigger
import pgtrigger
from django.db import models

_Model = TypeVar("_Model", bound=type[models.Model])


class LedgerEvent(pghistory.models.Event):
    """Base of the event tables. A plain manager: pghistory's own swaps the compiler that scopes the query."""

    pgh_id = models.BigAutoField(primary_key=True)

    objects: ClassVar[models.Manager[Any]] = models.Manager()  # type: ignore[assignment]  # on purpose, see above

    class Meta:
        abstract = True


class HistoryTrigger(pghistory.trigger.Event):
    """pghistory's statement-level trigger with two changes, both for bulk writes on used connections.

    The INSERT is dynamic SQL, so that it is planned for the rows at hand: a plan cached for one row joins a hundred thousand
    old and new rows by a nested loop. And it does not touch pghistory's own table of contexts, which events here do without.
    """

    def get_func(self, model: Any) -> Any:
        insert = super().get_func(model).func  # type: ignore[no-untyped-call]  # as all of pghistory
        for needless in (_ATTACH, _ATTACHED, _RETURN):
            if needless not in insert:
                raise RuntimeError(f"pghistory writes its trigger otherwise than expected: no {needless!r} in {insert!r}.")
            insert = insert.replace(needless, "")
        return pgtrigger.Func(f"EXECUTE $history$ {insert} $history$; RETURN NULL;")  # type: ignore[no-untyped-call]


_ATTACH = "WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) "
_ATTACHED = ", _pgh_attached_context"
_RETURN = "; RETURN NULL;"


class _OwnTrigger(pghistory.RowEvent):
    """A tracker that registers HistoryTrigger instead of pghistory's own."""

    def add_event_trigger(self, event_model: Any) -> None:
        trigger = HistoryTrigger(  # type: ignore[no-untyped-call]
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            condition=self.condition,
            level=pgtrigger.Statement,
        )
        pgtrigger.register(trigger)(event_model.pgh_tracked_model)


class Inserted(_OwnTrigger, pghistory.InsertEvent):
    """Every row that comes."""


class Updated(_OwnTrigger, pghistory.UpdateEvent):
    """Every row in which a kept field changes, as it is afterwards."""


class Deleted(_OwnTrigger, pghistory.DeleteEvent):
    """Every row that goes, as it was."""


def tracked(fields: Sequence[str] | None = None, *, part_of: str | None = None) -> Callable[[_Model], _Model]:
    """Class decorator: keep the history of these fields (all when None) in the model `<Name>Event`.

    `part_of` names the key to the record whose history tells of this one: events are found by it instead of by their own id.
    """

    def decorate(model: _Model) -> _Model:
        name = f"{model.__name__}Event"
        track = pghistory.track(
            Inserted(),
            Updated(),
            Deleted(),
            fields=list(fields) if fields is not None else None,
            obj_field=None,
            context_field=pghistory.ContextJSONField(),
            context_id_field=pghistory.ContextUUIDField(),
            base_model=LedgerEvent,
            model_name=name,
            meta={"indexes": [models.Index(fields=["workspace", part_of or "id"], name=f"{name.lower()}_of")]},
        )
        return cast("_Model", track(model))

    return decorate
