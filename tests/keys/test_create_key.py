"""`manage.py create_key`: one JSON line, or one sentence on stderr."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.conftest import Cast
from tests.keys.conftest import client_with
from users.models import ApiKey, AuditEvent, Membership
from users.tenancy.actor import acting
from utils.ids import new_id

ME = "/api/v1/users/me/"


def create(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("create_key", *arguments, stdout=out)
    (line,) = out.getvalue().splitlines()
    told: dict[str, Any] = json.loads(line)
    return told


def test_a_service_account_is_made_with_its_key(cast: Cast) -> None:
    told = create(str(cast.workspace.id), "--service", "Import", "--role", "uploader")
    me = client_with(told["api_key"]).get(ME).json()
    assert (me["person"]["name"], me["capabilities"]) == ("Import", ["document_read_own", "document_upload"])
    assert abs(datetime.fromisoformat(told["expires_at"]) - timezone.now() - timedelta(days=90)) < timedelta(minutes=1)


def test_a_service_account_that_exists_gets_another_key(cast: Cast, service: Membership) -> None:
    told = create(str(cast.workspace.id), "--service", "Nightly import", "--scope", "ledger_read", "--forever", "--name", "a")
    assert (told["membership_id"], told["scopes"], told["expires_at"]) == (str(service.id), ["ledger_read"], None)
    with acting(cast.alice):
        key = ApiKey.objects.get(id=told["api_key_id"])
        assert (key.name, key.maker_id, key.expires_at) == ("a", None, None)
        assert AuditEvent.objects.get(action="api_key_created").actor_kind == "command"


def test_a_member_gets_a_key_for_some_days(cast: Cast) -> None:
    told = create(str(cast.workspace.id), "--member", "BOB@example.org", "--scope", "ledger_read", "--days", "7")
    assert client_with(told["api_key"]).get(ME).json()["person"]["email"] == "bob@example.org"
    assert abs(datetime.fromisoformat(told["expires_at"]) - timezone.now() - timedelta(days=7)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--service", "Nothing"], "Say --role, and it is made"),
        (["--service", "Nightly import", "--role", "uploader"], "is member. Leave out --role"),
        (["--service", "Nightly import", "--scope", "key_manage"], "cannot do more"),
        (["--member", "bob@example.org", "--scope", "key_manage"], "cannot do more"),
        (["--member", "bob@example.org", "--role", "member"], "--role is for a new service account"),
        (["--member", "charlie@example.org"], "is no member of this workspace"),
        (["--member", "bob@example.org", "--days", "0"], "give a whole number from 1 to 366"),
        (["--member", "bob@example.org", "--days", "367"], "give a whole number from 1 to 366"),
        (["--member", "bob@example.org", "--days", "7", "--forever"], "not allowed with"),
        (["--service", "x", "--role", "owner"], "invalid choice"),
        (["--member", "bob@example.org", "--scope", "fly"], "invalid choice"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(cast: Cast, service: Membership, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        create(str(cast.workspace.id), *arguments)
    with acting(cast.alice):
        assert not ApiKey.objects.exists()


def test_a_workspace_that_does_not_exist_is_said(db: None) -> None:
    with pytest.raises(CommandError, match="There is no workspace"):
        create(str(new_id()), "--service", "x", "--role", "member")
