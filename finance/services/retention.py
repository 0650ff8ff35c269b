"""Retention: what has to be kept is not deleted for ever before its day."""

from __future__ import annotations

import datetime

from finance.errors import RetentionError
from finance.models import Document, ExtractedField, LedgerSettings
from services.types import FieldName


def refuse_retained(*, date: datetime.date, today: datetime.date) -> None:
    """`date`: that of the document or booked transaction. It is kept for the years of the settings after the end of its year.

    Raises RetentionError, which names the last day.
    """
    settings = LedgerSettings.objects.first()
    if settings is None or settings.retention_years is None:
        return
    last = datetime.date(date.year + settings.retention_years, 12, 31)
    if today <= last:
        raise RetentionError(
            f"It has to be kept until {last.isoformat()}: {settings.retention_years} years after the end of {date.year}."
            " It may stay in the trash until then."
        )


def document_date(document: Document) -> datetime.date:
    """The date that stands on it, else the day on which it came."""
    printed = ExtractedField.objects.filter(document=document, name=FieldName.DATE).values_list("value", flat=True).first()
    return datetime.date.fromisoformat(printed) if printed else document.received_at.date()
