"""Doorbells: each wakes a use-case that finds out by itself whether there is something to do."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from finance.services.document_extraction import document_extract
from finance.services.document_files import pending_deletions_carry_out
from finance.services.document_reading import document_read
from finance.services.document_sweep import work_sweep
from finance.services.document_verification import orphans_delete


@shared_task(name="finance.read_document")
def read_document(document_id: str) -> None:
    """Stage `reading`, queue `ocr`."""
    document_read(document_id=UUID(document_id))


@shared_task(name="finance.extract_document")
def extract_document(document_id: str) -> None:
    """Stage `extracting`, queue `default`."""
    document_extract(document_id=UUID(document_id))


@shared_task(name="finance.sweep_work")
def sweep_work() -> None:
    """Finds what was forgotten and what dead workers left."""
    work_sweep()


@shared_task(name="finance.delete_orphans")
def delete_orphans() -> None:
    """Deletes files that no row ever named, a day after they came."""
    orphans_delete(now=timezone.now())


@shared_task(name="finance.delete_files")
def delete_files() -> None:
    """Deletes files that their rows have released."""
    pending_deletions_carry_out()
