"""Calls of the routes of limits, enclosures and passwords of documents."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from finance.models import Channel, Document, DocumentPassword, DocumentState
from finance.services.documents import document_receive
from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home
from tests.isolation.makers import FINANCE, version_of
from tests.reading.samples import text_pdf

WORD = "kestrel-7-planted"


@cache
def locked_pdf() -> bytes:
    return text_pdf(("Total 12.50 EUR",), encryption=5, user_pw=WORD, owner_pw="owner")


def locked_document(home: Home) -> Document:
    """One that was read as far as its lock."""
    content = locked_pdf() + f"\n% {home.mark}".encode()
    sent = document_receive(actor=home.owner, content=BytesIO(content), filename="locked.pdf", channel=Channel.API).document
    Document.objects.filter(id=sent.id).update(state=DocumentState.NEEDS_PASSWORD, error_code="needs_password")
    return sent


@maker(f"GET {FINANCE}documents/limits/", f"GET {FINANCE}document-passwords/")
def plain(_home: Home) -> Call:
    return Call()


@maker(f"POST {FINANCE}documents/<pk>/password/")
def unlocking(home: Home) -> Call:
    found = locked_document(home)
    return Call({"pk": found.id}, {"password": WORD, **version_of(found)})


@maker(f"GET {FINANCE}documents/<document_pk>/attachments/")
def attachments(home: Home) -> Call:
    return Call({"document_pk": home.document.id})


@maker(f"DELETE {FINANCE}document-passwords/<pk>/")
def password_at_hand(home: Home) -> Call:
    made = DocumentPassword.objects.create(workspace_id=home.workspace.id, password=WORD, given_by_id=home.owner.user_id)
    return Call({"pk": made.id})
