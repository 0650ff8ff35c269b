"""Seal everything that is kept encrypted again, under the newest key of the ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet

from users.audit.services import instance_record
from users.tenancy.scope import unscoped
from utils.encrypted_field import EncryptedTextField, SealedText
from utils.encryption import KeyRing, SecretUnreadableError, key_ring

BATCH = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One encrypted field of one model."""

    model: type[Model]
    field: EncryptedTextField

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"


@dataclass(slots=True)
class Tally:
    """What was found in one column. `needs_old_key` counts what only an older key opens: zero after a rotation."""

    column: str
    newest: int = 0
    needs_old_key: int = 0
    rotated: int = 0
    unreadable: int = 0


def encrypted_columns(models: Iterable[type[Model]] | None = None) -> Iterator[Column]:
    """The encrypted fields of the models; of all that are installed when none are given."""
    for model in apps.get_models(include_auto_created=True) if models is None else models:
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedTextField):
                yield Column(model, field)


def encryption_check(columns: Iterable[Column]) -> Iterator[Tally]:
    """Count, per column, what needs an older key; nothing is changed."""
    return (_walk(column, is_rotating=False) for column in columns)


def encryption_rotate(columns: Iterable[Column]) -> Iterator[Tally]:
    """Seal again what an older key sealed, in batches that commit one by one: a run that was cut off goes on where it was.

    What no key opens is counted and left as it is. The audit trail of the instance tells what was sealed again.
    """
    for column in columns:
        tally = _walk(column, is_rotating=True)
        if tally.rotated:
            instance_record(action="secrets_rotated", subject_type="encryption", data=asdict(tally))
        yield tally


def _walk(column: Column, *, is_rotating: bool) -> Tally:
    tally, ring, last = Tally(column.name), key_ring(), None
    with unscoped("encrypted fields of all workspaces are read and sealed again"):
        while (last := _next_batch(column, ring, tally, after=last, is_rotating=is_rotating)) is not None:
            pass
    return tally


@transaction.atomic
def _next_batch(column: Column, ring: KeyRing, tally: Tally, *, after: Any, is_rotating: bool) -> Any:
    """Look at the rows that follow `after`; the id of the last of them, None when there was none."""
    rows: QuerySet[Any] = QuerySet(column.model).order_by("pk").values_list("pk", column.field.attname)
    rows = rows if after is None else rows.filter(pk__gt=after)
    batch = list((rows.select_for_update() if is_rotating else rows)[:BATCH])
    for row_id, sealed in batch:
        if sealed:
            _look(column, ring, tally, row_id, sealed, is_rotating=is_rotating)
    return batch[-1][0] if batch else None


def _look(column: Column, ring: KeyRing, tally: Tally, row_id: Any, sealed: SealedText, *, is_rotating: bool) -> None:
    try:
        text = ring.open(sealed.token, purpose=sealed.purpose)
    except SecretUnreadableError:
        tally.unreadable += 1
        return
    if ring.is_newest(sealed.token):
        tally.newest += 1
    elif is_rotating:
        fresh = SealedText.seal(text, purpose=sealed.purpose)
        QuerySet(column.model).filter(pk=row_id).update(**{column.field.attname: fresh})
        tally.rotated += 1
    else:
        tally.needs_old_key += 1
