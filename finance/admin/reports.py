"""Reports for an operator who looks into a workspace, and the roll-up that the database keeps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from finance.models import MonthlySum
from finance.selectors.reports.periods import Compare, Every, Span
from finance.selectors.reports.report import report_get
from finance.selectors.reports.sheet import HEAD, SheetRow, sheet_rows
from finance.selectors.reports.wishes import ReportName, Wish
from users.models import Workspace
from users.tenancy.actor import acting
from users.tenancy.admin import LookingAdmin, refusals_told
from users.tenancy.operator import operator_looked, operator_of

NO_COMPARISON = [("", "nothing")]


class ReportForm(forms.Form):
    workspace = forms.ModelChoiceField(Workspace.objects.order_by("name", "id"))
    report = forms.ChoiceField(choices=[(name.value, name.for_people) for name in ReportName])
    first = forms.DateField(label="From")
    last = forms.DateField(label="To")
    every = forms.ChoiceField(choices=[(every.value, every.value) for every in Every])
    compare = forms.ChoiceField(
        choices=NO_COMPARISON + [(one.value, one.value.replace("_", " ")) for one in Compare], required=False
    )

    def wish(self) -> Wish:
        asked = self.cleaned_data
        compare = Compare(asked["compare"]) if asked["compare"] else None
        return Wish(Span(asked["first"], asked["last"], Every(asked["every"])), compare=compare)


@admin.register(MonthlySum)
class MonthlySumAdmin(LookingAdmin):
    list_display = (
        "month",
        "account",
        "category",
        "amount",
        "currency",
        "base_amount",
        "postings",
        "postings_without_base",
        "workspace",
    )
    list_filter = ("workspace", "currency")
    list_select_related = ("account", "category", "workspace")
    search_fields = ("account__name", "category__name", "workspace__name")
    ordering = ("-month", "id")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.report_view)
        return [path("report/", page, name="finance_monthlysum_report"), *super().get_urls()]

    def report_view(self, request: HttpRequest) -> HttpResponseBase:
        return _report_page(request, self)


def _report_page(request: HttpRequest, model_admin: MonthlySumAdmin) -> TemplateResponse:
    """A form, and the report that it asks for; the look is told in the audit trail of the workspace."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    today = timezone.localdate()
    form = ReportForm(request.GET or None, initial={"first": today.replace(month=1, day=1), "last": today})
    rows: list[SheetRow] = []
    if form.is_valid():
        with refusals_told(request):
            rows = _rows(request, form)
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Reports",
        "form": form,
        "head": rows[0] if rows else (),
        "rows": rows[1:],
        "words": len(HEAD),
    }
    return TemplateResponse(request, "admin/finance/report.html", context)


def _rows(request: HttpRequest, form: ReportForm) -> list[SheetRow]:
    workspace_id = form.cleaned_data["workspace"].id
    operator_looked(request, workspace_id=workspace_id, subject_type="report", subject_id=workspace_id)
    with acting(operator_of(request, workspace_id)):
        return list(sheet_rows(report_get(ReportName(form.cleaned_data["report"]), form.wish())))
