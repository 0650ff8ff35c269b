"""`manage.py create_user`: one JSON line, or one sentence on stderr and exit code 1."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from finance.models import Account, LedgerSettings
from users.keys.authentication import credential_of
from users.keys.services import api_key_find
from users.models import ApiKey, Membership, User, Workspace
from users.tenancy.scope import scope, unscoped
from users.workspaces.roles import CAPABILITIES, Role

pytestmark = pytest.mark.django_db


def create(*arguments: str) -> dict[str, str]:
    out = StringIO()
    call_command("create_user", *arguments, stdout=out)
    (line,) = out.getvalue().splitlines()
    told: dict[str, str] = json.loads(line)
    return told


def test_a_person_gets_a_password_and_a_workspace_of_their_own() -> None:
    told = create("Dora@example.org")

    assert User.objects.get(id=told["user_id"]).check_password(told["password"])
    assert (told["email"], told["workspace"], told["role"]) == ("dora@example.org", "dora@example.org", "owner")


def test_the_ledger_of_a_new_workspace_is_open() -> None:
    told = create("dora@example.org", "--workspace", "Dora & Co")

    with scope(Workspace.objects.get(id=told["workspace_id"]).id):
        assert LedgerSettings.objects.count() == 1
        assert Account.objects.filter(kind="clearing").count() == 1


@pytest.mark.parametrize("role", list(Role))
def test_a_person_joins_a_workspace_that_exists_in_any_role(role: Role) -> None:
    first = create("dora@example.org", "--workspace", "Dora & Co")
    told = create("emil@example.org", "--workspace", "Dora & Co", "--role", role.value)

    assert (told["workspace_id"], told["role"]) == (first["workspace_id"], role.value)


def test_without_a_role_a_person_joins_as_member() -> None:
    create("dora@example.org", "--workspace", "Dora & Co")

    assert create("emil@example.org", "--workspace", "Dora & Co")["role"] == "member"


@pytest.mark.parametrize("role", list(Role))
def test_the_key_has_the_rights_of_the_role(role: Role) -> None:
    create("dora@example.org", "--workspace", "Dora & Co")
    told = create("emil@example.org", "--workspace", "Dora & Co", "--role", role.value, "--api-key")

    key = api_key_find(secret=told["api_key"], now=timezone.now())
    assert key is not None
    assert str(key.id) == told["api_key_id"]
    assert credential_of(key).actor(asked=None, writes=True).capabilities == CAPABILITIES[role]


def test_a_superuser_is_in_no_workspace_unless_asked() -> None:
    told = create("root@example.org", "--superuser")

    assert User.objects.get(id=told["user_id"]).is_superuser
    assert set(told) == {"user_id", "email", "password"}
    assert not Workspace.objects.exists()


def test_a_superuser_with_a_key_is() -> None:
    assert create("root@example.org", "--superuser", "--api-key")["role"] == "owner"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["dora@example.org"], "exists already"),
        (["no address"], "is no e-mail address"),
        (["emil@example.org", "--workspace", "Nowhere", "--role", "uploader"], "has to be its owner"),
        (["emil@example.org", "--workspace", "x" * 201], "Give a name of 1 to 200 characters"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(arguments: list[str], sentence: str) -> None:
    create("dora@example.org")

    with pytest.raises(CommandError, match=sentence):
        create(*arguments)
    assert [user.email for user in User.objects.all()] == ["dora@example.org"]
    with unscoped("test"):
        assert (Membership.objects.count(), ApiKey.objects.count()) == (1, 0)


def test_two_workspaces_of_one_name_are_not_guessed_between() -> None:
    for _ in range(2):
        Workspace.objects.create(name="Twice")

    with pytest.raises(CommandError, match="Several workspaces"):
        create("dora@example.org", "--workspace", "Twice")
