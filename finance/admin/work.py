"""The work that is open: what waits, who holds what, and what could not be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.admin import ModelAdmin

from finance.models import MAX_ATTEMPTS, Document, DocumentState, Heartbeat
from finance.selectors.documents import next_action

OPEN = (DocumentState.RECEIVED, DocumentState.READING, DocumentState.EXTRACTING)
TROUBLED = (DocumentState.QUARANTINED, DocumentState.FAILED, DocumentState.UNREADABLE, DocumentState.NEEDS_PASSWORD)
SHOWN = 100


@dataclass(frozen=True, slots=True)
class OpenWork:
    """One document at work; `lease` says in words whether somebody holds it."""

    document: Document
    age: timedelta
    lease: str


def work_view(model_admin: ModelAdmin, request: HttpRequest) -> TemplateResponse:
    """Counts by state, the oldest open work, and the newest trouble with its way out."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    now = timezone.now()
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Work",
        "counts": _counts(),
        "open_work": [_open_work(document, now) for document in _waiting()[:SHOWN]],
        "trouble": [(document, next_action(document.state, document.error_code)) for document in _troubled()[:SHOWN]],
        "max_attempts": MAX_ATTEMPTS,
        "heartbeats": Heartbeat.objects.order_by("name"),
        "may_operate": model_admin.has_operate_permission(request),
    }
    return TemplateResponse(request, "admin/finance/document/work.html", context)


def _counts() -> list[tuple[str, int, str]]:
    """State, how many documents are in it, and the address of their list; every state is named."""
    found = dict(Document.objects.filter(trashed_at=None).order_by().values_list("state").annotate(Count("id")))
    address = reverse("admin:finance_document_changelist")
    return [(state.label, found.get(state.value, 0), f"{address}?state__exact={state.value}") for state in DocumentState]


def _waiting() -> QuerySet[Document]:
    return Document.objects.select_related("workspace").filter(state__in=OPEN, trashed_at=None).order_by("state_since")


def _troubled() -> QuerySet[Document]:
    return Document.objects.select_related("workspace").filter(state__in=TROUBLED, trashed_at=None).order_by("-state_since")


def _open_work(document: Document, now: datetime) -> OpenWork:
    age = timedelta(seconds=round((now - document.state_since).total_seconds()))
    return OpenWork(document, age, _lease(document, now))


def _lease(document: Document, now: datetime) -> str:
    if document.lease_until is None:
        return "nobody holds it"
    seconds = round((document.lease_until - now).total_seconds())
    return f"held for {seconds} s more" if seconds > 0 else f"ran out {-seconds} s ago"
