"""Rates of exchange: the fixings and how loading them goes, own rates, and what a workspace is worth by them."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from finance.models import EcbFixing, OwnRate, RateFeed
from finance.selectors.net_worth import NetWorth, net_worth
from finance.services.rates import fixings_refresh
from users.models import Workspace
from users.tenancy.actor import acting
from users.tenancy.admin import LookingAdmin, refusals_told
from users.tenancy.operator import operator_looked, operator_of


@admin.register(RateFeed)
class RateFeedAdmin(LookingAdmin):
    list_display = ("name", "newest", "fixings", "tried_at", "succeeded_at", "failure")
    actions = ("refresh",)

    @admin.action(description="Ask the ECB for its fixings now", permissions=["operate"])
    def refresh(self, request: HttpRequest, _chosen: QuerySet[RateFeed]) -> None:
        with refusals_told(request):
            loaded = fixings_refresh(now=timezone.now())
            messages.success(request, f"New fixings: {loaded.added}, corrected: {loaded.corrected}")


@admin.register(EcbFixing)
class EcbFixingAdmin(LookingAdmin):
    list_display = ("date", "currency", "rate")
    list_filter = ("currency",)
    search_fields = ("=currency", "=date")
    ordering = ("-date", "currency")


class NetWorthForm(forms.Form):
    workspace = forms.ModelChoiceField(Workspace.objects.order_by("name", "id"))
    on = forms.DateField(label="On")


@admin.register(OwnRate)
class OwnRateAdmin(LookingAdmin):
    list_display = ("date", "currency", "base", "rate", "note", "workspace")
    list_filter = ("workspace", "currency")
    list_select_related = ("workspace",)
    search_fields = ("=currency", "note", "workspace__name")
    ordering = ("-date", "-id")

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.net_worth_view)
        return [path("net-worth/", page, name="finance_ownrate_net_worth"), *super().get_urls()]

    def net_worth_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        return _net_worth_page(request, self)


@require_safe
def _net_worth_page(request: HttpRequest, model_admin: OwnRateAdmin) -> TemplateResponse:
    """A form, and what the chosen workspace is worth; the look is told in its audit trail."""
    form = NetWorthForm(request.GET or None, initial={"on": timezone.localdate()})
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": "Net worth",
        "form": form,
        "worth": _worth(request, form) if form.is_valid() else None,
    }
    return TemplateResponse(request, "admin/finance/net_worth.html", context)


def _worth(request: HttpRequest, form: NetWorthForm) -> NetWorth:
    workspace_id = form.cleaned_data["workspace"].id
    operator_looked(request, workspace_id=workspace_id, subject_type="report", subject_id=workspace_id)
    with acting(operator_of(request, workspace_id)):
        return net_worth(on=form.cleaned_data["on"])
