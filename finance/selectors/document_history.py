"""What was said of a document's fields before: machines and people, as the triggers kept it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from finance.models import Document, ExtractedField

_SHOWN = 20  # of one field


@dataclass(frozen=True, slots=True)
class EarlierField:
    """A value that a field had, who said so, and when that was said first."""

    value: str
    printed: str
    origin: str
    source: str
    confidence: Decimal | None
    page: int | None
    at: datetime


def earlier_of(field: ExtractedField) -> list[EarlierField]:
    """The other values of one field, or the same of another source, the newest first."""
    return _earlier(_events().filter(document=field.document_id, name=field.name), field)


def earlier_of_all(document: Document, fields: Iterable[ExtractedField]) -> Mapping[str, list[EarlierField]]:
    """The same for all fields in force of a document, by their names, in one query."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for event in _events().filter(document=document.id):
        rows[event.name].append(event)
    return {field.name: _earlier(rows[field.name], field) for field in fields}


def _events() -> QuerySet[Any]:
    events: QuerySet[Any] = ExtractedField.pgh_event_model.objects.all()  # type: ignore[attr-defined]  # set by pghistory
    return events.exclude(pgh_label="delete").order_by("pgh_id")


def _earlier(events: Iterable[Any], field: ExtractedField) -> list[EarlierField]:
    first: dict[tuple[str, str, str], EarlierField] = {}
    for event in events:
        said = EarlierField(
            event.value, event.printed, event.origin, event.source, event.confidence, event.page, event.pgh_created_at
        )
        first.setdefault((event.value, event.origin, event.source), said)
    first.pop((field.value, field.origin, field.source), None)
    return list(first.values())[::-1][:_SHOWN]
