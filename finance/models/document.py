"""Blobs (bytes that never change), documents, and their pages."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from finance.models.history import tracked
from services.types import Direction
from users.tenancy.models import TenantForeignKey, TenantModel

MAX_ATTEMPTS = 3


class Blob(TenantModel):
    """Uploaded bytes, kept for ever as they came, once per workspace and content hash."""

    sha256 = models.CharField(max_length=64, editable=False)
    size_bytes = models.BigIntegerField(editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    storage_name = models.CharField(max_length=200, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "sha256"], name="blob_once_per_content"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="blob_sha256_is_hex"),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="blob_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class DocumentState(models.TextChoices):
    """Where a document stands. Each state names its next action in `finance/selectors/documents.py`."""

    RECEIVED = "received"
    READING = "reading"
    EXTRACTING = "extracting"
    BOOKED = "booked"
    FILED = "filed"
    NEEDS_REVIEW = "needs_review"
    NEEDS_PASSWORD = "needs_password"  # noqa: S105  (a state, not a password)
    UNREADABLE = "unreadable"
    QUARANTINED = "quarantined"
    FAILED = "failed"


class Channel(models.TextChoices):
    """By which face a document came in."""

    API = "api"
    ADMIN = "admin"
    COMMAND = "command"
    ATTACHMENT = "attachment"  # a file inside another document


class Origin(models.TextChoices):
    """Who says so, weakest first: a machine never overwrites a rule or a person, a rule never a person."""

    MACHINE = "machine"
    RULE = "rule"
    USER = "user"


@tracked(
    [
        "id",
        "workspace",
        "filename",
        "kind",
        "kind_origin",
        "direction",
        "direction_origin",
        "proven",
        "confirmed_at",
        "version",
        "trashed_at",
    ]
)
class Document(TenantModel):
    """One document: a blob with a page range (null: the whole file).

    The row is the truth about the work: `state`, `lease_until` (null: nobody holds it), `attempt` (a fencing token that only
    ever grows) and `tries` (how often the present stage was begun). Every write of a worker is conditional on its `attempt`.
    """

    blob = TenantForeignKey(Blob, on_delete=models.PROTECT, related_name="documents")
    page_from = models.PositiveIntegerField(null=True, editable=False)
    page_to = models.PositiveIntegerField(null=True, editable=False)
    filename = models.CharField(max_length=255)
    channel = models.CharField(max_length=16, choices=Channel.choices, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    received_at = models.DateTimeField(auto_now_add=True)
    parent = TenantForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="children", editable=False, help_text="In whose file it came"
    )

    state = models.CharField(max_length=16, choices=DocumentState.choices, default=DocumentState.RECEIVED, editable=False)
    state_since = models.DateTimeField(auto_now_add=True, editable=False)
    attempt = models.PositiveIntegerField(default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    next_call_at = models.DateTimeField(null=True, editable=False, help_text="Before this the sweep does not ring again")
    error_code = models.CharField(max_length=64, blank=True, editable=False)
    error_detail = models.TextField(blank=True, editable=False)

    kind = models.CharField(max_length=32, blank=True)
    kind_confidence = models.DecimalField(max_digits=4, decimal_places=3, null=True, editable=False)
    kind_origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.MACHINE, editable=False)
    direction = models.CharField(max_length=8, choices=[(way.value, way.value) for way in Direction], blank=True, editable=False)
    direction_origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.MACHINE, editable=False)
    proven = models.BooleanField(default=False, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows with each change that a person may not have seen"
    )
    trashed_at = models.DateTimeField(null=True, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "blob"], condition=Q(page_from=None), name="document_once_per_whole_blob"
            ),
            models.CheckConstraint(condition=Q(state__in=DocumentState.values), name="document_state_is_known"),
            models.CheckConstraint(
                condition=Q(kind_origin__in=Origin.values, direction_origin__in=Origin.values), name="document_origins_are_known"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["", *(way.value for way in Direction)]), name="document_direction_is_known"
            ),
            models.CheckConstraint(condition=Q(tries__lte=MAX_ATTEMPTS), name="document_tries_are_bounded"),
            models.CheckConstraint(
                condition=Q(page_from=None, page_to=None) | Q(page_from__gte=1, page_to__gte=models.F("page_from")),
                name="document_page_range_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(lease_until=None) | Q(state__in=["reading", "extracting"]),
                name="document_lease_only_at_work",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-received_at", "-id"], name="document_list"),
            models.Index(
                fields=["state", "lease_until", "state_since"],
                condition=Q(state__in=["received", "reading", "extracting"]),
                name="document_open_work",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class DocumentPage(TenantModel):
    """One page as read: its size, its words with boxes (derived data, can be made again), and a preview picture."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.DecimalField(max_digits=10, decimal_places=2)
    height = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=2)
    source = models.CharField(max_length=16)
    rotation = models.SmallIntegerField(default=0)
    words = models.JSONField(help_text="As written by services.reading.codec")
    preview_name = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["document", "number"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document", "number"], name="page_once_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="page_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"page {self.number}"
