"""API keys: bound to a membership, kept as an HMAC, shown once."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from users.tenancy.models import TenantForeignKey, TenantModel
from users.workspaces.models import Membership


class ApiKey(TenantModel):
    """A key of one member in one workspace; it can never do more than that member, nor more than its maker.

    `maker` is who made it for a service account: it falls with their role, and ends when they leave. It is empty for one's own
    keys, and for those that an operator made at the server. `made_with` is the key through which it was made: it ends with it.
    """

    membership = TenantForeignKey("users.Membership", on_delete=models.CASCADE, related_name="api_keys")
    maker = TenantForeignKey(
        "users.Membership", on_delete=models.CASCADE, related_name="made_keys", null=True, blank=True, editable=False
    )
    made_with = TenantForeignKey("self", on_delete=models.CASCADE, related_name="+", null=True, blank=True, editable=False)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, help_text="The first characters, to recognise a key by")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = ArrayField(models.CharField(max_length=32), help_text="Capabilities that this key may use")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [*TenantModel.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class ServiceAccount(Membership):
    """The membership of a service account, as the admin shows it: no table of its own."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return self.user.name
