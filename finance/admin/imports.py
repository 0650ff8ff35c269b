"""Imports of statements: send a file, see the rows with their verdicts, let it be booked, undo it."""

from __future__ import annotations

from typing import Any, BinaryIO

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.widgets import UnfoldAdminFileFieldWidget, UnfoldAdminSelectWidget

from finance.models import Account, Channel, ImportMapping, ImportRow, StatementImport
from finance.services.imports import import_apply, import_receive, import_undo
from users.tenancy.actor import acting
from users.tenancy.admin import LookingAdmin, act_on_each, refusals_told
from users.tenancy.operator import operator_of


class ImportForm(forms.Form):
    account = forms.ModelChoiceField(Account.objects.none(), widget=UnfoldAdminSelectWidget)
    file = forms.FileField(widget=UnfoldAdminFileFieldWidget, allow_empty_file=True)  # the use-case says why not

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as Django's own
        field = self.fields["account"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Account.objects.filter(archived_at=None).order_by("workspace__name", "name")
            field.label_from_instance = lambda obj: f"{obj.workspace.name}: {obj.name}"  # type: ignore[method-assign]


@admin.register(StatementImport)
class StatementImportAdmin(LookingAdmin):
    list_display = ("filename", "account", "state", "rows_done", "rows_total", "counts", "workspace", "received_at")
    list_filter = ("state", "workspace", "received_at")
    list_select_related = ("account", "workspace")
    search_fields = ("filename",)
    ordering = ("-received_at", "-id")
    actions = ("book", "book_clear", "undo")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("finance.add_statementimport"))

    def add_view(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The form, and after it the page of the import."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            statement = _receive(request, form.cleaned_data["account"], form.cleaned_data["file"])
            if statement is not None:
                return HttpResponseRedirect(reverse("admin:finance_statementimport_change", args=[statement.id]))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Import a file", "form": form}
        return TemplateResponse(request, "admin/finance/document/upload.html", context)

    @admin.action(description="Book the chosen ones, all rows or none", permissions=["operate"])
    def book(self, request: HttpRequest, chosen: QuerySet[StatementImport]) -> None:
        act_on_each(request, chosen, lambda actor, row: import_apply(actor=actor, statement=row), done="Being booked")

    @admin.action(description="Book the chosen ones without bad and undecided rows", permissions=["operate"])
    def book_clear(self, request: HttpRequest, chosen: QuerySet[StatementImport]) -> None:
        act_on_each(
            request,
            chosen,
            lambda actor, row: import_apply(actor=actor, statement=row, all_or_nothing=False),
            done="Being booked",
        )

    @admin.action(description="Undo the chosen ones", permissions=["operate"])
    def undo(self, request: HttpRequest, chosen: QuerySet[StatementImport]) -> None:
        act_on_each(request, chosen, lambda actor, row: import_undo(actor=actor, statement=row), done="Being undone")


@admin.register(ImportRow)
class ImportRowAdmin(LookingAdmin):
    list_display = (
        "number",
        "verdict",
        "decision",
        "date",
        "payee",
        "description",
        "amount",
        "currency",
        "statement",
        "workspace",
    )
    list_filter = ("verdict", "workspace")
    list_select_related = ("statement", "workspace")
    search_fields = ("payee", "description", "statement__filename")
    ordering = ("-id",)


@admin.register(ImportMapping)
class ImportMappingAdmin(LookingAdmin):
    list_display = ("account", "signature", "workspace", "created_at")
    list_filter = ("workspace",)
    list_select_related = ("account", "workspace")
    ordering = ("-created_at", "-id")


def _receive(request: HttpRequest, account: Account, file: UploadedFile[bytes]) -> StatementImport | None:
    """None when it was refused; the reason is a message then."""
    actor = operator_of(request, account.workspace_id)
    content: BinaryIO = file.file  # type: ignore[assignment]  # Django's stubs say IO[bytes] | None of what is a binary file
    with refusals_told(request), acting(actor):
        statement = import_receive(actor=actor, account=account, content=content, filename=file.name or "", channel=Channel.ADMIN)
        messages.success(request, "Received. It is read within moments; load this page again.")
        return statement
    return None
