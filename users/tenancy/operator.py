"""The operator scope: instance staff in the admin see the rows of all workspaces; a look into one is audited."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.admindocs.views import simplify_regex
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse
from unfold.sites import UnfoldAdminSite

from users.audit.models import AuditEvent
from users.audit.rarely import operator_refusal_record
from users.audit.services import audit_record
from users.limits.admin_login import LockingLoginForm, refusal_of
from users.people.models import User
from users.tenancy.actor import Actor, acting, operator
from users.tenancy.scope import unscoped
from utils.errors import NotAllowedError

View = Callable[..., HttpResponseBase]
LOOKED = "operator_looked"


@contextmanager
def operator_scope(user: User | AnonymousUser) -> Iterator[None]:
    """Read the rows of all workspaces. Raises NotAllowedError for anybody but living instance staff."""
    staff_of(user)
    with unscoped("operator"):
        yield


def staff_of(user: User | AnonymousUser) -> User:
    """The same person, known to be living instance staff. Raises NotAllowedError."""
    if isinstance(user, AnonymousUser) or not (user.is_active and user.is_staff):
        raise NotAllowedError("Only instance staff may look across workspaces.")
    return user


def operator_of(request: HttpRequest, workspace_id: UUID) -> Actor:
    """The person at the admin as an actor in one workspace: what use-cases get, and the history names."""
    return operator(workspace_id=workspace_id, user_id=staff_of(request.user).id)


def operator_looked(
    request: HttpRequest, *, workspace_id: UUID, subject_type: str, subject_id: UUID, unless_since: datetime | None = None
) -> None:
    """Append to the workspace's audit trail that somebody of the instance looked at what its people entrusted to it.

    With `unless_since`, a look that was noted after that moment is not noted again (the pictures of a page).
    """
    actor = operator_of(request, workspace_id)
    with acting(actor):
        looks = AuditEvent.objects.filter(action=LOOKED, actor_id=actor.id, subject_id=subject_id)
        if unless_since is None or not looks.filter(at__gt=unless_since).exists():
            audit_record(actor=actor, action=LOOKED, subject_type=subject_type, subject_id=subject_id)


class OperatorAdminSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold has no types
    """The admin of the instance: each of its views runs in the operator scope, until its page is rendered."""

    login_form = LockingLoginForm

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """The form; 429 where it was not even looked at."""
        page: HttpResponseBase = super().login(request, extra_context)
        if refusal := refusal_of(request):
            page.status_code = refusal.status
            page["Retry-After"] = str(refusal.retry_after_s)
        return page

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        guarded: View = super().admin_view(_in_operator_scope(view), cacheable)
        return guarded


@contextmanager
def _refusals_told(request: HttpRequest) -> Iterator[None]:
    """What Django's permissions refuse to staff stands in the audit trail of the instance."""
    try:
        yield
    except PermissionDenied:
        match = request.resolver_match
        route = simplify_regex(match.route) if match else ""
        operator_refusal_record(user=staff_of(request.user), method=str(request.method), route=route)
        raise


def _in_operator_scope(view: View) -> View:
    @wraps(view)
    def scoped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with operator_scope(request.user), _refusals_told(request):
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse):
                response.render()  # lists are read while the page is written
            return response

    return scoped
