"""People talk about transactions and documents; what one said, nobody else changes."""

from __future__ import annotations

import pytest

from finance.errors import CommentError
from finance.models import Comment, CommentKind
from finance.selectors.comments import comment_counts, comment_list, question_list
from finance.services.comments import comment_create, comment_resolve, comment_update, comment_withdraw
from finance.services.periods import period_lock
from tests.conftest import Cast, join
from tests.ledger.conftest import DAY, NOW, Books, at_once
from users.audit.models import AuditEvent
from users.models import User
from users.tenancy.actor import command
from users.tenancy.errors import StaleVersionError
from users.workspaces.roles import Role
from utils.errors import NotAllowedError


def ask(books: Books, **changes: object) -> Comment:
    said = {"kind": CommentKind.QUESTION, "text": "What was this for?", **changes}
    if "about" not in said:
        said["about"] = books.expense()
    return comment_create(actor=books.actor, **said)  # type: ignore[arg-type]  # as the test says


def test_a_question_is_asked_about_a_booking_of_a_locked_period_and_resolved(books: Books, cast: Cast) -> None:
    booked = books.expense()
    period_lock(actor=books.actor, through=DAY)
    question = ask(books, about=booked)
    assert list(question_list(of_documents=False)) == [question]
    assert comment_counts(booked) == (1, 1)
    resolved = comment_resolve(actor=cast.bob, comment=question, now=NOW)
    assert (resolved.resolved_by_id, resolved.version) == (cast.bob.user_id, 2)
    assert (list(question_list(of_documents=True)), comment_counts(booked)) == ([], (1, 0))
    with pytest.raises(CommentError):
        comment_resolve(actor=cast.bob, comment=question, now=NOW)


def test_a_comment_is_no_question(books: Books) -> None:
    remark = ask(books, kind=CommentKind.COMMENT)
    assert list(question_list(of_documents=True)) == []
    with pytest.raises(CommentError):
        comment_resolve(actor=books.actor, comment=remark, now=NOW)


def test_its_author_alone_says_it_otherwise_or_takes_it_back(books: Books, cast: Cast) -> None:
    document = books.document()
    said = ask(books, about=document)
    for deed in (
        lambda: comment_update(actor=cast.bob, comment=said, text="I never said that.", now=NOW),
        lambda: comment_withdraw(actor=cast.bob, comment=said),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    changed = comment_update(actor=books.actor, comment=said, text="And the tip?", now=NOW, expected_version=1)
    assert (changed.text, changed.edited_at, changed.version) == ("And the tip?", NOW, 2)
    with pytest.raises(StaleVersionError):
        comment_withdraw(actor=books.actor, comment=said, expected_version=1)
    comment_withdraw(actor=books.actor, comment=said, expected_version=2)
    assert list(comment_list(document)) == []


def test_an_accountant_comments_and_an_uploader_does_not(books: Books, cast: Cast) -> None:
    users = {role: User.objects.create_user(f"{role.value}@example.org", None) for role in (Role.ACCOUNTANT, Role.UPLOADER)}
    accountant, uploader = (join(cast.workspace, user, role) for role, user in users.items())
    booked = books.expense()
    assert comment_create(actor=accountant, about=booked, kind=CommentKind.QUESTION, text="Receipt?").author_id
    with pytest.raises(NotAllowedError):
        comment_create(actor=uploader, about=booked, kind=CommentKind.COMMENT, text="Hello")


@pytest.mark.parametrize("text", ["", "   ", "x" * 5_001])
def test_nothing_and_too_much_is_refused(books: Books, text: str) -> None:
    with pytest.raises(CommentError):
        ask(books, text=text)


def test_nobody_says_nothing(books: Books) -> None:
    with pytest.raises(CommentError):
        comment_create(actor=command(books.actor.workspace_id), about=books.expense(), kind=CommentKind.COMMENT, text="x")


def test_each_deed_is_told_without_the_text_and_the_history_keeps_it(books: Books) -> None:
    said = ask(books)
    comment_update(actor=books.actor, comment=said, text="Again", now=NOW)
    comment_withdraw(actor=books.actor, comment=said)
    events = AuditEvent.objects.filter(subject_id=said.id).order_by("id")
    assert [event.action for event in events] == ["comment_created", "comment_updated", "comment_retracted"]
    assert not any("What was" in str(event.data) or "Again" in str(event.data) for event in events)
    kept = Comment.pgh_event_model.objects.filter(id=said.id).order_by("pgh_id")  # type: ignore[attr-defined]  # by pghistory
    assert list(kept.values_list("pgh_label", "text")) == [
        ("insert", "What was this for?"),
        ("update", "Again"),
        ("delete", "Again"),
    ]


def test_a_question_is_resolved_once(committed_books: Books) -> None:
    books, question = committed_books, ask(committed_books)
    done = at_once(books.actor, [lambda: comment_resolve(actor=books.actor, comment=question, now=NOW)] * 4)
    assert [type(result) for result in done if isinstance(result, Exception)] == [CommentError] * 3
