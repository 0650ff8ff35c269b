"""What was answered to requests that carry an Idempotency-Key, for a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from utils.ids import new_id


class IdempotencyRecord(models.Model):
    """One key of one person at one route: first the claim of who works on it, then the answer.

    `workspace_id` is the wall (null: the request belongs to the person alone); no foreign key, as of all that outlives its
    subject for a while. `status` is null while the work goes on; `body` is null when it is not kept (a secret, too large).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace_id = models.UUIDField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=64, help_text="SHA-256 of method, path and key")
    request_digest = models.CharField(max_length=64, help_text="HMAC of what was asked")
    claim = models.UUIDField(help_text="Who works on it: only they may finish it")
    locked_until = models.DateTimeField()
    created_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.TextField(null=True)  # noqa: DJ001  (null: not kept)
    subject = models.CharField(max_length=64, blank=True, help_text="Id of what was made")
    capabilities = models.JSONField(default=list, help_text="What its asker might do: who may do less does not see it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace_id", "user", "place"], nulls_distinct=False, name="idempotency_key_once_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place[:12]} {self.status or 'at work'}"
