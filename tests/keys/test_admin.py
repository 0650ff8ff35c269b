"""The back office of keys and service accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import Cast
from users.keys.services import MadeKey
from users.models import ApiKey, AuditEvent, Membership, User
from users.tenancy.actor import acting, command
from users.tenancy.scope import scope


@pytest.fixture
def office(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", "a long enough word"))
    return client


def post(office: Client, name: str, data: dict[str, object], *arguments: object) -> str:
    """The page that follows the form, as text."""
    return office.post(reverse(f"admin:{name}", args=arguments), data, follow=True).content.decode()


def test_a_service_account_is_added_changed_and_ended(office: Client, cast: Cast) -> None:
    post(office, "users_serviceaccount_add", {"into": str(cast.workspace.id), "name": "Import", "role": "uploader"})
    with scope(cast.workspace.id):
        made = Membership.objects.select_related("user").get(user__kind="service")
        assert (made.user.name, made.role) == ("Import", "uploader")

    assert "Import" in office.get(reverse("admin:users_serviceaccount_changelist")).content.decode()
    post(office, "users_serviceaccount_change", {"name": "Nightly", "role": "member"}, made.id)
    with scope(cast.workspace.id):
        made = Membership.objects.select_related("user").get(id=made.id)
        assert (made.user.name, made.role) == ("Nightly", "member")

    post(office, "users_serviceaccount_delete", {"post": "yes"}, made.id)
    with scope(cast.workspace.id):
        assert not Membership.objects.filter(id=made.id).exists()
        told = (
            AuditEvent.objects.filter(subject_id=made.id, actor_kind="operator").order_by("id").values_list("action", flat=True)
        )
        assert [action for action in told if action.startswith("service_")] == [
            "service_account_created",
            "service_account_role_changed",
            "service_account_renamed",
            "service_account_removed",
        ]


def test_the_form_offers_no_owner(office: Client, cast: Cast) -> None:
    page = post(office, "users_serviceaccount_add", {"into": str(cast.workspace.id), "name": "Import", "role": "owner"})
    assert "Select a valid choice" in page
    assert not User.objects.filter(kind="service").exists()


def test_services_stand_on_their_own_page_and_people_on_theirs(office: Client, cast: Cast, service: Membership) -> None:
    users, services = (
        office.get(reverse(f"admin:users_{name}_changelist")).content.decode() for name in ("user", "serviceaccount")
    )
    assert ("Nightly import" in users, "Nightly import" in services) == (False, True)
    assert ("bob@example.org" in users, "bob@example.org" in services) == (True, False)
    assert office.get(reverse("admin:users_user_change", args=[service.user_id]), follow=True).redirect_chain


def test_a_service_made_an_owner_or_a_member_elsewhere_is_refused_in_words(
    office: Client, cast: Cast, service: Membership
) -> None:
    data = {"into": str(cast.other_workspace.id), "user": str(service.user_id), "role": "member"}
    for answer in (
        post(office, "users_membership_add", data),
        post(office, "users_membership_change", {"role": "owner"}, service.id),
    ):
        assert "A service account stays in the workspace that made it" in answer


def test_its_keys_are_listed_and_revoked(office: Client, cast: Cast, make: Callable[..., MadeKey], service: Membership) -> None:
    key = make(command(cast.workspace.id), of=service).key
    page: Any = office.get(reverse("admin:users_apikey_changelist"))
    assert "Nightly import" in page.content.decode()
    assert office.get(reverse("admin:users_apikey_change", args=[key.id])).status_code == 200
    post(office, "users_apikey_changelist", {"action": "revoke", "_selected_action": [str(key.id)]})
    with acting(cast.alice):
        assert ApiKey.objects.get(id=key.id).revoked_at is not None
