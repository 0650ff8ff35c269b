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
    document_read(document_id=UUID(document_id))


@shared_task(name="finance.extract_document")
def extract_document(document_id: str) -> None:
    document_extract(document_id=UUID(document_id))


@shared_task(name="finance.sweep_work")
def sweep_work() -> None:
    work_sweep()


@shared_task(name="finance.delete_orphans")
def delete_orphans() -> None:
    orphans_delete(now=timezone.now())


@shared_task(name="finance.delete_files")
def delete_files() -> None:
    pending_deletions_carry_out()
