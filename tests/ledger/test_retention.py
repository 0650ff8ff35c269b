"""What has to be kept is not deleted for ever before its day."""

from __future__ import annotations

import datetime

import pytest

from finance.errors import RetentionError
from finance.models import Document, ExtractedField, LedgerSettings
from finance.services.documents import document_purge, document_trash
from tests.ledger.conftest import NOW, Books


def trashed(books: Books, date: str | None) -> Document:
    document = books.document()
    if date is not None:
        ExtractedField.objects.create(
            workspace_id=books.actor.workspace_id,
            document=document,
            name="date",
            value=date,
            printed=date,
            origin="machine",
            doubtful=True,
        )
    return document_trash(actor=books.actor, document=document, now=NOW)


def purge(books: Books, document: Document, on: str) -> None:
    now = datetime.datetime.fromisoformat(f"{on}T12:00:00+00:00")
    document_purge(actor=books.actor, document=document, now=now)


def test_it_is_kept_until_the_end_of_the_last_year(books: Books) -> None:
    LedgerSettings.objects.update(retention_years=10)
    document = trashed(books, "2016-02-29")
    with pytest.raises(RetentionError, match="until 2026-12-31: 10 years after the end of 2016"):
        purge(books, document, "2026-12-31")
    purge(books, document, "2027-01-01")
    assert not Document.objects.exists()


def test_without_a_date_the_day_of_its_coming_counts(books: Books) -> None:
    LedgerSettings.objects.update(retention_years=1)
    document = trashed(books, None)
    with pytest.raises(RetentionError):
        purge(books, document, f"{document.received_at.year + 1}-12-31")
    purge(books, document, f"{document.received_at.year + 2}-01-01")


def test_without_a_period_nothing_is_kept(books: Books) -> None:
    purge(books, trashed(books, "2026-01-01"), "2026-01-02")
    assert not Document.objects.exists()
