"""What every view of a workspace inherits: the actor, the scope, and the capability that the route needs."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any, ClassVar
from uuid import UUID

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.views import APIView

from users.tenancy.actor import Actor, acting
from users.workspaces.roles import Capability
from utils.errors import NotFoundError


class WorkspaceView(APIView):
    """Enters the scope of the actor's workspace for the whole request, after authentication.

    `capabilities` names what each action (or HTTP method in lower case) needs; one without an entry is refused.
    """

    capabilities: ClassVar[dict[str, Capability]] = {}

    @property
    def actor(self) -> Actor:
        return self.request.auth  # type: ignore[return-value]  # DRF knows no type for `auth`; ours is an Actor

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with ExitStack() as self._stack:
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self._refuse_other_workspace(request)
        self.actor.require(self.capabilities[self._action_name(request)])
        self._stack.enter_context(acting(self.actor))

    def _action_name(self, request: Request) -> str:
        return str(getattr(self, "action", None) or (request.method or "").lower())

    def _refuse_other_workspace(self, request: Request) -> None:
        asked = request.headers.get("X-Workspace")
        if asked is not None and asked != str(self.actor.workspace_id):
            raise NotFoundError("There is no such workspace, or this key is not bound to it.")


def uuid_or_404(text: str) -> UUID:
    """The id in a path. Raises NotFoundError for what is no UUID, as for an id that does not exist."""
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFoundError("There is no such thing here.") from error
