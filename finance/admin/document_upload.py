"""Sending a document into a workspace from the back office."""

from __future__ import annotations

from typing import BinaryIO

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from finance.models import Channel, Document
from finance.services.documents import Received, document_receive
from users.models import Workspace
from users.tenancy.actor import acting
from users.tenancy.admin import refusals_told
from users.tenancy.operator import operator_of


class UploadForm(forms.Form):
    workspace = forms.ModelChoiceField(Workspace.objects.all(), widget=UnfoldAdminSelectWidget)
    file = forms.FileField(widget=UnfoldAdminFileFieldWidget, allow_empty_file=True)  # the use-case says why not


def upload_view(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """The form, and after it the page of the document: a new one, or the one that these bytes made before."""
    if not model_admin.has_add_permission(request):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        document = _receive(request, form.cleaned_data["workspace"], form.cleaned_data["file"])
        if document is not None:
            return HttpResponseRedirect(reverse("admin:finance_document_change", args=[document.id]))
    context = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, "title": "Send a document", "form": form}
    return TemplateResponse(request, "admin/finance/document/upload.html", context)


def _receive(request: HttpRequest, workspace: Workspace, file: UploadedFile[bytes]) -> Document | None:
    """None when it was refused; the reason is a message then."""
    actor = operator_of(request, workspace.id)
    content: BinaryIO = file.file  # type: ignore[assignment]  # Django's stubs say IO[bytes] | None of what is a binary file
    with refusals_told(request), acting(actor):
        received = document_receive(actor=actor, content=content, filename=file.name or "", channel=Channel.ADMIN)
        _tell(request, received)
        return received.document
    return None


def _tell(request: HttpRequest, received: Received) -> None:
    if received.is_in_trash:
        messages.warning(request, "These bytes were sent before, and their document lies in the trash. Restore it there.")
    elif received.is_new:
        messages.success(request, "Received. It is read within moments; load this page again.")
    else:
        messages.info(request, "These bytes were sent before: this is their document.")
