"""The routes of keys: made once, shown without secret, renamed, revoked; one's own, or all for who manages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Cast
from tests.keys.conftest import KEYS, MANAGE, READ, UPLOAD, WISH, Sessions, client_with
from users.keys.services import MadeKey
from users.models import ApiKey, AuditEvent, Membership
from users.tenancy.actor import acting
from users.workspaces.roles import Capability
from utils.ids import new_id

ME = "/api/v1/users/me/"


def ids(answer: Any) -> set[str]:
    assert answer.status_code == 200, answer.content
    return {row["id"] for row in answer.json()["results"]}


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_key_is_made_with_its_secret_which_opens_the_door(sessions: Sessions) -> None:
    answer = sessions.bob.post(KEYS, WISH)
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["name"], told["scopes"], told["holder"]["kind"]) == ("scanner", ["document_upload"], "person")
    assert told["secret"].startswith(told["prefix"])
    assert client_with(told["secret"]).get(ME).json()["capabilities"] == ["document_upload"]


def test_no_other_answer_holds_the_secret_or_its_digest(sessions: Sessions, cast: Cast) -> None:
    made = sessions.bob.post(KEYS, WISH).json()
    with acting(cast.bob):
        digest = ApiKey.objects.get(id=made["id"]).digest
    renamed = sessions.bob.patch(f"{KEYS}{made['id']}/", {"name": "phone"})
    for answer in (sessions.bob.get(KEYS), sessions.bob.get(f"{KEYS}{made['id']}/"), sessions.alice.get(KEYS), renamed):
        assert answer.status_code == 200
        assert made["secret"] not in answer.content.decode()
        assert digest not in answer.content.decode()
    assert digest not in str(made)


def test_a_key_is_renamed_and_nothing_else_of_it_changes(sessions: Sessions) -> None:
    made = sessions.bob.post(KEYS, WISH).json()
    answer = sessions.bob.patch(f"{KEYS}{made['id']}/", {"name": "phone"})
    assert answer.json() == {**{name: value for name, value in made.items() if name != "secret"}, "name": "phone"}


@pytest.mark.parametrize("field", ["scopes", "expires_at", "revoked_at", "membership", "service_account", "digest", "maker"])
def test_a_key_gets_nothing_but_another_name(sessions: Sessions, field: str) -> None:
    made = sessions.bob.post(KEYS, WISH).json()
    answer = sessions.bob.patch(f"{KEYS}{made['id']}/", {"name": "phone", field: None})
    assert code_of(answer) == (400, "unknown_field")
    assert sessions.bob.get(f"{KEYS}{made['id']}/").json()["name"] == "scanner"


def test_a_revoked_key_is_dead_at_once_and_stays_in_the_list(sessions: Sessions) -> None:
    made = sessions.bob.post(KEYS, WISH).json()
    assert sessions.bob.delete(f"{KEYS}{made['id']}/").status_code == 204
    assert code_of(client_with(made["secret"]).get(ME)) == (401, "api_key_invalid")
    assert sessions.bob.get(f"{KEYS}{made['id']}/").json()["revoked_at"] is not None
    assert sessions.bob.delete(f"{KEYS}{made['id']}/").status_code == 204  # twice is once


def test_deeds_are_written_down(sessions: Sessions, cast: Cast) -> None:
    key_id = sessions.bob.post(KEYS, WISH).json()["id"]
    sessions.bob.patch(f"{KEYS}{key_id}/", {"name": "phone"})
    sessions.bob.delete(f"{KEYS}{key_id}/")
    with acting(cast.bob):
        events = list(AuditEvent.objects.filter(subject_id=key_id).order_by("id"))
    assert [event.action for event in events] == ["api_key_created", "api_key_renamed", "api_key_revoked"]
    assert {event.actor_id for event in events} == {cast.bob.user_id}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"scopes": ["document_upload"]}, "name"),
        ({"name": "", "scopes": ["document_upload"]}, "name"),
        ({"name": "x" * 101, "scopes": ["document_upload"]}, "name"),
        ({"name": 7, "scopes": ["document_upload"]}, "name"),
        ({"name": "x"}, "scopes"),
        ({"name": "x", "scopes": []}, "scopes"),
        ({"name": "x", "scopes": ["fly"]}, "scopes.0"),
        ({"name": "x", "scopes": "document_upload"}, "scopes"),
        ({"name": "x", "scopes": [["document_upload"]]}, "scopes.0"),
        ({"name": "x", "scopes": [None]}, "scopes.0"),
        ({**WISH, "expires_at": "tomorrow"}, "expires_at"),
        ({**WISH, "expires_at": None}, "expires_at"),
        ({**WISH, "expires_at": "0001-01-01T00:00:00+14:00"}, "expires_at"),
        ({**WISH, "expires_at": "9999-12-31T23:59:59-14:00"}, "expires_at"),
        ({**WISH, "service_account": "x"}, "service_account"),
        ({**WISH, "membership": "x"}, "membership"),
    ],
)
def test_an_odd_wish_is_refused_by_its_field(sessions: Sessions, cast: Cast, body: dict[str, Any], field: str) -> None:
    answer = sessions.alice.post(KEYS, body)
    assert answer.status_code == 400, answer.content
    assert list(answer.json()["errors"]) == [field]
    with acting(cast.alice):
        assert not ApiKey.objects.exists()


def test_people_see_their_own_keys_and_who_manages_sees_all(sessions: Sessions, make: Callable[..., MadeKey], cast: Cast) -> None:
    mine, his = str(make(cast.alice).key.id), str(make(cast.bob).key.id)
    assert ids(sessions.bob.get(KEYS)) == {his}
    assert ids(sessions.alice.get(KEYS)) == ids(sessions.adam.get(KEYS)) == {mine, his}
    assert ids(sessions.charlie.get(KEYS)) == set()


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_a_key_of_somebody_else_is_a_key_that_does_not_exist(
    sessions: Sessions, make: Callable[..., MadeKey], who: str, method: str
) -> None:
    made = make()
    ask = getattr(getattr(sessions, who), method)
    answers = [ask(f"{KEYS}{row_id}/", {"name": "x"} if method == "patch" else None) for row_id in (made.key.id, new_id())]
    assert [code_of(answer) for answer in answers] == [(404, "not_found")] * 2
    assert client_with(made.secret).get(ME).status_code == 200


def test_who_manages_revokes_the_keys_of_all(sessions: Sessions, make: Callable[..., MadeKey], cast: Cast) -> None:
    made = make(cast.bob)
    assert sessions.adam.delete(f"{KEYS}{made.key.id}/").status_code == 204
    assert client_with(made.secret).get(ME).status_code == 401


def test_the_list_is_filtered(sessions: Sessions, make: Callable[..., MadeKey], cast: Cast, service: Membership) -> None:
    mine, his, its = (str(make(*who).key.id) for who in ((cast.alice,), (cast.bob,), (cast.alice,)))
    ours = str(make(cast.alice, of=service).key.id)
    sessions.alice.delete(f"{KEYS}{its}/")
    assert ids(sessions.alice.get(f"{KEYS}?kind=service")) == ids(sessions.alice.get(f"{KEYS}?membership={service.id}")) == {ours}
    assert ids(sessions.alice.get(f"{KEYS}?kind=person&state=living")) == {mine, his}
    assert ids(sessions.alice.get(f"{KEYS}?state=ended")) == {its}
    assert ids(sessions.alice.get(f"{KEYS}?membership={new_id()}")) == set()
    assert sessions.alice.get(f"{KEYS}?state=x").status_code == sessions.alice.get(f"{KEYS}?owner=x").status_code == 400


def test_a_list_of_many_keys_takes_as_many_queries_as_one_of_few(
    sessions: Sessions, make: Callable[..., MadeKey], cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for actor in (cast.alice, cast.bob) * 5:
        make(actor)
    with django_assert_max_num_queries(1):
        assert len(ids(sessions.alice.get(KEYS))) == 10


def test_a_key_that_manages_nothing_sees_itself_and_what_it_made(make: Callable[..., MadeKey], cast: Cast) -> None:
    make(cast.bob)
    own = make(cast.bob, scopes=[UPLOAD])
    client = client_with(own.secret)
    made = client.post(KEYS, WISH).json()
    assert ids(client.get(KEYS)) == {str(own.key.id), made["id"]}


def test_a_key_that_manages_sees_all(make: Callable[..., MadeKey], cast: Cast) -> None:
    his, mine = make(cast.bob), make(cast.alice, scopes=[MANAGE])
    assert ids(client_with(mine.secret).get(KEYS)) == {str(his.key.id), str(mine.key.id)}


def test_anybody_with_a_role_makes_keys_within_it(sessions: Sessions, cast: Cast) -> None:
    answer = sessions.bob.post(KEYS, {"name": "x", "scopes": [MANAGE.value]})
    assert code_of(answer) == (403, "key_too_strong")
    assert sessions.bob.post(KEYS, {"name": "x", "scopes": [READ.value, READ.value]}).json()["scopes"] == ["ledger_read"]


def test_every_capability_is_a_scope(sessions: Sessions) -> None:
    told = sessions.alice.post(KEYS, {"name": "all", "scopes": [one.value for one in Capability]}).json()
    assert set(told["scopes"]) == {one.value for one in Capability}


def test_a_secret_is_not_told_again(sessions: Sessions, cast: Cast) -> None:
    once = {"HTTP_IDEMPOTENCY_KEY": "the-very-same"}
    made = sessions.bob.post(KEYS, WISH, **once).json()
    again = sessions.bob.post(KEYS, WISH, **once)
    assert code_of(again) == (409, "already_created")
    assert again["Location"] == f"{KEYS}{made['id']}/"
    assert made["secret"] not in again.content.decode()
    with acting(cast.bob):
        assert ApiKey.objects.count() == 1
