"""Passwords that people gave for files of the workspace: which are tried on the next locked one, and which opened it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

import structlog
from django.db.models import Case, F, IntegerField, Value, When
from django.db.models.functions import Now

from finance.models import Document, DocumentPassword, DocumentReading
from utils.encryption import SecretUnreadableError

log = structlog.get_logger(__name__)

TRIED_MAX = 20  # on one file


@dataclass(frozen=True, slots=True)
class KnownPassword:
    """One that a person gave; its text is in no representation of it."""

    id: UUID
    text: str = field(repr=False)


def passwords_for(document: Document) -> list[KnownPassword]:
    """Those to try on a document: its own, then those of its sender, then what opened a file last; at most `TRIED_MAX`."""
    known = DocumentPassword.objects.annotate(
        nearness=Case(
            When(document=document, then=Value(0)),
            When(sender__in=_senders(document), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
    )
    ordered = known.order_by("nearness", F("used_at").desc(nulls_last=True), "-given_at", "-id")
    return list(islice(_readable(ordered.iterator(chunk_size=TRIED_MAX)), TRIED_MAX))


def passwords_given_for(document: Document) -> list[KnownPassword]:
    """Those that people gave for this very document."""
    return list(_readable(DocumentPassword.objects.filter(document=document).iterator()))


def password_used(document_id: UUID, password: KnownPassword) -> None:
    """Put down that it opened the document; one that was deleted meanwhile stays deleted."""
    DocumentPassword.objects.filter(id=password.id).update(used_at=Now(), uses=F("uses") + 1)
    log.info("known_password_opened", document_id=str(document_id), password_id=str(password.id))


def passwords_learn_sender(document: Document, vendor: str) -> None:
    """Put down who sends files with the password that was given for this document: whose mail it came in, else its vendor."""
    sender = next(iter(_senders(document)), vendor)
    if sender:
        DocumentPassword.objects.filter(document=document, sender="").update(sender=sender[:255])


def _senders(document: Document) -> list[str]:
    if document.parent_id is None:
        return []
    told = DocumentReading.objects.filter(document_id=document.parent_id).exclude(sender="")
    return list(told.values_list("sender", flat=True))


def _readable(rows: Iterator[DocumentPassword]) -> Iterator[KnownPassword]:
    """What no key of the ring opens any more is left out, and told to the operator."""
    for row in rows:
        try:
            yield KnownPassword(row.id, row.password.reveal())
        except SecretUnreadableError:
            log.warning("password_unreadable", password_id=str(row.id), remedy="Put the lost key back, or delete the password.")
