"""Login sessions: one family of refresh tokens each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from utils.ids import new_id

USER_AGENT_LENGTH = 200


class LoginSession(models.Model):
    """One login on one device: the family of all tokens that came from it. Its id is the claim `sid` of each.

    `django_key` is the Django session of the same login, which ends with it; `password_mark` tells whether the password is
    still the one of the login.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="login_sessions")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    user_agent = models.CharField(max_length=USER_AGENT_LENGTH, blank=True)
    address = models.CharField(max_length=45, blank=True)
    django_key = models.CharField(max_length=40, editable=False)
    password_mark = models.CharField(max_length=64, editable=False)
    refresh_jti = models.CharField(max_length=32, editable=False)
    previous_jti = models.CharField(max_length=32, blank=True, editable=False)
    rotated_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True)
    revoked_reason = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], name="login_session_by_user"),
            models.Index(fields=["expires_at"], name="login_session_by_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_reason="") | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="login_session_revoked_with_reason",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="login_session_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} since {self.created_at:%Y-%m-%d %H:%M}"
