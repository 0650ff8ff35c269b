"""Exports: ask for a file, write it (a task, or at once at the command line), fetch it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction

from finance.errors import ExportSliceError, ExportStateError
from finance.models import Account, Export, ExportFormat, ExportState
from finance.selectors.ledger_slice import LedgerSlice
from finance.services.export_work import export_claim, export_finish, export_held
from finance.services.ledger_writing import ledger_write
from finance.signals import export_requested
from services.errors import BlobMissingError
from services.storage.blobs import BlobStore
from services.storage.names import export_name
from users.audit.rarely import export_record
from users.audit.services import audit_record
from users.tenancy.actor import Actor, acting, machine
from users.workspaces.roles import Capability
from utils.errors import NotFoundError

KEPT_FOR = timedelta(days=7)
FILES = BlobStore(deadline_s=600)  # a million rows take a while to travel
JOURNALS = frozenset({ExportFormat.BEANCOUNT, ExportFormat.HLEDGER})


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file to be sent piece by piece."""

    pieces: Iterator[bytes]
    size_bytes: int
    filename: str


def export_request(*, actor: Actor, kind: ExportFormat, part: LedgerSlice) -> Export:
    """Ask for a file; a worker writes it. Raises ExportSliceError."""
    actor.require(Capability.EXPORT)
    slice_check(kind, part)
    with transaction.atomic():
        export = Export.objects.create(
            workspace_id=actor.workspace_id, format=kind, filters=part.to_json(), requested_by_id=actor.user_id
        )
        audit_record(
            actor=actor,
            action="export_requested",
            subject_type="export",
            subject_id=export.id,
            data={"format": kind.value, **part.to_json()},
        )
        export_requested.send(sender=Export, export_id=export.id)
    return export


def export_write(*, export_id: UUID, store: BlobStore = FILES) -> None:
    """Write the file if it waits for that. It is offered whole or not at all: a worker that dies half way leaves no row that
    names its file, and the next attempt writes another one."""
    claim = export_claim(export_id)
    if claim is None:
        return
    with (
        acting(machine(claim.workspace_id)),
        export_held(claim),
        tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file,
    ):
        export = Export.objects.get(id=export_id)
        rows = ledger_write(file, kind=ExportFormat(export.format), part=LedgerSlice.from_json(export.filters))
        size_bytes = file.tell()
        name = export_name(claim.workspace_id, claim.export_id, claim.attempt)
        store.put_file(name, file)
        export_finish(claim, rows=rows, size_bytes=size_bytes, storage_name=name, keep_for=KEPT_FOR)


def export_open(*, actor: Actor, export: Export, store: BlobStore = FILES) -> ExportFile:
    """The file, for people; the audit trail tells once an hour who fetched it.

    Raises ExportStateError, BlobMissingError, StorageUnavailableError.
    """
    actor.require(Capability.EXPORT)
    if export.state != ExportState.READY or export.size_bytes is None:
        raise ExportStateError(_REMEDY[ExportState(export.state)])
    if not store.exists(export.storage_name):
        raise BlobMissingError("The file is not in the store any more. Ask for a new export.")
    export_record(actor=actor, subject_type="export", subject_id=export.id)
    return ExportFile(store.pieces(export.storage_name), export.size_bytes, export.filename)


def export_to(into: BinaryIO, *, actor: Actor, kind: ExportFormat, part: LedgerSlice) -> int:
    """Write at once to where the caller wants it; how many transactions. Raises ExportSliceError."""
    actor.require(Capability.EXPORT)
    slice_check(kind, part)
    rows = ledger_write(into, kind=kind, part=part)
    told = {"format": kind.value, **part.to_json()}
    audit_record(actor=actor, action="data_exported", subject_type="ledger", subject_id=None, data=told)
    return rows


def slice_check(kind: ExportFormat, part: LedgerSlice) -> None:
    """Raises ExportSliceError, and NotFoundError for accounts that are not of this workspace."""
    if part.date_from and part.date_to and part.date_from > part.date_to:
        raise ExportSliceError("The first day lies after the last. Give them the other way round.")
    if kind in JOURNALS and not part.holds_only_what_counts:
        raise ExportSliceError("A journal holds what counts: leave drafts and trash out, or choose CSV, XLSX or JSON.")
    if Account.objects.filter(id__in=part.accounts).count() != len(set(part.accounts)):
        raise NotFoundError("There is no such account.")


_REMEDY = {
    ExportState.WAITING: "The file is not written yet. Ask again in a moment.",
    ExportState.WRITING: "The file is just being written. Ask again in a moment.",
    ExportState.FAILED: "The file could not be written. Ask for a new export.",
    ExportState.EXPIRED: "The file was deleted after its days were over. Ask for a new export.",
    ExportState.READY: "The file is not complete. Ask for a new export.",
}
