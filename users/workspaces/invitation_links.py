"""The link of an invitation: its token is kept sealed (to be copied again), and found by an HMAC."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from users.tenancy.scope import unscoped
from users.workspaces.invitation_ending import open_invitations
from users.workspaces.models import Invitation

TOKEN_LENGTH_MAX = 100


def token_make() -> str:
    """A secret of 256 bits that logs blank out by its beginning."""
    return f"qi_{secrets.token_urlsafe(32)}"


def digest_of(token: str) -> str:
    """HMAC-SHA256 under API_KEY_PEPPER, in hex; never the same as that of an API key."""
    return hmac.new(settings.API_KEY_PEPPER.encode(), f"invitation {token}".encode(), hashlib.sha256).hexdigest()


def link_of(token: str) -> str:
    """Where somebody accepts or refuses."""
    return f"{settings.PUBLIC_URL}/invitations/{token}"


def invitation_find(*, token: str, now: datetime, hold: bool = False) -> Invitation | None:
    """The open invitation of any workspace with this token, locked if it is to be decided; or None."""
    with unscoped("invitation by its token"):
        found: QuerySet[Invitation] = open_invitations(now=now).select_related("workspace", "invited_by")
        rows = found.select_for_update(of=("self",)) if hold else found
        return rows.filter(digest=digest_of(token)).first()
