"""Which documents an actor may see, beyond what the capabilities of the route say."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from finance.models import Document
from finance.selectors.document_parts import document_find
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import NotFoundError


def documents_visible(actor: Actor, documents: QuerySet[Document]) -> QuerySet[Document]:
    """All for who reads documents; their own for who only sends them."""
    if actor.can(Capability.DOCUMENT_READ):
        return documents
    return documents.filter(uploaded_by_id=actor.user_id)


def document_is_visible(actor: Actor, document: Document) -> bool:
    """Whether the actor reads all documents, or sent this one."""
    return actor.can(Capability.DOCUMENT_READ) or document.uploaded_by_id == actor.user_id


def document_visible(actor: Actor, document_id: UUID) -> Document:
    """Raises NotFoundError for what is not there and for what the actor may not see, in the same words."""
    document = document_find(document_id)
    if not document_is_visible(actor, document):
        raise NotFoundError("There is no such document.")
    return document
