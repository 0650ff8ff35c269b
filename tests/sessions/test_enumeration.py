"""D13, BAD_INPUTS 78: whether an address has an account is told neither by text, nor by status, nor by the work that is done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import override_settings

from tests.sessions.conftest import PASSWORD, Auth, code_in, mails
from users.models import User

pytestmark = pytest.mark.django_db

UNKNOWN = "nobody@example.org"


class CountingHasher(MD5PasswordHasher):
    """Counts each time a password is hashed, to make an account or to compare."""

    calls: ClassVar[int] = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.calls += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def _counting() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.CountingHasher"], SIGNUP_OPEN=True):
        yield


def told(auth: Auth, method: str, path: str, body: dict[str, Any], **headers: str) -> tuple[Any, ...]:
    """Status, body without ids, which headers there are, and how often a password was hashed."""
    CountingHasher.calls = 0
    answer = auth.ask(method, path, body, **headers)
    content = answer.json()
    content.get("meta", {}).pop("session_token", None)
    return answer.status_code, content, sorted(answer.headers), CountingHasher.calls


def test_login(auth: Auth, alice: User) -> None:
    known = told(auth, "POST", "auth/login", {"email": alice.email, "password": "not this one"})
    unknown = told(auth, "POST", "auth/login", {"email": UNKNOWN, "password": "not this one"})

    assert known == unknown
    assert (known[0], known[3]) == (400, 1)


def test_login_of_somebody_disabled(auth: Auth, alice: User) -> None:
    User.objects.filter(id=alice.id).update(is_active=False)

    right = told(auth, "POST", "auth/login", {"email": alice.email, "password": PASSWORD})
    assert right == told(auth, "POST", "auth/login", {"email": UNKNOWN, "password": PASSWORD})


def test_sign_up(auth: Auth, alice: User) -> None:
    known = told(auth, "POST", "auth/signup", {"email": alice.email, "password": "a quite long word"})
    unknown = told(auth, "POST", "auth/signup", {"email": UNKNOWN, "password": "a quite long word"})

    assert known == unknown
    assert (known[0], known[3]) == (401, 1)
    assert [message.subject for message in mails()] == ["You have an account already", "Your code for Quittance"]


def test_a_code_typed_after_signing_up(auth: Auth, alice: User) -> None:
    answers = []
    for email in (alice.email, UNKNOWN):
        session = auth.ask("POST", "auth/signup", {"email": email, "password": "a quite long word"}).json()["meta"][
            "session_token"
        ]
        header = {"HTTP_X_SESSION_TOKEN": session}
        answers.append([told(auth, "POST", "auth/email/verify", {"key": "BBBB-BBBB"}, **header) for _ in range(4)])
    assert answers[0] == answers[1]


def test_reset(auth: Auth, alice: User) -> None:
    known = told(auth, "POST", "auth/password/request", {"email": alice.email})
    unknown = told(auth, "POST", "auth/password/request", {"email": UNKNOWN})

    assert known == unknown
    assert (known[0], known[3]) == (200, 0)


def test_another_address(auth: Auth, alice: User) -> None:
    User.objects.create_user("dora@example.org", PASSWORD)
    access = auth.tokens().access
    auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access)
    known, unknown = (
        told(auth, "POST", "account/email", {"email": email}, HTTP_AUTHORIZATION=f"Bearer {access}")
        for email in ("dora@example.org", "fresh@example.org")
    )

    known[1]["data"][1].pop("email"), unknown[1]["data"][1].pop("email")
    assert known == unknown
    assert known[0] == 200


def test_an_address_of_somebody_else_is_never_taken_over(auth: Auth, alice: User) -> None:
    User.objects.create_user("dora@example.org", PASSWORD)
    access = auth.tokens().access
    auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access)
    auth.ask("POST", "account/email", {"email": "dora@example.org"}, token=access)

    answer = auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, token=access)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "email_taken")


def test_tries_are_locked_out_for_known_and_unknown_addresses_alike(auth: Auth, alice: User) -> None:
    def series(email: str) -> list[tuple[Any, ...]]:
        found = []
        for number in range(8):
            spoofed = {"HTTP_X_FORWARDED_FOR": f"203.0.113.{number}", "REMOTE_ADDR": "198.51.100.7"}
            found.append(told(auth, "POST", "auth/login", {"email": email, "password": "not this one"}, **spoofed))
        return found

    known, unknown = series(alice.email), series(UNKNOWN)
    assert known == unknown
    assert known[-1][0] == 429
    assert known[-1][1]["errors"][0]["code"] == "login_locked"
    assert "Retry-After" in known[-1][2]


def test_a_locked_door_stays_closed_for_the_right_password(auth: Auth, alice: User) -> None:
    for _ in range(7):
        auth.login(password="not this one")

    answer = auth.login()
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_guessing_at_the_present_password_is_locked_out_too(auth: Auth, alice: User) -> None:
    access = auth.tokens().access
    answers = [auth.ask("POST", "auth/reauthenticate", {"password": "not this one"}, token=access) for _ in range(8)]

    assert answers[-1].status_code == 429


def test_signing_up_and_logging_in_does_not_tell_whether_an_address_had_an_account(auth: Auth, alice: User) -> None:
    def told(email: str) -> tuple[int, Any]:
        with override_settings(SIGNUP_OPEN=True):
            auth.ask("POST", "auth/signup", {"email": email, "password": "a password of mine"})
        answer = auth.login(email, "a password of mine")
        return answer.status_code, answer.json()

    assert told(alice.email) == told("nobody@example.org")


def test_so_is_guessing_at_it_where_it_is_changed_from_wherever(auth: Auth, alice: User) -> None:
    access = auth.tokens().access
    answers = [
        auth.ask(
            "POST",
            "account/password/change",
            {"current_password": f"guess {number}", "new_password": "another long password"},
            token=access,
            REMOTE_ADDR=f"198.51.100.{number}",
        )
        for number in range(8)
    ]

    assert [answer.status_code for answer in answers[:2]] == [400, 400]
    assert (answers[-1].status_code, answers[-1].json()["errors"][0]["code"]) == (429, "login_locked")


@pytest.mark.parametrize("email", ["ALICE@EXAMPLE.ORG", "alice@example.org ", "ａlice@example.org", "alıce@example.org"])
def test_spellings_of_one_address_share_their_tries(auth: Auth, alice: User, email: str) -> None:
    for _ in range(7):
        auth.login(password="not this one")

    assert auth.login(email).status_code in (400, 429)
    assert auth.login(email, "not this one").status_code != 200


def test_a_look_alike_is_somebody_else(auth: Auth, alice: User) -> None:
    assert auth.login("аlice@example.org").status_code == 400  # a Cyrillic letter
    assert auth.login("alice+x@example.org").status_code == 400
