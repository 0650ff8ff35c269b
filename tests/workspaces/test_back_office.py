"""Workspaces and invitations in the admin, and inviting at the server's shell."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.conftest import Cast
from tests.workspaces.conftest import House, accept
from users.models import AuditEvent, Invitation, User, Workspace
from users.tenancy.scope import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", "a long enough word"))
    return client


def post(office: Client, name: str, data: dict[str, object], *arguments: object) -> str:
    """The page that follows the form, as text."""
    return office.post(reverse(f"admin:users_{name}", args=arguments), data, follow=True).content.decode()


def invitation(cast: Cast) -> Invitation:
    with scope(cast.workspace.id):
        return Invitation.objects.get()


def link_on(page: str) -> str:
    return page.partition("/invitations/")[2][:46]


def test_the_operator_invites_and_sees_the_link(office: Client, house: House) -> None:
    page = post(office, "invitation_add", {"into": str(house.workspace_id), "email": "dora@example.org", "role": "member"})

    assert accept(house.dora, link_on(page)).status_code == 201
    with scope(house.workspace_id):
        assert AuditEvent.objects.get(action="invitation_created").actor_kind == "operator"


def test_a_refusal_is_told_in_words(office: Client, cast: Cast) -> None:
    page = post(office, "invitation_add", {"into": str(cast.workspace.id), "email": "bob@example.org", "role": "member"})

    assert "A member has this address already." in page
    with scope(cast.workspace.id):
        assert not Invitation.objects.exists()


def test_the_operator_copies_the_link_and_revokes(office: Client, house: House) -> None:
    made = link_on(post(office, "invitation_add", {"into": str(house.workspace_id), "email": "", "role": "member"}))
    chosen = {"_selected_action": [str(invitation(house.cast).id)]}

    assert link_on(post(office, "invitation_changelist", {"action": "copy_link", **chosen})) == made
    post(office, "invitation_changelist", {"action": "revoke", **chosen})

    assert accept(house.dora, made).status_code == 404
    with scope(house.workspace_id):
        assert AuditEvent.objects.filter(action__in=["invitation_copied", "invitation_revoked"]).count() == 2


def test_the_page_of_an_invitation_shows_no_token(office: Client, house: House) -> None:
    token = link_on(post(office, "invitation_add", {"into": str(house.workspace_id), "email": "", "role": "member"}))
    page = office.get(reverse("admin:users_invitation_change", args=[invitation(house.cast).id]))

    assert page.status_code == 200
    assert token not in page.content.decode()


def test_staff_who_may_only_look_copies_no_link(house: House) -> None:
    house.alice.post("/api/v1/users/invitations/", {"role": "member"})
    staff = User.objects.create_user("staff@example.org", "a long enough word", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_invitation"))
    client = Client()
    client.force_login(staff)

    assert client.get(reverse("admin:users_invitation_changelist")).status_code == 200
    post(client, "invitation_changelist", {"action": "copy_link", "_selected_action": [str(invitation(house.cast).id)]})
    assert house.events("invitation_copied") == []


def test_a_workspace_is_changed_by_the_same_use_case(office: Client, cast: Cast) -> None:
    data = {"name": "Renamed", "base_currency": "EUR", "country": "AT", "locale": "de-AT", "timezone": "Europe/Vienna"}
    post(office, "workspace_change", data, cast.workspace.id)

    assert Workspace.objects.get(id=cast.workspace.id).name == "Renamed"
    with scope(cast.workspace.id):
        event = AuditEvent.objects.get(action="workspace_updated")
    assert (event.actor_kind, event.data) == ("operator", {"fields": "country locale name timezone"})


def test_an_odd_change_is_refused_in_words(office: Client, cast: Cast) -> None:
    data = {"name": "Renamed", "base_currency": "EUR", "country": "", "locale": "en", "timezone": "Moon/Tycho"}

    assert "Give a time zone such as Europe/Berlin." in post(office, "workspace_change", data, cast.workspace.id)
    assert Workspace.objects.get(id=cast.workspace.id).name == "Alice & Co"


def run(*words: str) -> dict[str, str]:
    out = StringIO()
    call_command("invite", *words, stdout=out)
    told: dict[str, str] = json.loads(out.getvalue())
    return told


@pytest.mark.parametrize("by", ["name", "id"])
def test_the_command_prints_a_link_that_works(house: House, by: str) -> None:
    named = "Alice & Co" if by == "name" else str(house.workspace_id)
    told = run("dora@example.org", "--workspace", named, "--role", "accountant")

    assert accept(house.dora, told["link"].rpartition("/")[2]).status_code == 201
    assert house.roles()["dora"] == "accountant"
    assert [event.actor_kind for event in house.events("invitation_created")] == ["command"]


def test_without_an_address_the_link_is_for_whoever_has_it(house: House) -> None:
    told = run("--workspace", "Alice & Co", "--role", "owner")
    assert accept(house.charlie, told["link"].rpartition("/")[2]).status_code == 201
    assert house.roles()["charlie"] == "owner"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--workspace", "Nowhere", "--role", "member"], "No workspace is called"),
        (["dora", "--workspace", "Alice & Co", "--role", "member"], "Give an address like name@example.org, or none."),
        (["bob@example.org", "--workspace", "Alice & Co", "--role", "admin"], "A member has this address already."),
        (["--workspace", "Alice & Co", "--role", "member", "--days", "31"], "invalid choice"),
    ],
)
def test_what_cannot_be_is_told_in_words(cast: Cast, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*words)


def test_of_two_workspaces_of_one_name_none_is_guessed(cast: Cast) -> None:
    Workspace.objects.create(name="Alice & Co")
    with pytest.raises(CommandError, match="Several workspaces are called"):
        run("--workspace", "Alice & Co", "--role", "member")
