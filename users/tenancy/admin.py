"""What the admin pages of all rooms share: looking only, acting through use-cases, refusals as messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseRedirect
from unfold.admin import ModelAdmin, TabularInline

from users.tenancy.actor import Actor, acting
from users.tenancy.models import TenantModel
from users.tenancy.operator import operator_looked, operator_of
from utils.errors import QuittanceError

Row = TypeVar("Row", bound=TenantModel)


@contextmanager
def refusals_told(request: HttpRequest) -> Iterator[None]:
    """A use-case that refuses becomes a message on the next page instead of an error page."""
    try:
        yield
    except QuittanceError as error:
        sentences = [sentence for several in error.errors.values() for sentence in several]
        messages.error(request, " ".join([error.detail, *sentences]))


def act_on_each(request: HttpRequest, rows: Iterable[Row], deed: Callable[[Actor, Row], object], *, done: str) -> None:
    """Call a use-case for each row, as the operator in the row's workspace; tell how often it went well."""
    count = 0
    for row in rows:
        actor = operator_of(request, row.workspace_id)
        with refusals_told(request), acting(actor):
            deed(actor, row)
            count += 1
    if count:
        messages.success(request, f"{done}: {count}")


class LookingAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """Nothing is added, changed or deleted by form; a look at one row of a workspace is audited there.

    Actions with `permissions=["operate"]` need the Django permission to change the model, and call use-cases.
    """

    list_per_page = 50
    show_full_result_count = False
    actions_on_bottom = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_operate_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        codename = get_permission_codename("change", self.opts)
        return bool(request.user.has_perm(f"{self.opts.app_label}.{codename}"))

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        allowed = super().has_view_permission(request, obj) or self.has_operate_permission(request, obj)
        return bool(allowed)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = self.get_object(request, object_id)
        if isinstance(row, TenantModel) and self.has_view_permission(request, row):
            operator_looked(request, workspace_id=row.workspace_id, subject_type=self.opts.model_name, subject_id=row.id)
        page: HttpResponseBase = super().change_view(request, object_id, *args, **kwargs)
        return page


class RefusingAdmin(ModelAdmin):  # type: ignore[misc]  # unfold has no types
    """Forms whose saving calls a use-case: what it refuses is told above the list, and nothing is saved."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with refusals_told(request):
            page: HttpResponseBase = super().changeform_view(request, *args, **kwargs)
            return page
        return HttpResponseRedirect(request.get_full_path())

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with refusals_told(request):
            page: HttpResponseBase = super().delete_view(request, *args, **kwargs)
            return page
        return HttpResponseRedirect(request.get_full_path())


class LookingInline(TabularInline):  # type: ignore[misc]  # unfold has no types
    """Rows that belong to the one shown, to be read only."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
