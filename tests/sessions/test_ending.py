"""P16: whatever ends a session bites at once, on the access token and on the refresh token."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.account import signals
from django.contrib.sessions.models import Session
from django.test import Client

from tests.conftest import Cast, join
from tests.sessions.conftest import PASSWORD, Auth, Tokens, code_in, events, mails
from users.models import LoginSession, Membership, User, Workspace
from users.sessions.authentication import credential_of_access
from users.sessions.services import sessions_revoke
from users.tenancy.actor import acting
from users.workspaces.roles import Role
from users.workspaces.services import membership_change_role, membership_remove

pytestmark = pytest.mark.django_db

NEW = "another long enough word"


def is_over(auth: Auth, tokens: Tokens) -> bool:
    """Both tokens, and the session token, open nothing any more."""
    answers = [auth.me(tokens.access), auth.refresh(tokens.refresh)]
    session = auth.ask("GET", "auth/session", HTTP_X_SESSION_TOKEN=tokens.session)
    return [answer.status_code for answer in answers] == [401, 401] and session.status_code in (401, 410)


def log_out(auth: Auth, user: User, tokens: Tokens) -> None:
    assert auth.ask("DELETE", "auth/session", token=tokens.access).status_code == 401


def log_out_by_session_token(auth: Auth, user: User, tokens: Tokens) -> None:
    assert auth.ask("DELETE", "auth/session", HTTP_X_SESSION_TOKEN=tokens.session).status_code == 401


def log_out_in_the_browser(auth: Auth, user: User, tokens: Tokens) -> None:
    auth.ask("DELETE", "/api/v1/auth/browser/", {"refresh_token": tokens.refresh})


def disable(auth: Auth, user: User, tokens: Tokens) -> None:
    User.objects.filter(id=user.id).update(is_active=False)


def disable_in_the_admin(auth: Auth, user: User, tokens: Tokens) -> None:
    _as_operator().post(f"/admin/users/user/{user.id}/change/", {"email": user.email, "name": user.name})


def set_the_password_in_the_admin(auth: Auth, user: User, tokens: Tokens) -> None:
    form = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    _as_operator().post(f"/admin/users/user/{user.id}/password/", form)


def _as_operator() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    return client


def set_the_password_in_a_shell(auth: Auth, user: User, tokens: Tokens) -> None:
    user.set_password(NEW)
    user.save()


def change_the_password_elsewhere(auth: Auth, user: User, tokens: Tokens) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW}
    assert auth.ask("POST", "account/password/change", body, token=auth.tokens(user.email).access).status_code == 200


def reset_the_password(auth: Auth, user: User, tokens: Tokens) -> None:
    auth.ask("POST", "auth/password/request", {"email": user.email})
    key = mails()[-1].body.split("/password/reset/")[1].split()[0]
    assert auth.ask("POST", "auth/password/reset", {"key": key, "password": NEW}).status_code == 401  # log in now


def change_the_address_elsewhere(auth: Auth, user: User, tokens: Tokens) -> None:
    access = auth.tokens(user.email).access
    assert auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access).status_code == 200
    assert auth.ask("POST", "account/email", {"email": "new@example.org"}, token=access).status_code == 200
    assert auth.ask("POST", "auth/email/verify", {"key": code_in(mails()[-1])}, token=access).status_code == 200


def revoke_elsewhere(auth: Auth, user: User, tokens: Tokens) -> None:
    session = LoginSession.objects.get(user=user)
    assert auth.ask("DELETE", f"/api/v1/users/sessions/{session.id}/", token=auth.tokens(user.email).access).status_code == 204


def revoke_all_others(auth: Auth, user: User, tokens: Tokens) -> None:
    assert auth.ask("DELETE", "/api/v1/users/sessions/", token=auth.tokens(user.email).access).status_code == 204


def revoke_in_the_admin(auth: Auth, user: User, tokens: Tokens) -> None:
    chosen = {"action": "revoke", "_selected_action": str(LoginSession.objects.get(user=user).id)}
    _as_operator().post("/admin/users/loginsession/", chosen)


def revoke_by_the_use_case(auth: Auth, user: User, tokens: Tokens) -> None:
    assert sessions_revoke(user=user, reason="told so") == 1


ENDS = [
    log_out,
    log_out_by_session_token,
    log_out_in_the_browser,
    disable,
    disable_in_the_admin,
    set_the_password_in_the_admin,
    set_the_password_in_a_shell,
    change_the_password_elsewhere,
    reset_the_password,
    change_the_address_elsewhere,
    revoke_elsewhere,
    revoke_all_others,
    revoke_in_the_admin,
    revoke_by_the_use_case,
]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_it_ends_at_once(auth: Auth, alice: User, end: Callable[[Auth, User, Tokens], None]) -> None:
    tokens = auth.tokens()
    assert auth.me(tokens.access).status_code == 200

    end(auth, alice, tokens)
    assert is_over(Auth(), tokens)


@pytest.mark.parametrize(
    "end",
    [change_the_password_elsewhere, change_the_address_elsewhere, revoke_all_others, disable],
    ids=lambda end: end.__name__,
)
def test_so_do_sessions_of_the_back_office(auth: Auth, alice: User, end: Callable[[Auth, User, Tokens], None]) -> None:
    User.objects.filter(id=alice.id).update(is_staff=True)
    hers, his = Client(), _as_operator()
    hers.post("/admin/login/", {"username": alice.email, "password": PASSWORD})
    assert (hers.get("/admin/").status_code, his.get("/admin/").status_code) == (200, 200)

    end(auth, alice, auth.tokens())
    assert (hers.get("/admin/").status_code, his.get("/admin/").status_code) == (302, 200)


def test_the_session_that_changed_the_password_goes_on(auth: Auth, alice: User) -> None:
    tokens, other = auth.tokens(), auth.tokens()
    body = {"current_password": PASSWORD, "new_password": NEW}
    auth.ask("POST", "account/password/change", body, token=tokens.access)

    assert is_over(auth, other)
    assert auth.me(tokens.access).status_code == 200
    assert auth.ask("GET", "auth/session", token=tokens.access).status_code == 200
    assert auth.refresh(tokens.refresh).status_code == 200
    assert len(events("password_changed", alice)) == 1


def test_a_revoked_session_takes_its_django_session_with_it(auth: Auth, alice: User) -> None:
    auth.tokens()
    sessions_revoke(user=alice, reason="told so")

    assert not Session.objects.exists()
    assert [event.data["reason"] for event in events("session_revoked", alice)] == ["told so"]


def test_who_is_put_out_is_out_at_once(auth: Auth, cast: Cast) -> None:
    bob = auth.tokens("bob@example.org")
    with acting(cast.alice):
        membership_remove(actor=cast.alice, membership=Membership.objects.get(user_id=cast.bob.user_id))

    answer = auth.ask("GET", "/api/v1/finance/accounts/", token=bob.access)
    assert (answer.status_code, answer.json()["code"]) == (403, "no_workspace")


def test_a_lowered_role_is_lower_at_once(auth: Auth, cast: Cast) -> None:
    bob = auth.tokens("bob@example.org")
    assert auth.ask("GET", "/api/v1/finance/accounts/", token=bob.access).status_code == 200
    with acting(cast.alice):
        mine = Membership.objects.get(user_id=cast.bob.user_id)
        membership_change_role(actor=cast.alice, membership=mine, role=Role.UPLOADER)

    assert auth.ask("GET", "/api/v1/finance/accounts/", token=bob.access).status_code == 403


def test_whoever_belongs_to_no_workspace_is_logged_in_all_the_same(auth: Auth) -> None:
    User.objects.create_user("dora@example.org", PASSWORD)
    access = auth.tokens("dora@example.org").access

    assert auth.ask("GET", "/api/v1/users/sessions/", token=access).status_code == 200


def test_of_several_workspaces_each_is_reached(auth: Auth, alice: User, cast: Cast) -> None:
    second = Workspace.objects.create(name="Second")
    join(second, alice, Role.ACCOUNTANT)
    access = auth.tokens().access

    for workspace in (cast.workspace, second):
        told = auth.ask("GET", "/api/v1/finance/accounts/", token=access, HTTP_X_WORKSPACE=str(workspace.id))
        assert told.status_code == 200
    stranger = auth.ask("GET", "/api/v1/finance/accounts/", token=access, HTTP_X_WORKSPACE=str(cast.other_workspace.id))
    assert stranger.status_code == 404


def test_sessions_are_listed_with_the_present_one_marked(auth: Auth, alice: User) -> None:
    auth.tokens(HTTP_USER_AGENT="Phone")
    access = auth.tokens(HTTP_USER_AGENT="Laptop").access

    rows = auth.ask("GET", "/api/v1/users/sessions/", token=access).json()
    assert {row["user_agent"]: row["is_current"] for row in rows} == {"Phone": False, "Laptop": True}
    assert set(rows[0]) == {"id", "user_agent", "address", "created_at", "last_used_at", "expires_at", "is_current"}


@pytest.mark.parametrize("pk", ["nonsense", "01a1fe64-8f03-77a6-8a27-35cda8ac157b"])
def test_a_session_that_is_none_is_not_found(auth: Auth, alice: User, pk: str) -> None:
    assert auth.ask("DELETE", f"/api/v1/users/sessions/{pk}/", token=auth.tokens().access).status_code == 404


def test_the_session_of_somebody_else_is_not_found(auth: Auth, cast: Cast) -> None:
    auth.tokens("charlie@example.org")
    his = LoginSession.objects.get(user_id=cast.charlie.user_id)

    assert auth.ask("DELETE", f"/api/v1/users/sessions/{his.id}/", token=auth.tokens().access).status_code == 404
    his.refresh_from_db()
    assert his.revoked_at is None


def test_one_query_brings_session_person_and_memberships(auth: Auth, alice: User, django_assert_num_queries: object) -> None:
    access = auth.tokens().access
    with django_assert_num_queries(1):  # type: ignore[operator]
        credential = credential_of_access(access)
    assert [one.role for one in credential.memberships] == ["owner"]


def test_whoever_the_back_office_adds_can_log_in(auth: Auth) -> None:
    form = {"email": "New@example.org", "name": "New", "usable_password": "true", "password1": NEW, "password2": NEW}
    _as_operator().post("/admin/users/user/add/", form)

    assert auth.login("new@example.org", NEW).status_code == 200


def test_an_address_changed_in_the_back_office_is_the_one_to_log_in_with(auth: Auth, alice: User) -> None:
    tokens = auth.tokens()
    form = {"email": "new@example.org", "name": "Alice", "is_active": "on"}
    _as_operator().post(f"/admin/users/user/{alice.id}/change/", form)

    assert is_over(auth, tokens)
    assert auth.login("alice@example.org").status_code == 400
    assert auth.login("new@example.org").status_code == 200


def test_sessions_that_a_new_password_ended_are_listed_as_over(auth: Auth, alice: User) -> None:
    tokens = auth.tokens()
    set_the_password_in_the_admin(auth, alice, tokens)

    assert LoginSession.objects.get(user=alice).revoked_reason == "password_changed"


def test_a_session_that_ends_in_the_middle_of_a_request_is_no_defect(auth: Auth, alice: User) -> None:
    access = auth.tokens().access

    def end(**_signal: object) -> None:
        sessions_revoke(user=alice, reason="meanwhile")

    signals.authentication_step_completed.connect(end)
    try:
        answer = auth.ask("POST", "auth/reauthenticate", {"password": PASSWORD}, token=access)
    finally:
        signals.authentication_step_completed.disconnect(end)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "token_invalid")
