"""What people do with the passwords of locked files: give one, and have one forgotten.

A password is tried in the reading child and kept sealed. It stands in no log, no trail, no answer and no error.
"""

from __future__ import annotations

from typing import Protocol

from django.db import transaction
from django.utils.crypto import constant_time_compare

from finance.errors import DocumentStateError
from finance.models import Document, DocumentPassword, DocumentState
from finance.services.document_files import BLOBS
from finance.services.document_holding import AT_WORK, fresh_document, locked_document, requeue, require_not_in_trash
from finance.services.document_reading import READER
from finance.services.document_reading_record import reading_wish
from finance.services.known_passwords import passwords_given_for
from services.errors import BadPasswordError
from services.reading.wish import ReadWish
from services.storage.blobs import BlobStore
from users.audit.services import audit_record
from users.limits.budgets import Limited, Use, use_up
from users.tenancy.actor import Actor
from users.tenancy.staleness import refuse_stale
from users.workspaces.roles import Capability
from utils.errors import NotFoundError

PASSWORD_CHARACTERS = 255


class PasswordTrier(Protocol):
    """What `services.reading.reader.Reader` is to this use-case."""

    def opens_with(
        self, content: bytes, *, media_type: str, workspace: str, password: str, wish: ReadWish | None = None
    ) -> bool: ...


def document_unlock(
    *,
    actor: Actor,
    document: Document,
    password: str,
    expected_version: int | None = None,
    reader: PasswordTrier = READER,
    store: BlobStore = BLOBS,
) -> Document:
    """Try the password on the file; the right one is kept for what else comes locked, and the document is read with it.

    The same password again, while it is read with it, changes nothing. `document` comes with its blob.
    Raises BadPasswordError, DocumentStateError, StaleVersionError, LimitReachedError after too many tries, and what the file
    and the store raise.
    """
    actor.require(Capability.DOCUMENT_EDIT)
    if _is_under_way(actor, document, password):
        return document
    refuse_stale(held=document.version, expected=expected_version)
    _require_locked(document)
    _count_try(actor, document)
    content = store.read(document.blob.storage_name, sha256=document.blob.sha256)
    of = {"media_type": document.blob.media_type, "workspace": str(actor.workspace_id)}
    if not reader.opens_with(content, **of, password=password, wish=reading_wish()):
        raise BadPasswordError("This password does not open the file. Look for capitals and spaces, then try again.")
    with transaction.atomic():
        locked = locked_document(document, expected_version=expected_version)
        _require_locked(locked)
        _keep(actor, locked, password)
        requeue(locked)
        audit_record(actor=actor, action="document_unlocked", subject_type="document", subject_id=locked.id)
    return fresh_document(document)


def document_password_forget(*, actor: Actor, password: DocumentPassword) -> None:
    """It is tried on no further file. What it opened stays as it was read. Raises NotFoundError."""
    actor.require(Capability.DOCUMENT_EDIT)
    with transaction.atomic():
        gone, _by_model = DocumentPassword.objects.filter(id=password.id).delete()
        if not gone:
            raise NotFoundError("There is no such password.")
        audit_record(actor=actor, action="document_password_removed", subject_type="document_password", subject_id=password.id)


def _require_locked(document: Document) -> None:
    require_not_in_trash(document)
    if document.state != DocumentState.NEEDS_PASSWORD:
        raise DocumentStateError("It does not wait for a password. Look at what it waits for.")


def _is_under_way(actor: Actor, document: Document, password: str) -> bool:
    """Whether it is read with this very password just now. The answer tells whether it is the right one, so it is a try."""
    given = passwords_given_for(document) if document.state in AT_WORK else []
    if given:
        _count_try(actor, document)
    return any(constant_time_compare(known.text, password) for known in given)


def _count_try(actor: Actor, document: Document) -> None:
    use_up(Use(Limited.FILE_PASSWORDS, str(document.id)), Use(Limited.PASSWORDS, str(actor.workspace_id)))


def _keep(actor: Actor, document: Document, password: str) -> None:
    """One row per document: another password for it takes the place of the one that did not open it any more."""
    DocumentPassword.objects.filter(document=document).delete()
    DocumentPassword.objects.create(
        workspace_id=actor.workspace_id, document=document, password=password, given_by_id=actor.user_id
    )
