"""Workspaces (households, practices, companies), who belongs to them, and who they are on paper."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from users.tenancy.models import TenantModel
from users.workspaces.roles import Role
from utils.encrypted_field import EncryptedTextField
from utils.ids import new_id


class Workspace(models.Model):
    """A household, practice or company: the wall around everything that it entrusts to us."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    base_currency = models.CharField(max_length=3, default="EUR")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2; empty when not said")
    locale = models.CharField(max_length=20, default="en")
    timezone = models.CharField(max_length=64, default="UTC")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(base_currency__regex=r"^[A-Z]{3}$"), name="workspace_base_currency_is_iso"),
            models.CheckConstraint(condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}$"), name="workspace_country_is_iso"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person in a workspace, with a role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "user"], name="membership_once_per_workspace"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="membership_role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role}"


class IdentityKind(models.TextChoices):
    """By what documents may call a workspace."""

    NAME = "name", "Name"
    TAX_ID = "tax_id", "Tax id"
    IBAN = "iban", "IBAN"
    ADDRESS = "address", "Address"


class WorkspaceIdentity(TenantModel):
    """One name, address, tax id or IBAN by which documents call this workspace."""

    kind = models.CharField(max_length=8, choices=IdentityKind.choices)
    value = models.CharField(max_length=200)

    class Meta(TenantModel.Meta):
        verbose_name_plural = "workspace identities"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "kind", "value"], name="workspace_identity_once"),
            models.CheckConstraint(condition=Q(kind__in=IdentityKind.values), name="workspace_identity_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Invitation(TenantModel):
    """A place in a workspace, offered to an e-mail address, or to whoever has the link.

    `digest` is an HMAC of the link's token, by which it is found. It is over as soon as one of the three moments stands.
    """

    email = models.EmailField(max_length=254, blank=True, help_text="In lower case; empty: for whoever has the link")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in Role])
    digest = models.CharField(max_length=64, unique=True, editable=False)
    token = EncryptedTextField(purpose="invitation", blank=True, help_text="To copy the link again; empty when it is over")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="invitation_role_is_known"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, refused_at=None)
                | Q(accepted_at=None, revoked_at=None)
                | Q(refused_at=None, revoked_at=None),
                name="invitation_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} for {self.email or 'whoever has the link'}"
