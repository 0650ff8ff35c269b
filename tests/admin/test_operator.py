"""Who may open the back office, what scope it has, and what it leaves in the audit trail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from finance.models import Account, Document
from tests.admin.conftest import Office
from tests.conftest import Cast
from users.models import AuditEvent, User
from users.tenancy.operator import OperatorAdminSite, operator_looked, operator_scope
from users.tenancy.scope import ScopeError, Unscoped, active_scope, scope
from utils.errors import NotAllowedError


def person(**fields: bool) -> User:
    return User(email="dora@example.org", **fields)


def test_the_operator_scope_shows_all_workspaces_while_it_lasts() -> None:
    with operator_scope(person(is_staff=True)):
        assert active_scope() == Unscoped("operator")
    with pytest.raises(ScopeError):
        active_scope()


@pytest.mark.parametrize(
    "somebody",
    [AnonymousUser(), person(), person(is_superuser=True), person(is_staff=True, is_active=False)],
    ids=["anonymous", "member", "superuser without staff", "disabled staff"],
)
def test_nobody_but_living_staff_gets_the_operator_scope(somebody: User | AnonymousUser) -> None:
    with pytest.raises(NotAllowedError), operator_scope(somebody):
        pytest.fail("the scope was opened")


def test_the_admin_is_the_site_of_operators() -> None:
    assert isinstance(admin.site, OperatorAdminSite)


def test_a_member_does_not_get_into_the_back_office(cast: Cast, doubted: Document) -> None:
    client = Client()
    client.force_login(User.objects.get(id=cast.alice.user_id))

    answer = client.get(reverse("admin:finance_document_change", args=[doubted.id]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


def test_staff_without_permissions_sees_no_documents(doubted: Document) -> None:
    client = Client()
    client.force_login(User.objects.create_user("eve@example.org", "a long enough word", is_staff=True))

    for name in ("change", "original", "preview"):
        arguments = [doubted.id, 1] if name == "preview" else [doubted.id]
        assert client.get(reverse(f"admin:finance_document_{name}", args=arguments)).status_code == 403
    assert client.post(reverse("admin:finance_document_do", args=[doubted.id, "trash"])).status_code == 403
    assert client.get(reverse("admin:finance_document_changelist")).status_code == 403
    assert client.get(reverse("admin:finance_document_work")).status_code == 403
    assert client.get(reverse("admin:finance_document_add")).status_code == 403


def looks(document: Document) -> list[AuditEvent]:
    with scope(document.workspace_id):
        return list(AuditEvent.objects.filter(action="operator_looked", subject_id=document.id))


def test_a_look_at_a_document_stands_in_its_workspaces_audit_trail(office: Office, doubted: Document) -> None:
    office.client.get(reverse("admin:finance_document_change", args=[doubted.id]))

    (look,) = looks(doubted)
    assert (look.actor_kind, look.actor_id, look.workspace_id) == ("operator", office.user.id, doubted.workspace_id)


def test_the_pictures_of_a_page_belong_to_the_same_look(office: Office, doubted: Document) -> None:
    office.client.get(reverse("admin:finance_document_change", args=[doubted.id]))
    office.client.get(reverse("admin:finance_document_preview", args=[doubted.id, 1]))

    assert len(looks(doubted)) == 1


def test_a_picture_without_its_page_is_a_look_too(office: Office, doubted: Document) -> None:
    office.client.get(reverse("admin:finance_document_preview", args=[doubted.id, 1]))

    assert len(looks(doubted)) == 1


def test_a_later_look_is_another_one(office: Office, doubted: Document) -> None:
    request = RequestFactory().get("/")
    request.user = office.user
    looked = {"workspace_id": doubted.workspace_id, "subject_type": "document", "subject_id": doubted.id}

    operator_looked(request, **looked)
    operator_looked(request, **looked, unless_since=timezone.now() + timedelta(seconds=1))
    assert len(looks(doubted)) == 2


def test_a_look_at_an_account_is_noted(office: Office, doubted: Document) -> None:
    with scope(doubted.workspace_id):
        account = Account.objects.get(kind="clearing")

    office.client.get(reverse("admin:finance_account_change", args=[account.id]))
    with scope(doubted.workspace_id):
        assert AuditEvent.objects.filter(action="operator_looked", subject_type="account", subject_id=account.id).exists()


def test_the_front_door_leads_to_the_back_office(db: None) -> None:
    answer = Client().get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_who_logs_in_on_the_login_page_itself_gets_to_the_back_office(office: Office) -> None:
    browser = Client()
    answer = browser.post("/admin/login/", {"username": office.user.email, "password": "a long enough word"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
