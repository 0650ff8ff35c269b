"""What reading gave of a document beside its pages: derived data that can be made again, and the passwords that open files."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from finance.models.document import Document
from users.tenancy.models import TenantForeignKey, TenantModel
from utils.encrypted_field import EncryptedTextField


class DocumentReading(TenantModel):
    """One per document that was read: by what, in which language, what was noticed, and the e-invoice in it."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="readings")
    attempt = models.PositiveIntegerField()
    reader_version = models.CharField(max_length=100)
    policy = models.CharField(max_length=8, help_text="How much was done for pages that had to be recognised")
    language = models.CharField(max_length=2, blank=True, help_text="ISO 639-1; empty where the words do not tell")
    sender = models.CharField(max_length=255, blank=True, help_text="Whose mail it is, as it says itself; empty of what is none")
    warnings = ArrayField(models.CharField(max_length=100), default=list)
    einvoice = models.JSONField(null=True, help_text="As written by services.einvoice.codec; null where there is none")
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document"], name="reading_once_per_document"),
        ]

    def __str__(self) -> str:
        return f"reading of {self.document_id}"


class DocumentTable(TenantModel):
    """A table of a document: of a page, a sheet, a text or a mail."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True)
    origin = models.CharField(max_length=16)
    title = models.CharField(max_length=255, blank=True)
    is_hidden = models.BooleanField(default=False)
    row_count = models.PositiveIntegerField()
    column_count = models.PositiveIntegerField()
    content = models.JSONField(help_text="As written by services.reading.codec")

    class Meta(TenantModel.Meta):
        ordering = ["document", "number"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document", "number"], name="table_once_per_number"),
        ]

    def __str__(self) -> str:
        return self.title or f"table {self.number}"


class DocumentAttachment(TenantModel):
    """A file inside a document's file. `child` is the document that was made of it; null: it is only named."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="attachments")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=255, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size_bytes = models.BigIntegerField()
    child = TenantForeignKey(Document, null=True, on_delete=models.SET_NULL, related_name="enclosed_in")
    refused_code = models.CharField(max_length=64, blank=True, help_text="Why no document was made of it")
    refused_detail = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        ordering = ["document", "number"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document", "number"], name="attachment_once_per_number"),
            models.CheckConstraint(condition=Q(size_bytes__gte=0), name="attachment_size_is_sound"),
        ]

    def __str__(self) -> str:
        return self.name


class DocumentPassword(TenantModel):
    """A password that a person gave for a file; it is tried on later files of the workspace that ask for one."""

    password = EncryptedTextField(purpose="document_password")
    document = TenantForeignKey(Document, null=True, on_delete=models.SET_NULL, related_name="passwords")
    sender = models.CharField(max_length=255, blank=True, help_text="Who sends such files, as far as that is known")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, help_text="When it last opened a file")
    uses = models.PositiveIntegerField(default=0)

    class Meta(TenantModel.Meta):
        ordering = ["-used_at", "-given_at"]
        constraints = [*TenantModel.Meta.constraints]

    def __str__(self) -> str:
        return f"password of {self.sender or 'an unknown sender'}"
