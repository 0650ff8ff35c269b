"""The audit trail: who did what, append-only (a trigger refuses UPDATE and DELETE)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from users.audit.source import Source
from utils.ids import new_id


class AuditEvent(models.Model):
    """One deed. Ids without foreign keys, so that it outlives what it tells of.

    Without a workspace it is an event of the instance (the failed login of a stranger): read in the admin only, because the
    scope of a workspace leaves it out.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace_id = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)
    actor_kind = models.CharField(max_length=16)  # user, api_key, machine, command, operator, anonymous
    actor_id = models.UUIDField(null=True)
    source = models.CharField(max_length=8, blank=True)  # empty: before this was kept
    action = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=32)
    subject_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["workspace_id", "-id"], name="audit_by_workspace"),
            models.Index(fields=["workspace_id", "subject_id"], name="audit_by_subject"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(source__in=["", *Source]), name="audit_source_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type} {self.subject_id}"
