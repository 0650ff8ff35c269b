"""Imports of statements: a file on its way into an account, its rows as understood, and how its columns are read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from finance.models.account import Account
from finance.models.document import MAX_ATTEMPTS, Blob, Channel
from finance.models.history import tracked
from finance.models.transaction import Transaction
from users.tenancy.models import TenantForeignKey, TenantModel


class ImportState(models.TextChoices):
    """Where an import stands. `finance/selectors/imports.py` names the next action of each."""

    RECEIVED = "received"
    READING = "reading"
    NEEDS_MAPPING = "needs_mapping"
    READY = "ready"  # planned: each row has its verdict, and nothing is booked
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"


class Verdict(models.TextChoices):
    """What an import would do with a row, or did."""

    NEW = "new"  # books an expense or income
    DUPLICATE = "duplicate"  # was imported before
    SETTLES = "settles"  # its money settles the transaction `matched`
    TWIN = "twin"  # a person entered it by hand: `matched`
    AMBIGUOUS = "ambiguous"  # `candidates` fit: a person decides
    BAD = "bad"  # cannot be understood or booked: `problems`
    SKIPPED = "skipped"  # left out, by a person or because it moves no money


ROW_BOOKS = (Verdict.NEW, Verdict.SETTLES)
ROW_IS_KNOWN_BY = (*ROW_BOOKS, Verdict.TWIN)  # the ledger holds such a row of an applied import


@tracked(["id", "workspace", "account", "filename", "state", "mapping", "all_or_nothing", "counts", "version"])
class StatementImport(TenantModel):
    """One file for one account. The row is the truth about the work, by the same columns as a document's."""

    blob = TenantForeignKey(Blob, on_delete=models.PROTECT, related_name="imports")
    account = TenantForeignKey(Account, on_delete=models.PROTECT, related_name="imports")
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100, editable=False)
    channel = models.CharField(max_length=16, choices=Channel.choices, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    received_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=16, choices=ImportState.choices, default=ImportState.RECEIVED, editable=False)
    state_since = models.DateTimeField(auto_now_add=True, editable=False)
    attempt = models.PositiveIntegerField(default=0, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    next_call_at = models.DateTimeField(null=True, editable=False, help_text="Before this the sweep does not ring again")
    error_code = models.CharField(max_length=64, blank=True, editable=False)
    error_detail = models.TextField(blank=True, editable=False)

    head = models.JSONField(default=list, editable=False, help_text="The first rows of the table, as cells")
    signature = models.CharField(max_length=64, blank=True, editable=False, help_text="Of the header: equal for equal layouts")
    mapping = models.JSONField(null=True, editable=False, help_text="As written by finance.services.import_mapping")
    doubts = models.JSONField(default=list, editable=False, help_text="What a person should look at in a guessed mapping")
    all_or_nothing = models.BooleanField(default=True, editable=False)
    rows_total = models.PositiveIntegerField(null=True, editable=False)
    rows_done = models.PositiveIntegerField(default=0, editable=False, help_text="Of the present stage")
    counts = models.JSONField(default=dict, editable=False, help_text="Verdict → rows")
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_is_known"),
            models.CheckConstraint(condition=Q(tries__lte=MAX_ATTEMPTS), name="import_tries_are_bounded"),
            models.CheckConstraint(
                condition=Q(lease_until=None) | Q(state__in=["reading", "applying", "undoing"]), name="import_lease_only_at_work"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-received_at", "-id"], name="import_list"),
            models.Index(
                fields=["state", "lease_until", "state_since"],
                condition=Q(state__in=["received", "reading", "applying", "undoing"]),
                name="import_open_work",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class ImportRow(TenantModel):
    """One row of the file, as understood. What it books has its id: the transaction (or settlement) of row x is transaction x.

    `key` is a hash of the values, never of the way in which they were written: equal rows of any file have equal keys.
    """

    statement = TenantForeignKey(StatementImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(help_text="Of the row in the file, from 1")
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    decision = models.CharField(max_length=9, blank=True, db_default="", help_text="The verdict that a person gave")
    version = models.PositiveIntegerField(db_default=1, editable=False)
    date = models.DateField(null=True)
    amount = models.DecimalField(max_digits=19, decimal_places=4, null=True, help_text="As on the account: money in is positive")
    currency = models.CharField(max_length=3, blank=True)
    value_date = models.DateField(null=True)
    payee = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=200, blank=True, help_text="As in the file")
    notes = models.TextField(blank=True)
    reference = models.CharField(max_length=200, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    balance = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    payee_key = models.CharField(max_length=200, blank=True, help_text="As the match key of vendors")
    extra = models.JSONField(null=True, help_text="What the file says beyond, column → text")
    cells = models.JSONField(null=True, help_text="Of a bad row, as they stand in the file")
    problems = models.JSONField(null=True, help_text="Column → sentence")
    candidates = models.JSONField(null=True, help_text="Ids of transactions that fit")
    key = models.UUIDField(null=True)
    matched = TenantForeignKey(Transaction, null=True, on_delete=models.SET_NULL, related_name="import_rows", db_index=False)
    is_kept = models.BooleanField(db_default=False, help_text="Stayed when the import was undone: somebody had changed it")

    class Meta(TenantModel.Meta):
        ordering = ["statement", "number"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "statement", "number"], name="import_row_once_per_number"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="import_row_verdict_is_known"),
            models.CheckConstraint(
                condition=Q(verdict__in=["bad", "skipped"]) | Q(date__isnull=False, amount__isnull=False, key__isnull=False),
                name="import_row_is_understood",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "key"], condition=Q(key__isnull=False), name="import_row_by_key"),
            models.Index(fields=["matched"], condition=Q(matched__isnull=False), name="import_row_by_match"),
        ]

    def __str__(self) -> str:
        return f"row {self.number}"


@tracked()
class ImportMapping(TenantModel):
    """How tables with this header are understood for this account: what the last import that was booked used."""

    account = TenantForeignKey(Account, on_delete=models.CASCADE, related_name="import_mappings")
    signature = models.CharField(max_length=64, editable=False)
    mapping = models.JSONField(help_text="As written by finance.services.import_mapping")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "account", "signature"], name="import_mapping_once"),
        ]

    def __str__(self) -> str:
        return self.signature[:12]
