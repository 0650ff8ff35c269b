"""Comments and questions: people talk about a transaction or a document, in a locked period too."""

from __future__ import annotations

import datetime

from finance.errors import CommentError
from finance.models import COMMENT_MAX, Comment, CommentKind, Document, Transaction
from finance.services.checked_writing import checked_write
from users.audit.services import audit_record
from users.tenancy.actor import Actor
from users.tenancy.staleness import refuse_stale
from users.workspaces.roles import Capability
from utils.errors import NotAllowedError, NotFoundError


def comment_create(*, actor: Actor, about: Transaction | Document, kind: CommentKind, text: str) -> Comment:
    """Say something about it. Raises CommentError (nothing said, too long, or nobody who says it), NotFoundError."""
    actor.require(Capability.COMMENT)
    if actor.user_id is None:
        raise CommentError("Comments are made by people. Log in, or use a key of a person.")
    on = {"transaction_id": about.id} if isinstance(about, Transaction) else {"document_id": about.id}
    with checked_write():
        comment = Comment.objects.create(
            workspace_id=actor.workspace_id, kind=kind, text=_text(text), author_id=actor.user_id, **on
        )
        return _told(actor, comment, "comment_created")


def comment_update(
    *, actor: Actor, comment: Comment, text: str, now: datetime.datetime, expected_version: int | None = None
) -> Comment:
    """Its author says it otherwise. Raises NotAllowedError (of somebody else), CommentError, StaleVersionError."""
    actor.require(Capability.COMMENT)
    with checked_write():
        held = _held(comment, expected_version)
        _refuse_others(actor, held)
        held.text, held.edited_at = _text(text), now
        held.save(update_fields=["text", "edited_at", "version"])
        return _told(actor, held, "comment_updated")


def comment_withdraw(*, actor: Actor, comment: Comment, expected_version: int | None = None) -> None:
    """Its author takes it back; the change history keeps that it was there. Raises NotAllowedError, StaleVersionError."""
    actor.require(Capability.COMMENT)
    with checked_write():
        held = _held(comment, expected_version)
        _refuse_others(actor, held)
        _told(actor, held, "comment_retracted")
        held.delete()


def comment_resolve(*, actor: Actor, comment: Comment, now: datetime.datetime, expected_version: int | None = None) -> Comment:
    """The question is answered, says whoever may comment. Raises CommentError (no open question), StaleVersionError."""
    actor.require(Capability.COMMENT)
    with checked_write():
        held = _held(comment, expected_version)
        if held.kind != CommentKind.QUESTION or held.resolved_at is not None:
            raise CommentError("Only an open question is resolved.")
        held.resolved_at, held.resolved_by_id = now, actor.user_id
        held.save(update_fields=["resolved_at", "resolved_by", "version"])
        return _told(actor, held, "question_resolved")


def _held(comment: Comment, expected_version: int | None) -> Comment:
    """The row as it is now, locked, its version moved on by one."""
    held = Comment.objects.select_for_update().filter(id=comment.id).first()
    if held is None:
        raise NotFoundError("There is no such comment.")
    refuse_stale(held=held.version, expected=expected_version)
    held.version += 1
    return held


def _refuse_others(actor: Actor, held: Comment) -> None:
    if actor.user_id is None or held.author_id != actor.user_id:
        raise NotAllowedError("Only its author changes or withdraws a comment.")


def _text(text: str) -> str:
    said = text.strip()
    if not said or len(said) > COMMENT_MAX:
        raise CommentError(f"Say something, in at most {COMMENT_MAX} characters.")
    return said


def _told(actor: Actor, comment: Comment, action: str) -> Comment:
    about = {"transaction": comment.transaction_id, "document": comment.document_id}
    data = {name: str(key) for name, key in about.items() if key is not None}
    audit_record(actor=actor, action=action, subject_type="comment", subject_id=comment.id, data={"kind": comment.kind, **data})
    return comment
