"""What is done in the back office with accounts stands in the audit trail."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.api.conftest import Things
from tests.conftest import Cast
from users.audit.services import audit_record, instance_record
from users.models import AuditEvent, User
from users.tenancy.actor import acting
from users.tenancy.scope import unscoped
from utils.ids import new_id

PASSWORD = "a long enough word"


def events(action: str) -> list[AuditEvent]:
    with unscoped("test"):
        return list(AuditEvent.objects.filter(action=action).order_by("id"))


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root@example.org", PASSWORD)


def test_logging_in_and_out_of_it_is_told(root: User) -> None:
    browser = Browser()
    browser.post(reverse("admin:login"), {"username": root.email, "password": PASSWORD})
    browser.post(reverse("admin:logout"))

    (opened,), (ended,) = events("session_opened"), events("session_revoked")
    assert (opened.actor_id, opened.source, opened.workspace_id) == (root.id, "admin", None)
    assert (ended.actor_id, ended.data) == (root.id, {"reason": "logout"})


def test_a_wrong_password_is_told_of_the_account_and_a_wrong_address_of_nobody(root: User) -> None:
    browser = Browser()
    for address in ("root@example.org", "nobody@example.org"):
        browser.post(reverse("admin:login"), {"username": address, "password": "wrong word entirely"})

    assert [(event.actor_kind, event.actor_id, event.data) for event in events("session_refused")] == [
        ("user", root.id, {}),
        ("anonymous", None, {}),
    ]


def test_disabling_somebody_is_told_with_who_did_it(cast: Cast, root: User) -> None:
    browser = Browser()
    browser.force_login(root)
    address = reverse("admin:users_user_change", args=[cast.bob.user_id])
    browser.post(address, {"email": "bob@example.org", "name": "Bob"})

    (event,) = events("person_updated")
    assert (event.actor_kind, event.actor_id, event.subject_id, event.workspace_id) == (
        "operator",
        root.id,
        cast.bob.user_id,
        None,
    )
    assert event.data["is_active"] is False
    assert "Is active" in event.data["fields"]


@pytest.fixture
def office(root: User) -> Browser:
    browser = Browser()
    browser.force_login(root)
    return browser


TRAIL = "/admin/users/auditevent/"


def deeds(cast: Cast, count: int) -> list[AuditEvent]:
    with acting(cast.alice):
        return [
            audit_record(
                actor=cast.alice, action="vendor_created", subject_type="vendor", subject_id=new_id(), data={"no": number}
            )
            for number in range(count)
        ]


@pytest.mark.parametrize(
    ("asked", "is_shown"),
    [
        ("", True),
        ("?action=vendor_created", True),
        ("?action=vendor_updated", False),
        ("?source=command", True),
        ("?source=auth", False),
        ("?actor_kind=user", True),
        ("?actor_kind=machine", False),
        ("?where=instance", False),
        ("?where=nonsense", False),
    ],
)
def test_the_trail_is_found_by_deed_door_actor_and_place(cast: Cast, office: Browser, asked: str, is_shown: bool) -> None:
    (event,) = deeds(cast, 1)
    page = office.get(f"{TRAIL}{asked}")

    assert page.status_code == 200
    assert (str(event.subject_id) in page.content.decode()) is is_shown


def test_the_trail_of_the_instance_is_read_here(cast: Cast, office: Browser) -> None:
    instance_record(action="session_refused", subject_type="person", data={"n": 7})
    (event,) = deeds(cast, 1)
    page = office.get(f"{TRAIL}?where=instance").content.decode()
    of_workspace = office.get(f"{TRAIL}?where={cast.workspace.id}").content.decode()

    assert "the instance" in page
    assert str(event.subject_id) not in page
    assert str(event.subject_id) in of_workspace


def test_one_event_is_shown_with_its_door_its_person_and_its_data_as_data(cast: Cast, office: Browser) -> None:
    with acting(cast.alice):
        event = audit_record(
            actor=cast.alice, action="vendor_created", subject_type="vendor", subject_id=None, data={"x": "<img onerror=1>"}
        )
    page = office.get(f"{TRAIL}{event.id}/change/").content.decode()

    assert "alice@example.org" in page
    assert "A vendor was made" in page
    assert "&lt;img onerror=1&gt;" in page
    assert "<img onerror=1>" not in page


def test_the_list_takes_the_same_queries_however_long_it_is(cast: Cast, office: Browser) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert office.get(TRAIL).status_code == 200
        return len(captured)

    deeds(cast, 1)
    queries()
    before = queries()
    deeds(cast, 20)
    assert queries() <= before


def test_the_page_of_a_document_leads_to_what_was_done_with_it(cast: Cast, office: Browser, things: Things) -> None:
    page = office.get(f"/admin/finance/document/{things.document.id}/change/").content.decode()
    address = f"{TRAIL}?q={things.document.id}"

    assert f'href="{address}"' in page
    assert "document_received" in office.get(address).content.decode()
