"""Signing up, proving an address, forgetting a password."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from tests.conftest import Cast, join
from tests.erasing import erase_everything
from tests.sessions.conftest import PASSWORD, Auth, code_in, events, mails
from users.models import LoginSession, User
from users.sessions.adapter import MAILS_AN_HOUR, AccountAdapter
from users.sessions.cleaning import expired_sessions_delete
from users.tenancy.actor import acting
from users.tenancy.scope import unscoped
from users.workspaces.invitations import invitation_create
from users.workspaces.roles import Role

NEW = "another long enough word"


@pytest.fixture(autouse=True)
def _open() -> Iterator[None]:
    with override_settings(SIGNUP_OPEN=True):
        yield


def sign_up(auth: Auth, email: str = "dora@example.org", **more: str) -> Any:
    return auth.ask("POST", "auth/signup", {"email": email, "password": PASSWORD, **more})


@pytest.mark.django_db
class TestSigningUp:
    def test_the_code_from_the_mail_logs_in(self, auth: Auth) -> None:
        told = sign_up(auth, name="Dora")
        assert told.status_code == 401
        assert {"id": "verify_email", "is_pending": True} in told.json()["data"]["flows"]

        session = told.json()["meta"]["session_token"]
        answer = auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, HTTP_X_SESSION_TOKEN=session)
        assert answer.status_code == 200
        access = answer.json()["meta"]["access_token"]
        assert auth.ask("GET", "/api/v1/users/sessions/", token=access).status_code == 200
        user = User.objects.get(email="dora@example.org")
        assert user.name == "Dora"
        assert [len(events(action, user)) for action in ("person_signed_up", "email_verified", "session_opened")] == [1, 1, 1]
        assert events("email_changed") == []

    def test_before_that_there_are_no_tokens(self, auth: Auth) -> None:
        assert "access_token" not in sign_up(auth).json()["meta"]
        assert "access_token" not in auth.login("dora@example.org").json().get("meta", {})
        assert not LoginSession.objects.exists()

    def test_three_wrong_codes_end_it(self, auth: Auth) -> None:
        session = sign_up(auth).json()["meta"]["session_token"]
        code = code_in(mails()[-1])
        for _ in range(3):
            auth.ask("POST", "auth/email/verify", {"key": "BBBB-BBBB"}, HTTP_X_SESSION_TOKEN=session)

        answer = auth.ask("POST", "auth/email/verify", {"key": code}, HTTP_X_SESSION_TOKEN=session)
        assert answer.status_code in (401, 409, 410)

    def test_a_code_that_comes_too_late_is_a_wrong_one(self, auth: Auth) -> None:
        session = sign_up(auth).json()["meta"]["session_token"]
        code = code_in(mails()[-1])
        EmailAddress.objects.update(verified=True)

        answer = auth.ask("POST", "auth/email/verify", {"key": code}, HTTP_X_SESSION_TOKEN=session)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "incorrect_code")

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_the_code_of_an_account_that_is_gone_is_a_wrong_one(self, auth: Auth, method: str) -> None:
        session = sign_up(auth).json()["meta"]["session_token"]
        code = code_in(mails()[-1])
        with unscoped("test"):
            User.objects.filter(email="dora@example.org").delete()

        body = {"key": code} if method == "POST" else None
        answer = auth.ask(method, "auth/email/verify", body, HTTP_X_SESSION_TOKEN=session, HTTP_X_EMAIL_VERIFICATION_KEY=code)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "incorrect_code")

    def test_who_is_disabled_before_the_code_does_not_come_in(self, auth: Auth) -> None:
        session = sign_up(auth).json()["meta"]["session_token"]
        User.objects.filter(email="dora@example.org").update(is_active=False)

        answer = auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, HTTP_X_SESSION_TOKEN=session)
        assert (answer.status_code, "access_token" in answer.json()["meta"]) == (401, False)
        assert not LoginSession.objects.exists()

    def test_a_new_code_can_be_sent(self, auth: Auth) -> None:
        session = sign_up(auth).json()["meta"]["session_token"]
        assert auth.ask("POST", "auth/email/verify/resend", HTTP_X_SESSION_TOKEN=session).status_code == 200

        answer = auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, HTTP_X_SESSION_TOKEN=session)
        assert answer.status_code == 200

    def test_nobodys_mailbox_is_filled_by_those_who_ask(self, caplog: pytest.LogCaptureFixture) -> None:
        for _ in range(MAILS_AN_HOUR + 5):
            AccountAdapter().send_mail("account/email/unknown_account", "dora@example.org", {})
        assert len(mails()) == MAILS_AN_HOUR
        assert "mail_withheld" in caplog.text

        AccountAdapter().send_mail("account/email/password_changed", "dora@example.org", {})
        assert len(mails()) == MAILS_AN_HOUR + 1

    def test_whoever_lost_the_code_comes_in_by_a_new_password(self, auth: Auth) -> None:
        sign_up(auth)
        auth.ask("POST", "auth/password/request", {"email": "dora@example.org"})
        key = str(mails()[-1].body).split("/password/reset/")[1].split()[0]
        auth.ask("POST", "auth/password/reset", {"key": key, "password": NEW})

        assert auth.login("dora@example.org", NEW).status_code == 200
        assert len(events("email_verified", User.objects.get(email="dora@example.org"))) == 1

    def test_it_can_be_closed(self, auth: Auth) -> None:
        with override_settings(SIGNUP_OPEN=False):
            assert sign_up(auth).status_code == 403
            assert auth.ask("GET", "config").json()["data"]["account"]["is_open_for_signup"] is False
        assert not User.objects.exists()

    @pytest.mark.parametrize("password", ["short", "password123", "1234567890"])
    def test_bad_passwords_are_refused(self, auth: Auth, password: str) -> None:
        answer = auth.ask("POST", "auth/signup", {"email": "dora@example.org", "password": password})

        assert (answer.status_code, answer.json()["errors"][0]["param"]) == (400, "password")

    @pytest.mark.parametrize("email", ["nonsense", "a" * 250 + "@example.org", "bot@service.invalid", "x@" + "a" * 300])
    def test_bad_addresses_are_refused(self, auth: Auth, email: str) -> None:
        assert sign_up(auth, email).status_code == 400

    def test_privileges_cannot_be_signed_up_for(self, auth: Auth) -> None:
        answer = auth.ask(
            "POST", "auth/signup", {"email": "dora@example.org", "password": PASSWORD, "is_staff": "true", "id": "1"}
        )

        assert answer.status_code in (400, 401)
        assert not User.objects.filter(is_staff=True).exists()


class TestAtOnce:
    @pytest.fixture(autouse=True)
    def _committed(self, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
        with django_db_blocker.unblock():
            try:
                yield
            finally:
                erase_everything()

    def test_two_with_one_address_make_one_account(self) -> None:
        begin = Barrier(2)

        def one() -> Any:
            try:
                begin.wait()
                return sign_up(Auth())
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            answers = [future.result() for future in [pool.submit(one), pool.submit(one)]]
        assert [answer.status_code for answer in answers] == [401, 401]
        assert (User.objects.count(), EmailAddress.objects.count()) == (1, 1)

    def test_many_wrong_codes_at_once_are_no_more_than_in_a_row(self) -> None:
        session = sign_up(Auth()).json()["meta"]["session_token"]
        begin = Barrier(12)

        def guess(key: str) -> Any:
            try:
                begin.wait()
                return Auth().ask("POST", "auth/email/verify", {"key": key}, HTTP_X_SESSION_TOKEN=session)
            finally:
                connection.close()

        with ThreadPoolExecutor(12) as pool:
            list(pool.map(guess, [f"BBBB-BBB{letter}" for letter in "BCDFGHJKLMNP"]))
        right = {"key": code_in(mails()[-1])}
        assert Auth().ask("POST", "auth/email/verify", right, HTTP_X_SESSION_TOKEN=session).status_code in (400, 409)


@pytest.mark.django_db
class TestForgetting:
    def request(self, auth: Auth, **headers: str) -> str:
        auth.ask("POST", "auth/password/request", {"email": "alice@example.org"}, **headers)
        return str(mails()[-1].body)

    def key(self, auth: Auth) -> str:
        return self.request(auth).split("/password/reset/")[1].split()[0]

    def reset(self, auth: Auth, key: str) -> Any:
        return auth.ask("POST", "auth/password/reset", {"key": key, "password": NEW})

    def test_the_link_gives_a_new_password(self, auth: Auth, alice: User) -> None:
        key = self.key(auth)
        assert auth.ask("GET", "auth/password/reset", HTTP_X_PASSWORD_RESET_KEY=key).status_code == 200

        self.reset(auth, key)
        assert auth.login(password=PASSWORD).status_code == 400
        assert auth.login(password=NEW).status_code == 200

    def test_it_works_once(self, auth: Auth, alice: User) -> None:
        key = self.key(auth)
        self.reset(auth, key)

        assert self.reset(auth, key).status_code == 400

    def test_it_ends_when_the_address_changes(self, auth: Auth, alice: User) -> None:
        key = self.key(auth)
        EmailAddress.objects.filter(user=alice).update(email="new@example.org")
        User.objects.filter(id=alice.id).update(email="new@example.org")

        assert self.reset(auth, key).status_code == 400

    def test_the_key_of_one_person_is_none_of_another(self, auth: Auth, alice: User) -> None:
        mine = self.key(auth)
        dora = User.objects.create_user("dora@example.org", PASSWORD)
        auth.ask("POST", "auth/password/request", {"email": dora.email})
        hers = str(mails()[-1].body).split("/password/reset/")[1].split()[0]

        assert self.reset(auth, f"{hers.partition('-')[0]}-{mine.partition('-')[2]}").status_code == 400

    @pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST"])
    def test_no_header_gets_into_the_link(self, auth: Auth, alice: User, header: str) -> None:
        with override_settings(ALLOWED_HOSTS=["*"]):
            body = self.request(auth, **{header: "evil.example"})

        assert "evil.example" not in body
        assert "http://127.0.0.1:8000/password/reset/" in body

    def test_whoever_has_no_account_is_told_so_by_mail_only(self, auth: Auth, db: None) -> None:
        assert auth.ask("POST", "auth/password/request", {"email": "nobody@example.org"}).status_code == 200
        assert [message.subject for message in mails()] == ["There is no account with your address"]

    def test_mails_to_one_address_are_bounded(self, auth: Auth, alice: User) -> None:
        answers = [auth.ask("POST", "auth/password/request", {"email": "alice@example.org"}) for _ in range(7)]

        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
        assert int(answers[-1]["Retry-After"]) > 0


@pytest.mark.django_db
class TestAnotherAddress:
    def test_the_password_is_asked_for_again(self, auth: Auth, alice: User) -> None:
        answer = auth.ask("POST", "account/email", {"email": "new@example.org"}, token=auth.tokens().access)

        assert answer.status_code == 401
        assert {"id": "reauthenticate"} in answer.json()["data"]["flows"]

    def test_the_code_from_the_new_mailbox_changes_it(self, auth: Auth, alice: User) -> None:
        access = auth.tokens().access
        auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access)
        auth.ask("POST", "account/email", {"email": "new@example.org"}, token=access)
        assert auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, token=access).status_code == 200

        alice.refresh_from_db()
        assert alice.email == "new@example.org"
        assert [(one.email, one.verified, one.primary) for one in EmailAddress.objects.filter(user=alice)] == [
            ("new@example.org", True, True)
        ]
        assert [message.to for message in mails()][-1] == ["alice@example.org"]  # the old one is told
        assert len(events("email_changed", alice)) == 1


@pytest.mark.django_db
class TestSquatters:
    def test_whoever_proves_an_address_gets_it_from_who_did_not(self, auth: Auth, alice: User) -> None:
        sign_up(auth, "wanted@example.org")
        access = auth.tokens().access
        auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access)
        auth.ask("POST", "account/email", {"email": "wanted@example.org"}, token=access)

        assert auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, token=access).status_code == 200
        assert [user.id for user in User.objects.filter(email="wanted@example.org")] == [alice.id]

    def test_an_account_that_is_in_use_keeps_its_address(self, auth: Auth, alice: User, cast: Cast) -> None:
        sign_up(auth, "wanted@example.org")
        join(cast.workspace, User.objects.get(email="wanted@example.org"), Role.MEMBER)
        access = auth.tokens().access
        auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access)
        auth.ask("POST", "account/email", {"email": "wanted@example.org"}, token=access)

        answer = auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, token=access)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "email_taken")

    def test_after_a_week_the_unproven_are_forgotten_and_nobody_else(self, auth: Auth, cast: Cast) -> None:
        sign_up(auth, "wanted@example.org")
        joined = User.objects.get(email="wanted@example.org").date_joined
        everybody = User.objects.count()

        expired_sessions_delete(now=joined + timedelta(days=6))
        assert User.objects.count() == everybody
        expired_sessions_delete(now=joined + timedelta(days=8))
        assert User.objects.count() == everybody - 1
        assert not User.objects.filter(email="wanted@example.org").exists()


@pytest.mark.django_db
def test_people_made_by_an_operator_have_a_verified_address() -> None:
    User.objects.create_user("dora@example.org", PASSWORD)
    User.objects.create_superuser("root@example.org", PASSWORD)

    assert [(one.email, one.verified, one.primary) for one in EmailAddress.objects.order_by("email")] == [
        ("dora@example.org", True, True),
        ("root@example.org", True, True),
    ]


@pytest.mark.django_db
class TestInvited:
    def invitation(self, cast: Cast, email: str = "dora@example.org") -> str:
        with acting(cast.alice):
            made = invitation_create(actor=cast.alice, role=Role.MEMBER, email=email, now=timezone.now())
        return made.link.rpartition("/")[2]

    @pytest.fixture(autouse=True)
    def _closed(self) -> Iterator[None]:
        with override_settings(SIGNUP_OPEN=False):
            yield

    def test_an_invitation_opens_what_is_closed(self, auth: Auth, cast: Cast) -> None:
        with override_settings(HAS_MAIL=True):
            answer = sign_up(auth, invitation=self.invitation(cast))

        assert {"id": "verify_email", "is_pending": True} in answer.json()["data"]["flows"]

    def test_without_a_mail_server_the_invited_are_believed(self, auth: Auth, cast: Cast) -> None:
        with override_settings(HAS_MAIL=False):
            answer = sign_up(auth, invitation=self.invitation(cast))

        assert answer.status_code == 200
        assert auth.refresh(answer.json()["meta"]["refresh_token"]).status_code == 200

    @pytest.mark.parametrize("has_mail", [True, False])
    def test_an_invitation_opens_for_its_own_address_only(self, auth: Auth, cast: Cast, has_mail: bool) -> None:
        with override_settings(HAS_MAIL=has_mail):
            answer = sign_up(auth, "boss@bank.example", invitation=self.invitation(cast))

        assert answer.status_code == 403
        assert not User.objects.filter(email="boss@bank.example").exists()

    def test_of_a_link_for_anybody_the_chosen_address_is_believed(self, auth: Auth, cast: Cast) -> None:
        with override_settings(HAS_MAIL=False):
            assert sign_up(auth, "Dora@Example.org", invitation=self.invitation(cast, email="")).status_code == 200
            assert sign_up(auth, "alice@example.org", invitation=self.invitation(cast, email="")).status_code == 401

        assert EmailAddress.objects.get(email="dora@example.org").verified

    def test_what_was_believed_once_is_not_believed_later(self, auth: Auth, cast: Cast) -> None:
        with override_settings(HAS_MAIL=False, SIGNUP_OPEN=True):
            first = sign_up(auth, "alice@example.org", invitation=self.invitation(cast, email=""))
            EmailAddress.objects.filter(email="alice@example.org").update(email="moved@example.org")
            User.objects.filter(email="alice@example.org").update(email="moved@example.org")
            body = {"email": "dora@example.org", "password": PASSWORD}
            auth.ask("POST", "auth/signup", body, HTTP_X_SESSION_TOKEN=first.json()["meta"]["session_token"])

        assert not EmailAddress.objects.filter(email="alice@example.org").exists()

    @pytest.mark.parametrize("token", ["qi_unknown", "x" * 100, "ÿ"])
    def test_no_invitation_opens_nothing(self, auth: Auth, cast: Cast, token: str) -> None:
        assert sign_up(auth, invitation=token).status_code == 403
        assert not User.objects.filter(email="dora@example.org").exists()
