"""Refresh tokens rotate; one that is used again ends its family, but not for two tabs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from rest_framework_simplejwt.token_blacklist.models import BlacklistedToken, OutstandingToken

from app_settings.celery import app
from tests.erasing import erase_everything
from tests.sessions.conftest import Auth, events
from users.models import LoginSession, User
from users.sessions.cleaning import expired_sessions_delete
from users.sessions.tokens import SessionAccessToken, SessionRefreshToken

START = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(START, tick=False) as coordinates:
        yield coordinates


@pytest.mark.django_db
class TestInTurn:
    def test_each_refresh_token_is_another_one(self, auth: Auth, alice: User) -> None:
        first = auth.tokens().refresh
        second = auth.refresh(first).json()["data"]["refresh_token"]

        assert second != first
        assert auth.refresh(second).status_code == 200

    def test_the_second_tab_gets_the_pair_of_the_first_within_ten_seconds(
        self, auth: Auth, alice: User, clock: time_machine.Coordinates
    ) -> None:
        first = auth.tokens().refresh
        second = auth.refresh(first).json()["data"]["refresh_token"]
        clock.shift(10)

        told = auth.refresh(first).json()["data"]
        assert auth.me(told["access_token"]).status_code == 200
        assert auth.refresh(told["refresh_token"]).status_code == 200
        assert auth.refresh(second).status_code == 200  # the same family, still within the grace
        assert events("refresh_reused") == []

    def test_after_that_the_family_ends_with_an_event(self, auth: Auth, alice: User, clock: time_machine.Coordinates) -> None:
        tokens = auth.tokens()
        told = auth.refresh(tokens.refresh).json()["data"]
        clock.shift(11)

        answer = auth.refresh(tokens.refresh)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "token_invalid")
        assert auth.refresh(told["refresh_token"]).status_code == 401
        assert auth.me(told["access_token"]).status_code == 401
        assert [event.data for event in events("refresh_reused", alice)] == [{"session": str(LoginSession.objects.get().id)}]
        assert LoginSession.objects.get().revoked_reason == "refresh_reused"

    def test_a_token_from_before_the_last_ends_it_at_once(self, auth: Auth, alice: User) -> None:
        first = auth.tokens().refresh
        second = auth.refresh(first).json()["data"]["refresh_token"]
        auth.refresh(second)

        assert auth.refresh(first).status_code == 401
        assert LoginSession.objects.get().revoked_reason == "refresh_reused"

    def test_another_login_of_the_same_person_goes_on(self, auth: Auth, alice: User) -> None:
        stolen, other = auth.tokens(), auth.tokens()
        second = auth.refresh(stolen.refresh).json()["data"]["refresh_token"]
        auth.refresh(second)
        auth.refresh(stolen.refresh)

        assert auth.me(other.access).status_code == 200

    def test_a_clock_that_is_set_back_logs_nobody_out(self, auth: Auth, alice: User, clock: time_machine.Coordinates) -> None:
        tokens = auth.tokens()
        clock.shift(timedelta(minutes=-10))

        assert auth.me(tokens.access).status_code == 200
        assert auth.refresh(tokens.refresh).status_code == 200

    def test_a_clock_that_is_set_forward_costs_a_refresh_only(
        self, auth: Auth, alice: User, clock: time_machine.Coordinates
    ) -> None:
        tokens = auth.tokens()
        clock.shift(timedelta(minutes=10, seconds=1))

        assert auth.me(tokens.access).status_code == 401
        assert auth.refresh(tokens.refresh).status_code == 200

    @pytest.mark.parametrize("start", [datetime(2028, 2, 28, 23, 59, tzinfo=UTC), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)])
    def test_leap_days_and_summer_time_change_nothing(self, auth: Auth, alice: User, start: datetime) -> None:
        with time_machine.travel(start, tick=False) as coordinates:
            tokens = auth.tokens()
            coordinates.shift(timedelta(minutes=9))
            assert auth.me(tokens.access).status_code == 200

    def test_a_refresh_token_that_lies_for_two_weeks_is_over(
        self, auth: Auth, alice: User, clock: time_machine.Coordinates
    ) -> None:
        tokens = auth.tokens()
        clock.shift(timedelta(days=14, seconds=1))

        assert auth.refresh(tokens.refresh).status_code == 401

    def test_no_session_lasts_longer_than_sixty_days(self, auth: Auth, alice: User, clock: time_machine.Coordinates) -> None:
        tokens = auth.tokens()
        refresh, access = tokens.refresh, tokens.access
        for _ in range(5):
            clock.shift(timedelta(days=12) - timedelta(seconds=60))
            told = auth.refresh(refresh).json()["data"]
            refresh, access = told["refresh_token"], told["access_token"]
        assert auth.me(access).status_code == 200
        clock.shift(301)

        assert auth.me(access).status_code == 401
        assert auth.refresh(refresh).status_code == 401

    def test_no_token_outlasts_its_session(self, auth: Auth, alice: User, clock: time_machine.Coordinates) -> None:
        auth.tokens()
        LoginSession.objects.update(expires_at=START + timedelta(minutes=5))

        session = LoginSession.objects.get()
        for kind in (SessionAccessToken, SessionRefreshToken):
            assert kind.of(session, now=START)["exp"] == int(session.expires_at.timestamp())

    def test_a_session_that_ends_early_takes_its_tokens_along(
        self, auth: Auth, alice: User, clock: time_machine.Coordinates
    ) -> None:
        tokens = auth.tokens()
        LoginSession.objects.update(expires_at=START + timedelta(minutes=5))
        clock.shift(timedelta(minutes=5))

        assert auth.me(tokens.access).status_code == 401
        assert auth.refresh(tokens.refresh).status_code == 401

    def test_used_ones_stand_on_simplejwts_blacklist(self, auth: Auth, alice: User) -> None:
        auth.refresh(auth.tokens().refresh)

        session = LoginSession.objects.get()
        assert [row.token.jti for row in BlacklistedToken.objects.select_related("token")] == [session.previous_jti]
        assert OutstandingToken.objects.filter(jti=session.refresh_jti, blacklistedtoken=None).exists()

    def test_a_dump_of_the_database_opens_nothing(self, auth: Auth, alice: User) -> None:
        tokens = auth.tokens()
        auth.refresh(tokens.refresh)
        out = StringIO()
        call_command("dumpdata", "token_blacklist", "sessions", "users.loginsession", stdout=out)
        key = LoginSession.objects.get().django_key

        dump = out.getvalue()
        assert "eyJ" not in dump
        assert tokens.session not in dump
        assert auth.ask("GET", "auth/session", HTTP_X_SESSION_TOKEN=key).status_code == 410

    def test_what_is_long_over_is_forgotten(self, auth: Auth, alice: User, clock: time_machine.Coordinates) -> None:
        auth.tokens()
        assert expired_sessions_delete(now=START + timedelta(days=89)) == 0
        assert expired_sessions_delete(now=START + timedelta(days=91)) == 1
        assert not OutstandingToken.objects.exists()


class TestAtOnce:
    @pytest.fixture(autouse=True)
    def _committed(self, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
        with django_db_blocker.unblock():
            try:
                yield
            finally:
                erase_everything()

    def test_two_tabs_at_once_are_both_answered_and_rotate_once(self) -> None:
        user = User.objects.create_user("dora@example.org", "a long enough word")
        token, begin = Auth().tokens(user.email).refresh, threading.Barrier(2)

        def tab() -> Any:
            try:
                begin.wait()
                return Auth().refresh(token)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            answers = [future.result() for future in [pool.submit(tab), pool.submit(tab)]]

        assert [answer.status_code for answer in answers] == [200, 200]
        assert OutstandingToken.objects.count() == 2  # of the login, and of one refresh
        assert LoginSession.objects.get().revoked_at is None


def test_the_nightly_tasks_are_there() -> None:
    app.loader.import_default_modules()

    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
