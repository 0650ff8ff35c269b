"""Making, finding, renaming and revoking API keys."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from users.audit.services import audit_record
from users.keys.errors import KeyOfAnotherError, KeyTooStrongError
from users.keys.limits import expiry_of, locked_maker, refuse_outliving, refuse_too_many
from users.keys.models import ApiKey
from users.people.models import UserKind
from users.tenancy.actor import Actor, ActorKind
from users.tenancy.prepared import PreparedQuery
from users.tenancy.scope import unscoped
from users.workspaces.invitation_ending import invitations_revoke_shown_to
from users.workspaces.models import Membership
from users.workspaces.roles import CAPABILITIES, Capability, Role
from users.workspaces.standing import members_hold, refuse_beyond

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
def api_key_issue(
    *,
    actor: Actor,
    name: str,
    scopes: Iterable[Capability],
    now: datetime,
    expires_at: datetime | None = None,
    service_account: Membership | None = None,
) -> MadeKey:
    """A key for oneself, or for a service account, that ends at `expires_at` (LIFETIME_DEFAULT from now when None).

    Raises KeyExpiryError, and whatever `api_key_create` raises.
    """
    membership = service_account or Membership.objects.get(user=actor.user_id)
    maker = ApiKey.objects.get(id=actor.key_id) if actor.key_id else None
    end = expiry_of(asked=expires_at, maker=maker, now=now)
    return api_key_create(actor=actor, membership=membership, name=name, scopes=scopes, expires_at=end)


@transaction.atomic
def api_key_create(
    *,
    actor: Actor,
    membership: Membership,
    name: str,
    scopes: Iterable[Capability] | None = None,
    expires_at: datetime | None = None,
) -> MadeKey:
    """A key for a membership; `scopes` default to all that both the member and its maker may do. None never ends.

    Raises KeyTooStrongError for more than that, KeyExpiryError for one that outlives the key that makes it, KeyLimitError,
    KeyOfAnotherError for a key of another person, and NotAllowedError for a service's unless the actor manages the workspace.
    """
    (holder,) = members_hold(actor, membership.id)
    _refuse_for_others(actor, holder)
    made_with = locked_maker(actor.key_id) if actor.key_id else None
    refuse_outliving(made_with, expires_at)
    refuse_too_many(holder)
    wanted = _wanted(actor, holder, scopes)
    secret = f"qk_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        workspace_id=holder.workspace_id,
        membership=holder,
        maker=_maker(actor, holder),
        made_with=made_with,
        name=name,
        prefix=secret[:PREFIX_LENGTH],
        digest=digest_of(secret),
        scopes=sorted(scope.value for scope in wanted),
        expires_at=expires_at,
    )
    _record(actor, "api_key_created", key)
    return MadeKey(key, secret)


def _refuse_for_others(actor: Actor, holder: Membership) -> None:
    """A key speaks in its holder's name, so people make theirs themselves; the operator at the server may help them."""
    if actor.user_id == holder.user_id or actor.kind is ActorKind.COMMAND:
        return
    refuse_beyond(actor, needed=Capability.KEY_MANAGE)
    if not holder.user.is_service:
        raise KeyOfAnotherError("A key acts in the name of its holder: they make it themselves. Or make a service account.")


def _wanted(actor: Actor, holder: Membership, scopes: Iterable[Capability] | None) -> frozenset[Capability]:
    held = CAPABILITIES[Role(holder.role)] & actor.capabilities
    wanted = held if scopes is None else frozenset(scopes)
    if not wanted <= held:
        raise KeyTooStrongError("A key cannot do more than its maker and its holder. Leave out the scopes that a role lacks.")
    return wanted


def _maker(actor: Actor, holder: Membership) -> Membership | None:
    """Whose role and presence bound the key from now on, beside its holder's."""
    if actor.user_id is None or actor.user_id == holder.user_id:
        return None
    return Membership.objects.filter(user_id=actor.user_id).first()


@transaction.atomic
def api_key_rename(*, actor: Actor, key: ApiKey, name: str) -> ApiKey:
    """Call a key something else; nothing else of it ever changes. Raises NotAllowedError for a key of somebody else."""
    _require_hold(actor, key)
    key.name = name
    key.save(update_fields=["name"])
    _record(actor, "api_key_renamed", key)
    return key


@transaction.atomic
def api_key_revoke(*, actor: Actor, key: ApiKey, now: datetime) -> None:
    """End a key, those that were made with it, and the invitations that they sent, at once; twice changes nothing.

    Raises NotAllowedError for a key of somebody else; who manages the workspace may revoke all of its keys.
    """
    _require_hold(actor, key)
    made_with_it = ApiKey.objects.filter(made_with=key, revoked_at=None)
    members_hold(actor, key.membership_id, *made_with_it.values_list("membership_id", flat=True))  # what they just do is seen
    ended = {key.id}
    if ApiKey.objects.filter(id=key.id, revoked_at=None).update(revoked_at=now):
        _record(actor, "api_key_revoked", key)
    for made in made_with_it.select_for_update(no_key=True).order_by("id"):
        ApiKey.objects.filter(id=made.id).update(revoked_at=now)
        _record(actor, "api_key_revoked", made)
        ended.add(made.id)
    invitations_revoke_shown_to(actor=actor, keys=ended, now=now)


def _require_hold(actor: Actor, key: ApiKey) -> None:
    if actor.user_id != key.membership.user_id:
        actor.require(Capability.KEY_MANAGE)


def _record(actor: Actor, action: str, key: ApiKey) -> None:
    audit_record(
        actor=actor, action=action, subject_type="api_key", subject_id=key.id, data={"membership": str(key.membership_id)}
    )


def api_key_find(*, secret: str, now: datetime) -> ApiKey | None:
    """The living key with this secret, its member, its maker and workspace with it (one query), or None."""
    with unscoped("authentication"):
        return _LIVING.first(digest=digest_of(secret), now=now)


def _living(*, digest: str, now: datetime) -> QuerySet[ApiKey]:
    return (
        ApiKey.objects.select_related("membership__user", "maker", "workspace")
        .filter(Q(expires_at=None) | Q(expires_at__gt=now), digest=digest, revoked_at=None)
        .filter(_stands("membership__"))
        .filter(Q(maker=None) | _stands("maker__"))
    )


def _stands(member: str) -> Q:
    """A person who was not disabled, or a service account: it ends by losing its membership, and its keys with it."""
    return Q(**{f"{member}user__is_active": True}) | Q(**{f"{member}user__kind": UserKind.SERVICE})


_LIVING = PreparedQuery(_living, digest="a digest", now=datetime(1970, 1, 1, tzinfo=UTC))


def api_key_note_use(*, key: ApiKey, now: datetime) -> None:
    """Remember that the key was used, at most once a minute (also when many requests come at once)."""
    if key.last_used_at and now - key.last_used_at < USE_IS_NOTED_EVERY:
        return
    is_stale = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_IS_NOTED_EVERY)
    with unscoped("authentication"):
        ApiKey.objects.filter(is_stale, id=key.id).update(last_used_at=now)
