"""Every event names the door that it came by; deeds of an account and of the instance have their own places."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from structlog.contextvars import bound_contextvars

from app_settings.logging_config import RequestLogMiddleware, bind_task, unbind_task
from tests.conftest import Cast, join
from users.audit.services import audit_record, instance_record, person_record
from users.audit.source import Source, coming_from, present_source
from users.models import AuditEvent, User
from users.tenancy.actor import acting
from users.tenancy.scope import unscoped
from users.workspaces.roles import Role


def all_events() -> list[AuditEvent]:
    with unscoped("test"):
        return list(AuditEvent.objects.order_by("id"))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("/api/v1/finance/documents/", Source.REST),
        ("/api/v1/auth/app/v1/auth/login", Source.AUTH),
        ("/admin/users/user/", Source.ADMIN),
    ],
)
def test_a_request_says_by_which_door_it_came(path: str, source: Source) -> None:
    seen = []

    def answer(_request: object) -> dict[str, str]:
        seen.append(present_source())
        return HttpAnswer()

    RequestLogMiddleware(answer)(RequestFactory().get(path))  # type: ignore[arg-type]

    assert seen == [source]
    assert present_source() is Source.COMMAND


class HttpAnswer(dict[str, str]):
    status_code = 200


def test_a_task_is_a_deed_of_the_worker_and_what_comes_after_it_is_not() -> None:
    task = SimpleNamespace(name="finance.read", run=lambda: None)
    bind_task(task_id="t-1", task=task)
    inside = present_source()
    unbind_task(task_id="t-1")

    assert (inside, present_source()) == (Source.WORKER, Source.COMMAND)


def test_an_event_keeps_its_source_and_request(cast: Cast) -> None:
    with coming_from(Source.ADMIN), bound_contextvars(request_id="req-1"), acting(cast.alice):
        audit_record(actor=cast.alice, action="account_created", subject_type="account", subject_id=None)

    event = all_events()[0]
    assert (event.source, event.request_id) == ("admin", "req-1")


def test_the_database_knows_all_sources(cast: Cast) -> None:
    with (
        pytest.raises(DatabaseError, match="audit_source_is_known"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO users_auditevent (id, at, actor_kind, source, action, subject_type, request_id, data) "
            "VALUES (gen_random_uuid(), now(), 'user', 'moon', 'a', 'b', '', '{}')"
        )


def test_a_deed_of_an_account_is_told_in_each_of_its_workspaces(cast: Cast) -> None:
    alice = User.objects.get(id=cast.alice.user_id)
    join(cast.other_workspace, alice, Role.MEMBER)

    person_record(user=alice, action="session_opened", data={"session": "s"})

    events = all_events()
    assert {event.workspace_id for event in events} == {cast.workspace.id, cast.other_workspace.id}
    assert {(event.actor_kind, event.actor_id, event.subject_type, event.subject_id) for event in events} == {
        ("user", alice.id, "person", alice.id)
    }


def test_a_deed_of_an_account_without_workspace_is_an_event_of_the_instance(cast: Cast) -> None:
    person_record(user=User.objects.create_user("new@example.org", "a long enough word"), action="session_opened")

    assert [event.workspace_id for event in all_events()] == [None]


@pytest.mark.parametrize(
    ("source", "kind"), [(Source.AUTH, "anonymous"), (Source.COMMAND, "command"), (Source.WORKER, "machine")]
)
def test_an_event_of_the_instance_names_whom_it_can(cast: Cast, source: Source, kind: str) -> None:
    with coming_from(source):
        instance_record(action="session_refused", subject_type="person")

    assert [(event.workspace_id, event.actor_kind) for event in all_events()] == [(None, kind)]


def test_events_of_the_instance_are_written_within_a_scope_and_seen_in_none(cast: Cast) -> None:
    with acting(cast.alice):
        instance_record(action="session_refused", subject_type="person")

        assert not AuditEvent.objects.exists()
    assert len(all_events()) == 1
