"""What was read out of a document: extractions, fields with evidence, line items, findings."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from finance.models.document import Document, Origin
from finance.models.history import tracked
from users.tenancy.models import TenantForeignKey, TenantModel


class Extraction(TenantModel):
    """One run of the readers over a document; the newest one is the one in force."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="extractions")
    attempt = models.PositiveIntegerField()
    provider = models.CharField(max_length=64)
    seen_by = ArrayField(models.CharField(max_length=64), help_text="Providers that were shown the document")
    kind = models.CharField(max_length=32)
    kind_confidence = models.DecimalField(max_digits=4, decimal_places=3)
    direction = models.CharField(max_length=8, blank=True, help_text="Empty of what was read before directions were kept")
    proven = models.BooleanField()
    review = ArrayField(models.CharField(max_length=32), help_text="Fields in doubt")
    seconds = models.DecimalField(max_digits=9, decimal_places=3)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document", "attempt"], name="extraction_once_per_attempt"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} at attempt {self.attempt}"


@tracked(part_of="document")
class ExtractedField(TenantModel):
    """One field of a document with its evidence. What a machine is sure of must have page, box and words."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="fields")
    extraction = TenantForeignKey(Extraction, null=True, on_delete=models.CASCADE, related_name="fields")
    name = models.CharField(max_length=32)
    value = models.TextField()
    printed = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    source = models.CharField(max_length=64, help_text="Provider, 'arithmetic' or 'user'")
    doubtful = models.BooleanField()
    confidence = models.DecimalField(max_digits=4, decimal_places=3, null=True)
    confirmed_by = ArrayField(models.CharField(max_length=64), default=list)
    page = models.PositiveIntegerField(null=True)
    box = ArrayField(models.DecimalField(max_digits=7, decimal_places=5), size=4, null=True)
    evidence_text = models.TextField(blank=True)
    evidence_source = models.CharField(max_length=16, blank=True)
    evidence_path = models.CharField(max_length=500, blank=True, help_text="XPath of a value of an e-invoice")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        ordering = ["document", "name"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document", "name"], name="field_once_per_name"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="field_origin_is_known"),
            models.CheckConstraint(
                condition=Q(origin="user") | Q(doubtful=True) | (Q(page__isnull=False, box__isnull=False) & ~Q(evidence_text="")),
                name="field_sure_of_machine_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1),
                name="field_confidence_is_a_share",
            ),
            models.CheckConstraint(condition=~Q(value=""), name="field_value_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.name} = {self.value}"


class LineItem(TenantModel):
    """One bought thing on a document, as printed; what is not printed is null."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="line_items")
    position = models.PositiveIntegerField()
    description = models.TextField()
    quantity = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    unit = models.CharField(max_length=16, blank=True)
    unit_price = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    discount = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    tax_rate = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    tax_mark = models.CharField(max_length=16, blank=True, help_text="The letter or sign that stands for its tax, as printed")
    amount = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    page = models.PositiveIntegerField(null=True)
    box = ArrayField(models.DecimalField(max_digits=7, decimal_places=5), size=4, null=True)

    class Meta(TenantModel.Meta):
        ordering = ["document", "position"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document", "position"], name="line_item_once_per_position"),
        ]

    def __str__(self) -> str:
        return self.description[:60]


class Finding(TenantModel):
    """What was noticed about a document, in words."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(max_length=64)
    severity = models.CharField(max_length=8, choices=[(value, value) for value in ("info", "doubt", "block")])
    message = models.TextField()
    fields = ArrayField(models.CharField(max_length=32), default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        ordering = ["document", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=Q(severity__in=["info", "doubt", "block"]), name="finding_severity_is_known"),
        ]

    def __str__(self) -> str:
        return self.code
