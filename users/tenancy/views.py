"""What every view inherits: strict addresses; and in a workspace the actor, the scope, the capability that the route needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.admindocs.views import simplify_regex
from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase
from django_filters.rest_framework import DjangoFilterBackend, FilterSet
from rest_framework.exceptions import ErrorDetail, MethodNotAllowed, ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ViewSetMixin
from structlog.contextvars import bind_contextvars

from users.audit.rarely import refusal_record
from users.idempotency.views import OnceView
from users.tenancy.actor import Actor, acting
from users.tenancy.credential import Credential
from users.tenancy.errors import NoVersionError, SessionRequiredError
from users.tenancy.pagination import PARAMETERS, KeysetPagination
from users.workspaces.roles import Capability
from utils.errors import NotAllowedError, NotFoundError

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class StrictView(OnceView):
    """Refuses query parameters that it does not know, so that no filter is dropped in silence."""

    http_method_names = ["get", "head", "post", "patch", "delete"]

    versioned: ClassVar[frozenset[str]] = frozenset()  # the actions that heed If-Match

    @property
    def credential(self) -> Credential:
        return self.request.auth  # type: ignore[return-value]  # DRF knows no type for `auth`; ours is a Credential

    def query_parameters(self) -> frozenset[str]:
        """The names that may stand in the query of the present action."""
        return frozenset()

    def refuse_unknown_parameters(self, request: Request) -> None:
        known, errors = self.query_parameters(), {}
        for name, values in request.query_params.lists():
            if name not in known:
                errors[name[:100]] = [ErrorDetail("There is no such parameter here.", code="unknown_parameter")]
            elif len(values) > 1:
                errors[name] = [ErrorDetail("Give it once.", code="repeated_parameter")]
            elif not values[0]:
                errors[name] = [ErrorDetail("Give a value, or leave it out.", code="invalid_empty")]
            elif "\x00" in values[0]:
                errors[name] = [ErrorDetail("NUL characters are not allowed.", code="invalid_character")]
        if errors:
            raise ValidationError(dict(list(errors.items())[:20]))

    def refuse_unheeded_version(self, request: Request) -> None:
        """Raises NoVersionError for a condition that the action would not look at."""
        is_asked = "If-Match" in request.headers and request.method not in SAFE_METHODS
        if is_asked and self.action_name(request) not in self.versioned:
            raise NoVersionError("What this changes has no version to compare with. Send it without If-Match.")

    def refused_actor(self) -> Actor | None:
        """In whose name a refusal is told in the audit trail; None where no workspace is known."""
        return None

    def handle_exception(self, exc: Exception) -> Response:
        """By now the deed's transaction was rolled back: what is told of a refusal stays."""
        if isinstance(exc, NotAllowedError) and (actor := self.refused_actor()):
            self._tell_refusal(actor, exc.code)
        return super().handle_exception(exc)

    def _tell_refusal(self, actor: Actor, code: str) -> None:
        needed = getattr(self, "capabilities", {}).get(self.action_name(self.request))
        lacked = needed.value if needed is not None and not actor.can(needed) else None
        match = self.request.resolver_match
        route = simplify_regex(match.route) if match else ""
        refusal_record(actor=actor, method=str(self.request.method), route=route, capability=lacked, code=code)


class PersonView(StrictView):
    """What belongs to the person and to no one workspace: needs a session; `open_to_keys` names the actions that a key may do."""

    open_to_keys: ClassVar[frozenset[str]] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.credential.session_id is None and self.action_name(request) not in self.open_to_keys:
            raise SessionRequiredError("An API key cannot do this. Log in.")
        self.refuse_unknown_parameters(request)
        self.refuse_unheeded_version(request)

    def refused_actor(self) -> Actor | None:
        """A key's, which knows one workspace only; what a session is refused belongs to none."""
        credential: Credential | None = self.request.auth  # type: ignore[assignment]  # as above
        return credential.actor(asked=None, writes=False) if credential and credential.key_id else None


class WorkspaceView(StrictView):
    """Enters the scope of the actor's workspace for the whole request, after authentication.

    `capabilities` names what each action (or HTTP method in lower case) needs; one without an entry is not allowed, and None
    is for whoever belongs to the workspace.
    """

    capabilities: ClassVar[Mapping[str, Capability | None]] = {}
    actor: Actor

    def refused_actor(self) -> Actor | None:
        return getattr(self, "actor", None)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with ExitStack() as self._stack:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        writes = request.method not in SAFE_METHODS
        self.actor = self.credential.actor(asked=request.headers.get("X-Workspace"), writes=writes)
        action = self.action_name(request)
        if action not in self.capabilities:
            raise MethodNotAllowed(str(request.method))
        if (needed := self.capabilities[action]) is not None:
            self.actor.require(needed)
        self.refuse_unknown_parameters(request)
        self.refuse_unheeded_version(request)
        self._stack.enter_context(acting(self.actor))
        bind_contextvars(workspace_id=str(self.actor.workspace_id), **self._ids_in_path())

    def _ids_in_path(self) -> dict[str, str]:
        """What the path is about, for the logs: `document_id` of `/documents/<pk>/` and of what is nested below it."""
        own = getattr(self, "basename", "thing")
        keys = {name: text for name, text in self.kwargs.items() if name.endswith("pk") and _UUID.fullmatch(text)}
        return {f"{own if name == 'pk' else name.removesuffix('_pk')}_id": text for name, text in keys.items()}


class WorkspaceViewSet(ViewSetMixin, WorkspaceView, GenericAPIView[Model]):
    """Several actions on one kind of thing. The methods parse and answer; rules live in use-cases, reads in selectors.

    `serializers` names the body's serializer of each action that has one; `keyset` the first key of the list ("-date"), and
    `sorts` what else it may be sorted by: the name for the query → the key.
    """

    filterset_class: type[FilterSet] | None = None
    filter_backends = [DjangoFilterBackend]
    pagination_class: Any = KeysetPagination
    keyset = "id"
    sorts: ClassVar[Mapping[str, str]] = {}
    serializers: ClassVar[Mapping[str, type[BaseSerializer[Any]]]] = {}

    def query_parameters(self) -> frozenset[str]:
        if self.action != "list":
            return frozenset()
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        paging = [*PARAMETERS, *(["sort"] if self.sorts else [])] if self.pagination_class is not None else []
        return frozenset([*filters, *paging])

    def filter_queryset(self, queryset: Any) -> Any:
        """What the filters leave. Without one in the query none is made: their copies cost as much as the page."""
        filters = self.filterset_class.base_filters if self.filterset_class else {}
        return super().filter_queryset(queryset) if filters.keys() & self.request.query_params.keys() else queryset

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return self.serializers[str(self.action)]

    def body(self, **kwargs: Any) -> dict[str, Any]:
        """The checked values of the request's body. Raises ValidationError."""
        serializer = self.get_serializer(data=self.request.data, **kwargs)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def answer_list(self, rows: QuerySet[Any], serializer: type[BaseSerializer[Any]]) -> Response:
        """One page of what the filters leave of `rows`."""
        page = self.paginate_queryset(self.filter_queryset(rows)) or []
        return self.get_paginated_response(serializer(page, many=True, context=self.told(page)).data)

    def told(self, _rows: Sequence[Any]) -> dict[str, Any]:
        """What the serializer of an answer is told beside the rows, fetched for all of them at once."""
        return {}


def uuid_or_404(text: str) -> UUID:
    """The id in a path. Raises NotFoundError for what is no UUID, as for an id that does not exist."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFoundError("There is no such thing here.") from error
