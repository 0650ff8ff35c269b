"""Exports: the ledger, or a slice of it, as one file that can be fetched for some days."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from finance.models.document import MAX_ATTEMPTS
from users.tenancy.models import TenantModel


class ExportFormat(models.TextChoices):
    """What the file is."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    BEANCOUNT = "beancount"
    HLEDGER = "hledger"


class ExportState(models.TextChoices):
    """Only a `ready` one has a file, and that is whole."""

    WAITING = "waiting"
    WRITING = "writing"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"  # its file is deleted


class Export(TenantModel):
    """The row is the truth about the work, as for documents: `lease_until`, `attempt` (fencing) and `tries`."""

    format = models.CharField(max_length=9, choices=ExportFormat.choices, editable=False)
    filters = models.JSONField(editable=False, help_text="As finance.selectors.ledger_slice writes them")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=7, choices=ExportState.choices, default=ExportState.WAITING, editable=False)
    state_since = models.DateTimeField(auto_now_add=True)
    attempt = models.PositiveIntegerField(default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    next_call_at = models.DateTimeField(null=True, editable=False, help_text="Before this the sweep does not ring again")
    error_code = models.CharField(max_length=64, blank=True, editable=False)
    error_detail = models.TextField(blank=True, editable=False)

    rows = models.PositiveIntegerField(null=True, editable=False, help_text="Transactions in the file")
    size_bytes = models.BigIntegerField(null=True, editable=False)
    storage_name = models.CharField(max_length=200, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=Q(format__in=ExportFormat.values), name="export_format_is_known"),
            models.CheckConstraint(condition=Q(state__in=ExportState.values), name="export_state_is_known"),
            models.CheckConstraint(condition=Q(tries__lte=MAX_ATTEMPTS), name="export_tries_are_bounded"),
            models.CheckConstraint(condition=Q(lease_until=None) | Q(state="writing"), name="export_lease_only_at_work"),
            models.CheckConstraint(
                condition=(
                    Q(state="ready", rows__isnull=False, size_bytes__isnull=False, expires_at__isnull=False) & ~Q(storage_name="")
                )
                | (~Q(state="ready") & Q(storage_name="")),
                name="export_file_only_when_ready",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-created_at", "-id"], name="export_list"),
            models.Index(
                fields=["state", "lease_until", "state_since"],
                condition=Q(state__in=["waiting", "writing"]),
                name="export_open_work",
            ),
            models.Index(fields=["expires_at"], condition=Q(state="ready"), name="export_expiry"),
            models.Index(fields=["storage_name"], condition=Q(state="ready"), name="export_by_file"),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def filename(self) -> str:
        extension = {ExportFormat.HLEDGER: "journal"}.get(ExportFormat(self.format), self.format)
        return f"ledger-{self.created_at:%Y-%m-%d}.{extension}"
