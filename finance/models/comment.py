"""What people say to each other about a transaction or a document."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from finance.models.document import Document
from finance.models.history import tracked
from finance.models.transaction import Transaction
from users.tenancy.models import TenantForeignKey, TenantModel

COMMENT_MAX = 5_000


class CommentKind(models.TextChoices):
    """A question stays open until somebody resolves it."""

    COMMENT = "comment"
    QUESTION = "question"


@tracked(part_of="transaction")
class Comment(TenantModel):
    """On a transaction or on a document, exactly one. Its author alone edits and withdraws it."""

    transaction = TenantForeignKey(Transaction, null=True, on_delete=models.CASCADE, related_name="comments")
    document = TenantForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="comments")
    kind = models.CharField(max_length=8, choices=CommentKind.choices)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(TenantModel.Meta):
        ordering = ["created_at", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(transaction__isnull=False, document=None) | Q(transaction=None, document__isnull=False),
                name="comment_on_transaction_or_document",
            ),
            models.CheckConstraint(condition=Q(kind__in=CommentKind.values), name="comment_kind_is_known"),
            models.CheckConstraint(condition=Q(resolved_at=None) | Q(kind="question"), name="comment_question_is_resolved"),
        ]
        indexes = [
            models.Index(fields=["workspace", "transaction", "created_at", "id"], name="comment_of_transaction"),
            models.Index(fields=["workspace", "document", "created_at", "id"], name="comment_of_document"),
            models.Index(
                fields=["workspace", "created_at", "id"],
                condition=Q(kind="question", resolved_at=None),
                name="comment_open_question",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
