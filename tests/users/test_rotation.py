"""rotate_encryption: what an older key sealed is sealed again by the newest, in any workspace, in batches that can be cut off."""

from __future__ import annotations

import datetime
import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from tests.conftest import Cast
from users.encryption import rotation
from users.encryption.rotation import Column, Tally, encrypted_columns, encryption_check, encryption_rotate
from users.models import AuditEvent, Invitation, Workspace
from users.tenancy.scope import scope, unscoped
from users.workspaces.roles import Role
from utils.encryption import SecretUnreadableError

OLD, NEW, OTHER = (f"the {name} key of the house, long enough" for name in ("old", "new", "lost"))
AT = datetime.datetime(2026, 11, 21, tzinfo=datetime.UTC)


def invite(workspace: Workspace, token: str) -> Invitation:
    with scope(workspace.id):
        return Invitation.objects.create(workspace=workspace, role=Role.MEMBER, digest=token, token=token, expires_at=AT)


def reveal(row: Invitation) -> str:
    with scope(row.workspace_id):
        return str(Invitation.objects.get(id=row.id).token.reveal())


def invitations() -> list[Column]:
    return list(encrypted_columns([Invitation]))


def rotate() -> Tally:
    (tally,) = encryption_rotate(invitations())
    return tally


@pytest.fixture
def rows(cast: Cast, settings: Settings) -> list[Invitation]:
    """Five, in two workspaces, sealed by the old key; the ring has a new one in front now."""
    settings.ENCRYPTION_KEYS = [OLD]
    made = [invite(cast.workspace if number % 2 else cast.other_workspace, f"secret {number}") for number in range(5)]
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    return made


def test_old_rows_open_before_and_after_the_rotation_and_without_the_old_key(rows: list[Invitation], settings: Settings) -> None:
    assert [reveal(row) for row in rows] == [f"secret {number}" for number in range(5)]
    assert rotate() == Tally("users.Invitation.token", rotated=5)
    settings.ENCRYPTION_KEYS = [NEW]
    assert [reveal(row) for row in rows] == [f"secret {number}" for number in range(5)]


def test_without_the_rotation_the_old_key_is_missed_by_name(rows: list[Invitation], settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [NEW]

    with pytest.raises(SecretUnreadableError, match="back at the end of the list"):
        reveal(rows[0])


def test_a_second_rotation_changes_nothing(rows: list[Invitation]) -> None:
    rotate()
    before = _stored()

    assert rotate() == Tally("users.Invitation.token", newest=5)
    assert _stored() == before


def test_small_batches_miss_no_row(rows: list[Invitation], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)

    assert rotate().rotated == 5


def test_a_rotation_that_was_cut_off_goes_on(rows: list[Invitation], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    seen: list[Any] = []
    look = rotation._look

    def cut_off(*args: Any, **kwargs: Any) -> None:
        seen.append(args)
        if len(seen) == 4:
            raise KeyboardInterrupt
        look(*args, **kwargs)

    monkeypatch.setattr(rotation, "_look", cut_off)
    with pytest.raises(KeyboardInterrupt):
        rotate()
    monkeypatch.setattr(rotation, "_look", look)

    assert rotate() == Tally("users.Invitation.token", newest=2, rotated=3)


def test_the_instance_remembers_what_was_rotated(rows: list[Invitation]) -> None:
    rotate()
    rotate()

    with unscoped("a test looks at what belongs to no workspace"):
        (event,) = AuditEvent.objects.filter(action="secrets_rotated")
    assert event.data == {"column": "users.Invitation.token", "newest": 0, "needs_old_key": 0, "rotated": 5, "unreadable": 0}


def test_a_check_counts_and_changes_nothing(rows: list[Invitation]) -> None:
    before = _stored()

    assert list(encryption_check(invitations())) == [Tally("users.Invitation.token", needs_old_key=5)]
    assert _stored() == before


def test_what_no_key_opens_is_counted_and_left(rows: list[Invitation], cast: Cast, settings: Settings) -> None:
    settings.ENCRYPTION_KEYS = [OTHER]
    lost = invite(cast.workspace, "lost")
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    sealed = _stored()[lost.id]

    assert rotate() == Tally("users.Invitation.token", rotated=5, unreadable=1)
    assert _stored()[lost.id] == sealed


def test_empty_ones_are_no_secrets(cast: Cast) -> None:
    invite(cast.workspace, "")

    assert rotate() == Tally("users.Invitation.token")


def test_the_command_prints_a_line_per_column_and_exits_1_on_what_is_wanting(rows: list[Invitation]) -> None:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("rotate_encryption", check=True, stdout=out)
    assert ended.value.code == 1
    call_command("rotate_encryption", stdout=out)
    call_command("rotate_encryption", check=True, stdout=out)

    told = [line for line in map(json.loads, out.getvalue().splitlines()) if line["column"] == "users.Invitation.token"]
    assert [(line["needs_old_key"], line["rotated"], line["newest"]) for line in told] == [(5, 0, 0), (0, 5, 0), (0, 0, 5)]


def test_every_encrypted_column_has_a_purpose_of_its_own() -> None:
    purposes = [column.field.purpose for column in encrypted_columns()]

    assert "invitation" in purposes
    assert len(set(purposes)) == len(purposes)


def test_no_history_keeps_a_sealed_text_that_a_rotation_could_not_change() -> None:
    assert [column.name for column in encrypted_columns() if hasattr(column.model, "pgh_tracked_model")] == []


def _stored() -> dict[Any, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, token FROM users_invitation")
        return dict(cursor.fetchall())
