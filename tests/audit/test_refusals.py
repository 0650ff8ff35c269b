"""Who asked for what they may not do stands in the audit trail, and a loop of asking does not fill it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.test import Client as Browser

from tests.api.conftest import DOCUMENTS, TRANSACTIONS, Clients, Things
from tests.audit.conftest import Clock
from tests.conftest import Cast
from users.models import AuditEvent, User
from users.tenancy.actor import acting
from users.tenancy.scope import unscoped
from utils.errors import NotAllowedError
from utils.ids import new_id


def refusals(cast: Cast) -> list[AuditEvent]:
    with acting(cast.alice):
        return list(AuditEvent.objects.filter(action="access_refused").order_by("id"))


def test_a_refusal_names_who_what_and_which_right_was_lacking(cast: Cast, clients: Clients) -> None:
    answer = clients.uploader.get(f"{TRANSACTIONS}{new_id()}/")

    assert answer.status_code == 403
    (event,) = refusals(cast)
    assert event.data == {
        "method": "GET",
        "route": "/api/v1/finance/transactions/<pk>/",
        "capability": "ledger_read",
        "code": "permission_denied",
    }
    assert (event.actor_kind, event.source, event.request_id) == ("api_key", "rest", answer["X-Request-Id"])


def test_a_refusal_stays_though_its_transaction_was_rolled_back(
    cast: Cast, clients: Clients, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, actor: object, **_others: object) -> None:
        raise NotAllowedError("Not today.")

    monkeypatch.setattr("finance.views.transactions.transaction_trash", refuse)
    answer = clients.alice.delete(
        f"{TRANSACTIONS}{things.transaction.id}/",
        headers={"If-Match": f'"{things.transaction.version}"', "Idempotency-Key": "k-1"},
    )

    assert answer.status_code == 403
    assert [event.data["capability"] for event in refusals(cast)] == [None]


def test_a_refusal_within_an_idempotent_deed_stays_as_well(
    cast: Cast, clients: Clients, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, actor: object, **_others: object) -> None:
        raise NotAllowedError("Not today.")

    monkeypatch.setattr("finance.views.documents.document_restore", refuse)
    answer = clients.alice.post(
        f"{DOCUMENTS}{things.document.id}/restore/", headers={"If-Match": '"1"', "Idempotency-Key": "k-1"}
    )

    assert answer.status_code == 403
    assert len(refusals(cast)) == 1


def test_a_loop_of_refusals_leaves_one_event_a_minute_per_route(cast: Cast, clients: Clients, clock: Clock) -> None:
    for _time in range(5):
        clients.uploader.get(f"{TRANSACTIONS}{new_id()}/")
    clients.uploader.get(TRANSACTIONS)
    assert len(refusals(cast)) == 2

    clock.wait(61)
    clients.uploader.get(f"{TRANSACTIONS}{new_id()}/")

    assert len(refusals(cast)) == 3


def test_one_actor_s_refusals_do_not_hide_another_s(cast: Cast, clients: Clients) -> None:
    clients.uploader.get(TRANSACTIONS)
    clients.accountant.post(TRANSACTIONS, {})
    clients.uploader.post(TRANSACTIONS, {})

    assert len({(event.actor_id, event.data["method"]) for event in refusals(cast)}) == 3


def test_what_is_not_there_is_no_refusal(cast: Cast, clients: Clients) -> None:
    assert clients.alice.get(f"{DOCUMENTS}{new_id()}/").status_code == 404
    assert clients.nobody.get(DOCUMENTS).status_code == 401

    assert refusals(cast) == []


def test_what_staff_may_not_open_stands_in_the_trail_of_the_instance(cast: Cast, browser_of_staff: Browser) -> None:
    for _time in range(2):
        assert browser_of_staff.get("/admin/users/user/").status_code == 403

    with unscoped("test"):
        (event,) = AuditEvent.objects.filter(action="access_refused")
    assert (event.workspace_id, event.actor_kind, event.source) == (None, "operator", "admin")
    assert event.data == {"method": "GET", "route": "/admin/users/user/"}


@pytest.fixture
def browser_of_staff(cast: Cast) -> Browser:
    """Instance staff with the right to see audit events, and nothing else."""
    staff = User.objects.create_user("staff@example.org", "a long enough word", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_auditevent"))
    browser = Browser()
    browser.force_login(staff)
    return browser
