"""How long a key may live, how many there may be, and what a key may hand on to another."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Now

from users.keys.errors import KeyExpiryError, KeyLimitError, KeyTooStrongError
from users.keys.models import ApiKey
from users.workspaces.models import Membership

LIFETIME_MAX = timedelta(days=366)
LIFETIME_DEFAULT = timedelta(days=90)
LIVING_KEYS_MAX = 50


def expiry_of(*, asked: datetime | None, maker: ApiKey | None, now: datetime) -> datetime:
    """When a key ends that is made over the network: each one does. Raises KeyExpiryError.

    Nothing asked: after LIFETIME_DEFAULT, or with the key that makes it if that is sooner.
    """
    if asked is None:
        ends = [now + LIFETIME_DEFAULT, *([maker.expires_at] if maker and maker.expires_at else [])]
        return min(ends)
    if not now < asked <= now + LIFETIME_MAX:
        raise _expiry(f"Give a moment in the future, at most {LIFETIME_MAX.days} days from now.")
    return asked


def refuse_outliving(maker: ApiKey | None, expires_at: datetime | None) -> None:
    """Raises KeyExpiryError where a key would live longer than the one that makes it."""
    if maker is None or maker.expires_at is None:
        return
    if expires_at is None or expires_at > maker.expires_at:
        raise _expiry(f"The key that you use ends at {maker.expires_at.isoformat()}. No key made with it lives longer.")


def _expiry(sentence: str) -> KeyExpiryError:
    return KeyExpiryError("The key cannot be made; see `errors`.", errors={"expires_at": [sentence]})


def refuse_too_many(holder: Membership) -> None:
    """Raises KeyLimitError. The holder's row has to be locked, or two that come at once pass together."""
    lives = Q(expires_at=None) | Q(expires_at__gt=Now())
    if ApiKey.objects.filter(lives, membership=holder, revoked_at=None).count() >= LIVING_KEYS_MAX:
        raise KeyLimitError(f"There are {LIVING_KEYS_MAX} living keys already. Revoke those that nobody uses.")


def locked_maker(key_id: UUID) -> ApiKey:
    """The key through which another one is made, held so that it cannot be revoked meanwhile. Raises KeyTooStrongError.

    Only a first-hand key makes keys: what was made with a key, or by somebody else, hands nothing on. So no chain grows whose
    last link outlives the person at its beginning.
    """
    key = ApiKey.objects.select_for_update(no_key=True).get(id=key_id)
    if key.revoked_at is not None or key.made_with_id or key.maker_id:
        raise KeyTooStrongError("This key makes no keys: it was made with a key, or by somebody else. Log in, or use your own.")
    return key
