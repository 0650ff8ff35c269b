"""What is done in the back office with accounts stands in the audit trail."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from tests.conftest import Cast
from users.models import AuditEvent, User
from users.tenancy.scope import unscoped

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
