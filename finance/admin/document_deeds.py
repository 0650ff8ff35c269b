"""What an operator can do with a document: each button is a POST that calls one use-case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from unfold.admin import ModelAdmin

from finance.admin.document_words import direction_of, field_name_of, kind_of, place_of, value_of
from finance.models import Document, DocumentState
from finance.services.document_classifying import document_classify
from finance.services.document_fields import field_correct
from finance.services.document_passwords import PASSWORD_CHARACTERS, document_unlock
from finance.services.documents import (
    document_confirm,
    document_purge,
    document_reprocess,
    document_restore,
    document_trash,
)
from users.tenancy.actor import Actor, acting
from users.tenancy.admin import refusals_told
from users.tenancy.operator import operator_of

_VERSION_DIGITS = 10
AT_WORK = (DocumentState.RECEIVED, DocumentState.READING, DocumentState.EXTRACTING)


@dataclass(frozen=True, slots=True)
class Deed:
    """One button: its name in the address, what stands on it, what is told when it went well, what it needs."""

    name: str
    label: str
    done: str
    call: Callable[[Actor, Document, HttpRequest], object]
    permission: str = "finance.change_document"


def _confirm(actor: Actor, document: Document, request: HttpRequest) -> object:
    return document_confirm(actor=actor, document=document, expected_version=_version(request), now=timezone.now())


def _correct(actor: Actor, document: Document, request: HttpRequest) -> object:
    name, place = field_name_of(request), place_of(request)
    value = value_of(request, has_place=place is not None)
    return field_correct(actor=actor, document=document, expected_version=_version(request), name=name, value=value, place=place)


def _classify(actor: Actor, document: Document, request: HttpRequest) -> object:
    said = (kind_of(request), direction_of(request))
    return document_classify(actor=actor, document=document, expected_version=_version(request), kind=said[0], direction=said[1])


def _unlock(actor: Actor, document: Document, request: HttpRequest) -> object:
    password = request.POST.get("password", "")[:PASSWORD_CHARACTERS]
    return document_unlock(actor=actor, document=document, password=password, expected_version=_version(request))


def _version(request: HttpRequest) -> int:
    """The version that the page showed; one that cannot be is never the present one."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _VERSION_DIGITS else -1


DEEDS: Mapping[str, Deed] = {
    deed.name: deed
    for deed in (
        Deed("confirm", "Confirm", "Confirmed.", _confirm),
        Deed("correct", "Correct", "Corrected.", _correct),
        Deed("classify", "Say what it is", "Said.", _classify),
        Deed("unlock", "Open it", "It opens: it is read with this password, which is kept for later ones.", _unlock),
        Deed(
            "reprocess",
            "Read again",
            "It is read and extracted again.",
            lambda actor, document, _request: document_reprocess(actor=actor, document=document),
        ),
        Deed(
            "trash",
            "Put into the trash",
            "It is in the trash.",
            lambda actor, document, _request: document_trash(actor=actor, document=document, now=timezone.now()),
        ),
        Deed(
            "restore",
            "Restore",
            "It is out of the trash.",
            lambda actor, document, _request: document_restore(actor=actor, document=document),
        ),
        Deed(
            "purge",
            "Delete for ever",
            "It is deleted.",
            lambda actor, document, _request: document_purge(actor=actor, document=document, now=timezone.now()),
            permission="finance.delete_document",
        ),
    )
}


def deeds_for(request: HttpRequest, document: Document) -> list[Deed]:
    """The buttons that make sense for the document as it stands, and that this operator may press."""
    return [deed for deed in _sensible(document) if request.user.has_perm(deed.permission)]


def _sensible(document: Document) -> list[Deed]:
    if document.trashed_at is not None:
        return [DEEDS["restore"], DEEDS["purge"]]
    if document.state in AT_WORK:
        return [DEEDS["reprocess"], DEEDS["trash"]]
    confirm = [] if document.confirmed_at else [DEEDS["confirm"]]
    return [*confirm, DEEDS["reprocess"], DEEDS["trash"]]


def deed_view(_model_admin: ModelAdmin, request: HttpRequest, document_id: UUID, deed: str) -> HttpResponse:
    """Calls the use-case as the operator in the document's workspace, then goes back to where the button was."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if deed not in DEEDS:
        raise Http404("There is no such action.")
    if not request.user.has_perm(DEEDS[deed].permission):
        raise PermissionDenied
    document = get_object_or_404(Document.objects.select_related("blob"), id=document_id)
    actor = operator_of(request, document.workspace_id)
    with refusals_told(request), acting(actor):
        DEEDS[deed].call(actor, document, request)
        messages.success(request, DEEDS[deed].done)
    return HttpResponseRedirect(_way_back(request, document))


def _way_back(request: HttpRequest, document: Document) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    if not Document.objects.filter(id=document.id).exists():
        return reverse("admin:finance_document_changelist")
    return reverse("admin:finance_document_change", args=[document.id])
