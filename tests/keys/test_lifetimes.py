"""Every key that is made over the network ends, none outlives the one that made it, and there are not too many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.conftest import Cast
from tests.keys.conftest import KEYS, WISH, Sessions, client_with, membership_of
from users.keys.errors import KeyExpiryError
from users.keys.limits import LIVING_KEYS_MAX
from users.keys.services import MadeKey
from users.models import ApiKey, Membership
from users.tenancy.actor import acting

ME = "/api/v1/users/me/"
NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def wish(moment: datetime) -> dict[str, Any]:
    return {**WISH, "expires_at": moment.isoformat()}


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(NOW, tick=False) as travelled:
        yield travelled


def test_a_key_ends_after_ninety_days_when_nothing_else_is_said(sessions: Sessions, clock: Any) -> None:
    told = sessions.bob.post(KEYS, WISH).json()
    assert datetime.fromisoformat(told["expires_at"]) == NOW + 90 * DAY
    clock.move_to(NOW + 90 * DAY - timedelta(seconds=1))
    assert client_with(told["secret"]).get(ME).status_code == 200
    clock.move_to(NOW + 90 * DAY)
    assert client_with(told["secret"]).get(ME).status_code == 401


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        (NOW - DAY, 400),
        (NOW, 400),
        (NOW + timedelta(seconds=1), 201),
        (NOW + 366 * DAY, 201),
        (NOW + 366 * DAY + timedelta(seconds=1), 400),
    ],
)
def test_the_end_lies_in_the_future_and_within_a_year(sessions: Sessions, clock: Any, moment: datetime, status: int) -> None:
    answer = sessions.bob.post(KEYS, wish(moment))
    assert answer.status_code == status
    if status == 400:
        assert (answer.json()["code"], list(answer.json()["errors"])) == ("key_expiry_invalid", ["expires_at"])


def test_a_key_made_with_a_key_ends_with_it_at_the_latest(make: Callable[..., MadeKey], cast: Cast, clock: Any) -> None:
    client = client_with(make(cast.bob, expires_at=NOW + DAY).secret)
    assert datetime.fromisoformat(client.post(KEYS, WISH).json()["expires_at"]) == NOW + DAY
    assert client.post(KEYS, wish(NOW + DAY)).status_code == 201
    answer = client.post(KEYS, wish(NOW + 2 * DAY))
    assert (answer.status_code, answer.json()["code"]) == (400, "key_expiry_invalid")


def test_no_way_round_gives_a_key_without_end_by_a_key_with_one(make: Callable[..., MadeKey], cast: Cast) -> None:
    with acting(cast.bob):
        own = make(cast.bob, expires_at=timezone.now() + DAY).key
    actor = cast.bob.__class__(cast.bob.kind, cast.bob.workspace_id, cast.bob.capabilities, cast.bob.user_id, own.id)
    with pytest.raises(KeyExpiryError):
        make(actor)


def fill(membership: Membership, count: int, **fields: Any) -> None:
    rows = [
        ApiKey(workspace_id=membership.workspace_id, membership=membership, name="x", prefix="x", scopes=[], **fields)
        for _ in range(count)
    ]
    for number, row in enumerate(rows):
        row.digest = f"{row.id.hex}{number}"
    ApiKey.objects.bulk_create(rows)


def test_one_member_has_so_many_living_keys_and_no_more(sessions: Sessions, cast: Cast) -> None:
    with acting(cast.bob):
        bob = membership_of(cast.bob)
        fill(bob, LIVING_KEYS_MAX - 1)
        fill(bob, 3, revoked_at=timezone.now())
        fill(bob, 3, expires_at=timezone.now() - DAY)
    assert sessions.bob.post(KEYS, WISH).status_code == 201
    answer = sessions.bob.post(KEYS, WISH)
    assert (answer.status_code, answer.json()["code"]) == (409, "key_limit_reached")
    assert sessions.alice.post(KEYS, WISH).status_code == 201


def test_room_is_made_by_revoking(sessions: Sessions, cast: Cast) -> None:
    with acting(cast.bob):
        fill(membership_of(cast.bob), LIVING_KEYS_MAX - 1)
    made = sessions.bob.post(KEYS, WISH).json()
    sessions.bob.delete(f"{KEYS}{made['id']}/")
    assert sessions.bob.post(KEYS, WISH).status_code == 201
