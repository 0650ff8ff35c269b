"""Reading keys: one's own, or all of the workspace for who manages it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from users.keys.models import ApiKey
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability
from utils.errors import NotFoundError


def api_key_list(actor: Actor) -> QuerySet[ApiKey]:
    """The keys that the actor may see, the ended ones too: own ones; all for who manages the workspace.

    A key that does not manage sees itself and what was made with it, so that one that was stolen tells of no other.
    """
    keys = ApiKey.objects.select_related("membership__user").order_by("-created_at", "-id")
    if actor.can(Capability.KEY_MANAGE):
        return keys
    if actor.key_id is not None:
        return keys.filter(Q(id=actor.key_id) | Q(made_with=actor.key_id))
    return keys.filter(membership__user=actor.user_id)


def api_key_get(actor: Actor, key_id: UUID) -> ApiKey:
    """Raises NotFoundError, also for a key that the actor may not see."""
    try:
        return api_key_list(actor).get(id=key_id)
    except ApiKey.DoesNotExist as error:
        raise NotFoundError("There is no such key.") from error
