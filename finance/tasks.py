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
from finance.services.duplicate_finding import transaction_twins_mark
from finance.services.exports import export_write
from finance.services.imports import import_book, import_read, import_take_back
from finance.services.rates_keeping import rates_keep
from users.tenancy.actor import acting, machine


@shared_task(name="finance.read_document")
def read_document(document_id: str) -> None:
    """Stage `reading`, queue `ocr`."""
    document_read(document_id=UUID(document_id))


@shared_task(name="finance.extract_document")
def extract_document(document_id: str) -> None:
    """Stage `extracting`, queue `default`."""
    document_extract(document_id=UUID(document_id))


@shared_task(name="finance.find_twins")
def find_twins(workspace_id: str, transaction_id: str) -> None:
    """Looks whether a transaction was entered twice, queue `default`."""
    with acting(machine(UUID(workspace_id))):
        transaction_twins_mark(transaction_id=UUID(transaction_id))


@shared_task(name="finance.read_import")
def read_import(import_id: str) -> None:
    """Reads and plans a file that is to be imported, queue `ocr` (whose workers have reading children)."""
    import_read(import_id=UUID(import_id))


@shared_task(name="finance.book_import")
def book_import(import_id: str) -> None:
    """Books an import, queue `default`."""
    import_book(import_id=UUID(import_id))


@shared_task(name="finance.take_back_import")
def take_back_import(import_id: str) -> None:
    """Takes away what an import booked, queue `default`."""
    import_take_back(import_id=UUID(import_id))


@shared_task(name="finance.sweep_work")
def sweep_work() -> None:
    """Finds what was forgotten and what dead workers left."""
    work_sweep()


@shared_task(name="finance.keep_rates")
def keep_rates() -> None:
    """Asks the ECB for fixings that should be there, and values what waited for them."""
    rates_keep(now=timezone.now())


@shared_task(name="finance.delete_orphans")
def delete_orphans() -> None:
    """Deletes files that no row ever named, a day after they came."""
    orphans_delete(now=timezone.now())


@shared_task(name="finance.delete_files")
def delete_files() -> None:
    """Deletes files that their rows have released."""
    pending_deletions_carry_out()


@shared_task(name="finance.write_export")
def write_export(export_id: str) -> None:
    """Writes the file of an export, queue `default`."""
    export_write(export_id=UUID(export_id))
