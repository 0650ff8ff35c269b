"""What the house keeps for itself: objects of the store that are to be deleted, and signs of life."""

from __future__ import annotations

from django.db import models

from users.tenancy.models import TenantModel


class PendingDeletion(TenantModel):
    """An object of the store that no row needs any more: deleted after the commit, and tried again until the store obeys."""

    storage_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "storage_name"], name="pending_deletion_once"),
        ]
        indexes = [models.Index(fields=["next_try_at"], name="pending_deletion_due")]

    def __str__(self) -> str:
        return self.storage_name


class Heartbeat(models.Model):
    """When something that should happen by itself last did (`sweep`: called for by beat, or by a worker when beat is dead)."""

    name = models.CharField(max_length=32, primary_key=True)
    beaten_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.beaten_at}"
