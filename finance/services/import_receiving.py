"""Receiving a file to import: bytes are stored and verified first, then its row is made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

import structlog
from django.db import transaction

from finance.errors import ImportStateError
from finance.models import Account, Blob, Channel, ImportState, StatementImport
from finance.services.document_files import BLOBS, uploading
from finance.services.document_receiving import JoinedStream, clean_filename
from finance.services.file_limits import file_limits
from finance.services.import_mapping import mapping_from_json
from finance.services.ledger import ledger_open
from finance.signals import import_waits
from services.reading.sniff import HEAD_BYTES
from services.reading.sniff_table import sniff_table
from services.storage.blobs import BlobStore, StoredBlob
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability

log = structlog.get_logger(__name__)


def import_receive(
    *,
    actor: Actor,
    account: Account,
    content: BinaryIO,
    filename: str,
    channel: Channel,
    mapping: Mapping[str, Any] | None = None,
    store: BlobStore = BLOBS,
) -> StatementImport:
    """Store the bytes, verify them, then make the import, which waits to be read. The same bytes again are a new import.

    Raises services.errors.RejectedFileError (empty, too large, unsupported), StorageUnavailableError, BadFilenameError,
    MappingError, ImportStateError (the account is archived).
    """
    actor.require(Capability.LEDGER_WRITE)
    ledger_open(actor=actor)
    refuse_closed(account)
    if mapping is not None:
        mapping_from_json(mapping)
    name = clean_filename(filename)
    head = content.read(HEAD_BYTES)
    media_type = sniff_table(head)
    with uploading(actor.workspace_id):
        stored = store.put(JoinedStream(head, content), workspace_id=actor.workspace_id, limit_bytes=file_limits().file_bytes)
        statement = _record(actor, stored, account, name, media_type, channel, mapping)
    log.info("import_received", import_id=str(statement.id), channel=channel.value)
    return statement


def refuse_closed(account: Account) -> None:
    """Raises ImportStateError."""
    if account.archived_at is not None or account.merged_into_id is not None:
        raise ImportStateError("The account is archived or was merged into another. Choose one that is in use.")


def _record(
    actor: Actor,
    stored: StoredBlob,
    account: Account,
    filename: str,
    media_type: str,
    channel: Channel,
    mapping: Mapping[str, Any] | None,
) -> StatementImport:
    with transaction.atomic():
        blob, _is_new = Blob.objects.select_for_update().get_or_create(  # held, so that no purge takes it away
            workspace_id=actor.workspace_id,
            sha256=stored.sha256,
            defaults={"size_bytes": stored.size_bytes, "media_type": media_type, "storage_name": stored.name},
        )
        statement = StatementImport.objects.create(
            workspace_id=actor.workspace_id,
            blob=blob,
            account=account,
            filename=filename,
            media_type=media_type,
            channel=channel,
            uploaded_by_id=actor.user_id,
            mapping=dict(mapping) if mapping is not None else None,
        )
        data = {"account": str(account.id)}
        audit_record(actor=actor, action="import_received", subject_type="import", subject_id=statement.id, data=data)
        import_waits.send(StatementImport, import_id=statement.id, state=ImportState.RECEIVED)
        return statement
