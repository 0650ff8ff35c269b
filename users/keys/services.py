"""Making, finding and revoking API keys."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from users.audit.services import audit_record
from users.keys.models import ApiKey
from users.tenancy.actor import Actor
from users.tenancy.scope import unscoped
from users.workspaces.models import Membership
from users.workspaces.roles import CAPABILITIES, Capability, Role
from utils.errors import NotAllowedError

PREFIX_LENGTH = 12
USE_IS_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key with its secret, which is shown this once and kept nowhere."""

    key: ApiKey
    secret: str


def digest_of(secret: str) -> str:
    """HMAC-SHA256 under API_KEY_PEPPER, in hex: what the database keeps of a key."""
    return hmac.new(settings.API_KEY_PEPPER.encode(), secret.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def api_key_create(
    *,
    actor: Actor,
    membership: Membership,
    name: str,
    scopes: Iterable[Capability] | None = None,
    expires_at: datetime | None = None,
) -> MadeKey:
    """A key for a membership; `scopes` default to all that both the member and its maker may do.

    Raises NotAllowedError for more than that, and for a key of somebody else unless the actor manages the workspace.
    """
    if actor.user_id != membership.user_id:
        actor.require(Capability.WORKSPACE_MANAGE)
    held = CAPABILITIES[Role(membership.role)] & actor.capabilities
    wanted = held if scopes is None else frozenset(scopes)
    if not wanted <= held:
        raise NotAllowedError("A key cannot do more than its maker. Leave out the scopes that your role lacks.")
    secret = f"qk_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        workspace_id=membership.workspace_id,
        membership=membership,
        name=name,
        prefix=secret[:PREFIX_LENGTH],
        digest=digest_of(secret),
        scopes=sorted(scope.value for scope in wanted),
        expires_at=expires_at,
    )
    audit_record(actor=actor, action="api_key_created", subject_type="api_key", subject_id=key.id)
    return MadeKey(key, secret)


@transaction.atomic
def api_key_revoke(*, actor: Actor, key: ApiKey, now: datetime) -> None:
    """End a key at once; revoking twice changes nothing. Raises NotAllowedError for a key of somebody else.

    Who manages the workspace may revoke all of its keys.
    """
    if actor.user_id != key.membership.user_id:
        actor.require(Capability.WORKSPACE_MANAGE)
    if ApiKey.objects.filter(id=key.id, revoked_at=None).update(revoked_at=now):
        audit_record(actor=actor, action="api_key_revoked", subject_type="api_key", subject_id=key.id)


def api_key_find(*, secret: str, now: datetime) -> ApiKey | None:
    """The living key with this secret, its member and workspace with it (one query), or None."""
    with unscoped("authentication"):
        return (
            ApiKey.objects.select_related("membership__user", "workspace")
            .filter(Q(expires_at=None) | Q(expires_at__gt=now), digest=digest_of(secret), revoked_at=None)
            .filter(membership__user__is_active=True)
            .first()
        )


def api_key_note_use(*, key: ApiKey, now: datetime) -> None:
    """Remember that the key was used, at most once a minute (also when many requests come at once)."""
    if key.last_used_at and now - key.last_used_at < USE_IS_NOTED_EVERY:
        return
    is_stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_IS_NOTED_EVERY)
    with unscoped("authentication"):
        ApiKey.objects.filter(is_stale, id=key.id).update(last_used_at=now)
