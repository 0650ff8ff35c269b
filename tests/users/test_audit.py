"""The audit trail: in the deed's transaction, append-only, scoped, and blanked for a person who is erased."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from structlog.contextvars import bound_contextvars

from tests.conftest import Cast
from users.audit.services import audit_record
from users.models import AuditEvent
from users.tenancy.actor import Actor, acting
from utils.ids import new_id


def record(actor: Actor, action: str = "account_created", subject_id: UUID | None = None) -> AuditEvent:
    with acting(actor):
        return audit_record(
            actor=actor, action=action, subject_type="thing", subject_id=subject_id or new_id(), data={"code": "x", "count": 2}
        )


def test_an_event_says_who_did_what_to_what_and_by_which_request(cast: Cast) -> None:
    with bound_contextvars(request_id="req-1"):
        event = record(cast.alice)

    assert (event.actor_kind, event.actor_id, event.action, event.subject_type) == (
        "user",
        cast.alice.user_id,
        "account_created",
        "thing",
    )
    assert (event.request_id, event.data, event.workspace_id) == ("req-1", {"code": "x", "count": 2}, cast.workspace.id)


def test_an_event_of_a_deed_that_fails_is_gone_with_it(cast: Cast) -> None:
    with transaction.atomic():
        record(cast.alice)
        transaction.set_rollback(True)

    with acting(cast.alice):
        assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE users_auditevent SET action = 'nothing'",
        "UPDATE users_auditevent SET actor_id = NULL",
        "DELETE FROM users_auditevent",
        "TRUNCATE users_auditevent",
    ],
)
def test_the_database_refuses_to_change_the_past(cast: Cast, statement: str) -> None:
    record(cast.alice)

    with pytest.raises(DatabaseError, match="the audit trail only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("way", ["update", "delete", "save", "remove"])
def test_the_models_cannot_change_the_past_either(cast: Cast, way: str) -> None:
    event = record(cast.alice)
    ways = {
        "update": lambda: AuditEvent.objects.update(action="nothing"),
        "delete": lambda: AuditEvent.objects.all().delete(),
        "save": event.save,
        "remove": event.delete,
    }

    with acting(cast.alice), pytest.raises(DatabaseError, match="the audit trail only grows"), transaction.atomic():
        ways[way]()


def test_events_of_other_workspaces_are_not_seen(cast: Cast) -> None:
    record(cast.charlie)

    with acting(cast.alice):
        assert not AuditEvent.objects.exists()


def test_erasing_a_person_blanks_what_is_personal_and_keeps_the_deeds(cast: Cast) -> None:
    mine, others = record(cast.alice, "vendor_created"), record(cast.bob, "vendor_updated")
    with connection.cursor() as cursor:
        cursor.execute("SELECT users_audit_erase_person(%s)", [cast.alice.user_id])
        assert cursor.fetchone() == (1,)

    with acting(cast.alice):
        blanked, kept = AuditEvent.objects.get(id=mine.id), AuditEvent.objects.get(id=others.id)
    assert (blanked.actor_id, blanked.data, blanked.action) == (None, {}, "vendor_created")
    assert (kept.actor_id, kept.data) == (cast.bob.user_id, {"code": "x", "count": 2})


def test_after_an_erasure_the_past_is_closed_again(cast: Cast) -> None:
    record(cast.alice)
    with connection.cursor() as cursor:
        cursor.execute("SELECT users_audit_erase_person(%s)", [cast.alice.user_id])

    with acting(cast.alice), pytest.raises(DatabaseError, match="the audit trail only grows"), transaction.atomic():
        AuditEvent.objects.update(action="nothing")
