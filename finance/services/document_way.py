"""Which way a stored document went, and what kind it is, as far as it is known now."""

from __future__ import annotations

from collections.abc import Mapping

from finance.models import Document
from finance.selectors.document_einvoice import has_einvoice
from finance.selectors.documents import values_of_people
from finance.services.deciding_direction import Way, direction_in_force, way_of
from finance.services.document_context import direction_said, own_identity
from services.types import Direction, DocumentKind, FieldName


def kind_in_force(document: Document) -> DocumentKind:
    """As read, or as a person says; `OTHER` of what was not read."""
    return DocumentKind(document.kind) if document.kind else DocumentKind.OTHER


def stored_direction(document: Document, values: Mapping[FieldName, str]) -> Direction:
    """As a person says; else by the values in force and what was read."""
    read = Direction(document.direction) if document.direction else Direction.INCOMING
    is_vendor_said = FieldName.VENDOR in values_of_people(document)
    return direction_in_force(direction_said(document), read, values, own_identity(), is_vendor_said=is_vendor_said)


def way_in_force(document: Document, values: Mapping[FieldName, str]) -> Way:
    """Which way its money goes."""
    return way_of(kind_in_force(document), stored_direction(document, values), names_seller=has_einvoice(document))
