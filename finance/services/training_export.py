"""Confirmed documents of a workspace as a training set, where its owner agreed: files and a manifest that training reads.

Truth is only what a person vouched for: what they entered, and what stood there when they confirmed the document.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q, QuerySet

from finance.errors import TrainingConsentError
from finance.models import Document, ExtractedField, LedgerSettings, Origin
from finance.selectors.document_einvoice import has_einvoice
from finance.selectors.ledger import ledger_settings
from finance.services.document_files import BLOBS
from services.errors import BlobCorruptError, BlobMissingError
from services.reading.media_types import EXTENSIONS
from services.storage.blobs import BlobStore
from services.types import DocumentKind
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability

log = structlog.get_logger(__name__)
K = DocumentKind
MANIFEST = "manifest.jsonl"
FILES = "documents"
LICENSE = "Private: used with the consent of the workspace, not to be passed on"
KINDS = {K.RECEIPT: "receipt", K.CARD_SLIP: "receipt", K.INVOICE: "invoice", K.CREDIT_NOTE: "invoice", K.SELF_BILLING: "invoice"}
_ENDINGS = {media_type: ending for ending, media_type in reversed(EXTENSIONS.items())}
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600


@dataclass(frozen=True, slots=True)
class TrainingExport:
    """How many documents were written, how many were left out for want of their file, and where the manifest is."""

    documents: int
    left_out: int
    manifest: Path


def training_export(*, actor: Actor, folder: Path, store: BlobStore = BLOBS) -> TrainingExport:
    """Write the confirmed documents of the workspace into a new or empty folder; the manifest comes last.

    Where it fails, or the consent is withdrawn before the manifest is written, nothing of it stays.

    Raises TrainingConsentError without the consent of an owner, FileExistsError where the folder holds something, OSError,
    StorageUnavailableError.
    """
    actor.require(Capability.EXPORT)
    require_consent()
    _make_ready(folder)
    with ExitStack() as undoing:
        undoing.callback(_clear, folder)
        wanted = [(document, entry) for document in confirmed_documents() if (entry := _entry(document))["truth"]]
        entries = [entry for document, entry in wanted if _is_written(document, folder / entry["file"], store)]
        _finish(actor, folder / MANIFEST, entries)
        undoing.pop_all()
    return TrainingExport(len(entries), len(wanted) - len(entries), folder / MANIFEST)


def _finish(actor: Actor, manifest: Path, entries: list[Mapping[str, Any]]) -> None:
    """The manifest with its row in the audit trail, while nobody can withdraw the consent. Raises TrainingConsentError."""
    lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    data = {"documents": len(entries)}
    with transaction.atomic():
        LedgerSettings.objects.select_for_update().first()
        require_consent()
        audit_record(actor=actor, action="training_exported", subject_type="workspace", subject_id=actor.workspace_id, data=data)
        _write_private(manifest, "".join(lines).encode())


def require_consent() -> None:
    """Raises TrainingConsentError."""
    if not ledger_settings().training_consent:
        raise TrainingConsentError(
            "This workspace has not agreed to training with its documents. One of its owners can, in the settings of the ledger "
            "(training_consent); until then nothing is exported."
        )


def confirmed_documents() -> QuerySet[Document]:
    """Those of money that a person confirmed, whole files that are not in the trash, the oldest first."""
    documents = Document.objects.select_related("blob").exclude(confirmed_at=None)
    return documents.filter(trashed_at=None, page_from=None, kind__in=[kind.value for kind in KINDS]).order_by(
        "received_at", "id"
    )


def _vouched(document: Document) -> QuerySet[ExtractedField]:
    """What a person entered, and what they saw when they confirmed: nothing that a machine read afterwards."""
    seen = ~Q(origin=Origin.MACHINE) | Q(updated_at__lte=document.confirmed_at)
    return ExtractedField.objects.filter(seen, document=document).order_by("name")


def _entry(document: Document) -> Mapping[str, Any]:
    fields = list(_vouched(document))
    kind = KINDS[DocumentKind(document.kind)]
    truth: dict[str, Any] = {field.name: field.value for field in fields}
    return {
        "file": f"{FILES}/{document.id}.{_ENDINGS.get(document.blob.media_type, 'bin')}",
        "kind": "einvoice" if kind == "invoice" and has_einvoice(document) else kind,
        "truth": truth | ({"document_type": document.kind} if truth else {}),
        "notes": {"media_type": document.blob.media_type, "direction": document.direction, "boxes": dict(_boxes(fields))},
        "source": f"workspace {document.workspace_id}",
        "license": LICENSE,
    }


def _boxes(fields: list[ExtractedField]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for field in fields:
        if field.page is not None and field.box is not None:
            yield field.name, {"page": field.page, "box": [float(side) for side in field.box], "text": field.evidence_text}


def _is_written(document: Document, path: Path, store: BlobStore) -> bool:
    """False, and told in the log by its id alone, where the store has lost the file."""
    try:
        content = store.read(document.blob.storage_name, sha256=document.blob.sha256)
    except (BlobMissingError, BlobCorruptError) as error:
        log.warning("training_file_left_out", document_id=str(document.id), code=error.code)
        return False
    _write_private(path, content)
    return True


def _make_ready(folder: Path) -> None:
    """What an earlier export wrote may no longer be agreed to: it is never mixed with the new one."""
    folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE_FOLDER)
    if any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty. Name a new folder.")
    (folder / FILES).mkdir(mode=_PRIVATE_FOLDER)


def _clear(folder: Path) -> None:
    rmtree(folder / FILES)
    (folder / MANIFEST).unlink(missing_ok=True)


def _write_private(path: Path, content: bytes) -> None:
    path.touch(mode=_PRIVATE_FILE, exist_ok=False)  # nor through a link that somebody put there
    path.write_bytes(content)
