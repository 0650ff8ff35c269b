"""Users, workspaces, members and identities: the forms of the back office call use-cases."""

from __future__ import annotations

import pytest
from django.urls import reverse

from finance.models import LedgerSettings
from tests.admin.conftest import Office
from tests.conftest import Cast
from users.models import AuditEvent, Membership, User, Workspace, WorkspaceIdentity
from users.tenancy.scope import scope, unscoped

PASSWORD = "quite a long enough word"


def post(office: Office, name: str, data: dict[str, object], *arguments: object) -> str:
    """The page that follows the form, as text."""
    return office.client.post(reverse(f"admin:{name}", args=arguments), data, follow=True).content.decode()


def test_a_user_is_added_with_a_password(office: Office) -> None:
    data = {"email": "Dora@Example.org", "name": "Dora", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    post(office, "users_user_add", data)

    user = User.objects.get(email="dora@example.org")
    assert user.check_password(PASSWORD)
    assert not user.is_staff


def test_the_same_address_in_another_case_is_refused_at_the_form(office: Office) -> None:
    data = {"email": "ROOT@example.org", "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}

    assert "already exists" in post(office, "users_user_add", data)
    assert User.objects.count() == 1


def test_the_page_of_a_user_opens_and_disables_them(office: Office, cast: Cast) -> None:
    assert office.client.get(reverse("admin:users_user_change", args=[cast.bob.user_id])).status_code == 200
    post(office, "users_user_change", {"email": "bob@example.org", "name": "Bob"}, cast.bob.user_id)

    assert not User.objects.get(id=cast.bob.user_id).is_active


def test_nobody_is_deleted_and_with_them_the_last_owner_of_a_workspace(office: Office, cast: Cast) -> None:
    assert office.client.post(reverse("admin:users_user_delete", args=[cast.alice.user_id]), {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": [str(cast.alice.user_id)], "post": "yes"}
    post(office, "users_user_changelist", data)

    assert User.objects.filter(id=cast.alice.user_id).exists()


def test_a_password_is_changed_by_its_own_form(office: Office, cast: Cast) -> None:
    data = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD}
    post(office, "auth_user_password_change", data, cast.bob.user_id)

    assert User.objects.get(id=cast.bob.user_id).check_password(PASSWORD)


def test_a_workspace_is_opened_with_owner_and_ledger(office: Office) -> None:
    data = {
        "owner": str(office.user.id),
        "name": "Dora & Co",
        "base_currency": "CHF",
        "locale": "de",
        "timezone": "Europe/Zurich",
    }
    post(office, "users_workspace_add", data)

    workspace = Workspace.objects.get(name="Dora & Co")
    with scope(workspace.id):
        assert LedgerSettings.objects.count() == 1
        assert [(member.user_id, member.role) for member in Membership.objects.all()] == [(office.user.id, "owner")]


def test_an_odd_workspace_is_refused_in_words(office: Office) -> None:
    data = {"owner": str(office.user.id), "name": "Dora", "base_currency": "CHF", "locale": "de", "timezone": "Moon/Tycho"}

    assert "Give a time zone such as Europe/Berlin." in post(office, "users_workspace_add", data)
    assert not Workspace.objects.exists()


def test_a_member_is_added_in_the_chosen_workspace(office: Office, cast: Cast) -> None:
    data = {"into": str(cast.workspace.id), "user": str(cast.charlie.user_id), "role": "uploader"}
    post(office, "users_membership_add", data)

    with scope(cast.workspace.id):
        assert Membership.objects.get(user_id=cast.charlie.user_id).role == "uploader"
        assert AuditEvent.objects.get(action="member_added").actor_kind == "operator"


def test_a_role_is_changed(office: Office, cast: Cast) -> None:
    with scope(cast.workspace.id):
        bob = Membership.objects.get(user_id=cast.bob.user_id)
    post(office, "users_membership_change", {"role": "accountant"}, bob.id)

    with scope(cast.workspace.id):
        assert Membership.objects.get(id=bob.id).role == "accountant"


@pytest.mark.parametrize(("name", "data"), [("change", {"role": "member"}), ("delete", {"post": "yes"})])
def test_the_last_owner_stays_and_the_reason_is_told(office: Office, cast: Cast, name: str, data: dict[str, object]) -> None:
    with scope(cast.workspace.id):
        alice = Membership.objects.get(user_id=cast.alice.user_id)

    assert "This is the last owner." in post(office, f"users_membership_{name}", data, alice.id)
    with scope(cast.workspace.id):
        assert Membership.objects.get(id=alice.id).role == "owner"


def test_an_identity_is_kept_in_its_one_spelling(office: Office, cast: Cast) -> None:
    data = {"into": str(cast.workspace.id), "kind": "iban", "value": "de89 3704 0044 0532 0130 00"}
    post(office, "users_workspaceidentity_add", data)

    with unscoped("test"):
        assert [row.value for row in WorkspaceIdentity.objects.all()] == ["DE89370400440532013000"]


def test_a_wrong_iban_is_refused_in_words(office: Office, cast: Cast) -> None:
    data = {"into": str(cast.workspace.id), "kind": "iban", "value": "DE00370400440532013000"}

    assert "This is no valid IBAN" in post(office, "users_workspaceidentity_add", data)
    with unscoped("test"):
        assert not WorkspaceIdentity.objects.exists()
