"""Reading comments and questions."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from finance.models import Comment, CommentKind, Document, Transaction
from utils.errors import NotFoundError

OPEN = Q(kind=CommentKind.QUESTION, resolved_at=None)


def comment_list(about: Transaction | Document) -> QuerySet[Comment]:
    """What was said about it, oldest first, with who said it."""
    return _with_people().filter(_about(about)).order_by("created_at", "id")


def comment_get(about: Transaction | Document, comment_id: UUID) -> Comment:
    """One of the comments about it. Raises NotFoundError."""
    found = _with_people().filter(_about(about), id=comment_id).first()
    if found is None:
        raise NotFoundError("There is no such comment.")
    return found


def comment_counts(about: Transaction | Document) -> tuple[int, int]:
    """How much was said about it, and how many of that are open questions."""
    counts = Comment.objects.filter(_about(about)).aggregate(all=Count("id"), open=Count("id", filter=OPEN))
    return counts["all"], counts["open"]


def question_list(*, of_documents: bool) -> QuerySet[Comment]:
    """The open questions of the workspace, oldest first; those about documents for who reads documents only."""
    questions = _with_people().filter(OPEN)
    return (questions if of_documents else questions.filter(document=None)).order_by("created_at", "id")


def _with_people() -> QuerySet[Comment]:
    return Comment.objects.select_related("author", "resolved_by")


def _about(about: Transaction | Document) -> Q:
    return Q(transaction_id=about.id) if isinstance(about, Transaction) else Q(document_id=about.id)
