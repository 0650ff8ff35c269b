"""What each identity gets from each route: derived from role × capability, with all exceptions in one place.

The table of routes is the product's (`app_settings/routes.py`), and so is that of roles (`users/workspaces/roles.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from app_settings.routes import AUTH, FINANCE, USERS, Answer, By, Route
from tests.isolation.identities import Identity, Proof
from users.workspaces.roles import CAPABILITIES, Capability

STATUS = {
    Answer.PAGE: 200,
    Answer.ROWS: 200,
    Answer.ONE: 200,
    Answer.FILE: 200,
    Answer.OPEN: 200,
    Answer.MADE: 201,
    Answer.GONE: 204,
}


@dataclass(frozen=True, slots=True)
class Expected:
    """A status, and the problem's code where it is a refusal."""

    status: int
    code: str = ""


ANONYMOUS = Expected(401, "not_authenticated")
DEAD_KEY = Expected(401, "api_key_invalid")
DEAD_SESSION = Expected(401, "token_invalid")
NO_RIGHT = Expected(403, "permission_denied")
NO_SESSION = Expected(403, "session_required")
NOT_THERE = Expected(404, "not_found")

# Routes that answer somebody who may use them otherwise than their class of answer says.
SUCCESS: dict[tuple[str, str], int] = {
    ("GET", "/"): 302,  # to the back office
}

KEY_THAT_MAKES_NONE = Expected(403, "key_too_strong")
PROGRAM, SCOPELESS = "service account", "key without a scope"

# Who gets something else than the tables say, and why.
EXCEPTIONS: dict[tuple[str, str], dict[str, Expected]] = {
    # A key without the right to manage keys sees itself and what was made with it, and the one at hand was made with another.
    **{(method, f"{USERS}keys/<pk>/"): {PROGRAM: NOT_THERE, SCOPELESS: NOT_THERE} for method in ("GET", "PATCH", "DELETE")},
    # A key that somebody else made hands nothing on, and one without a scope has nothing to hand on.
    # What a person said is theirs: a program of the workspace is somebody else.
    **{
        (method, f"{FINANCE}{thing}s/<{thing}_pk>/comments/<pk>/"): {PROGRAM: NO_RIGHT}
        for thing in ("transaction", "document")
        for method in ("PATCH", "DELETE")
    },
    ("POST", f"{USERS}keys/"): {PROGRAM: KEY_THAT_MAKES_NONE, SCOPELESS: KEY_THAT_MAKES_NONE},
}


A = f"{AUTH}app/v1/"
# Below /api/v1/auth/ the statuses are those that allauth documents: of nobody (keys mean nothing there), of somebody who is
# logged in, and of a session that is over. 401 to a DELETE of the session: one is logged out; to a reset: now log in.
AUTH_ANSWERS: dict[tuple[str, str], tuple[int, int, int]] = {
    ("GET", f"{A}config"): (200, 200, 401),
    ("GET", f"{A}auth/session"): (401, 200, 401),
    ("DELETE", f"{A}auth/session"): (401, 401, 401),
    ("POST", f"{A}auth/login"): (200, 409, 401),
    ("POST", f"{A}auth/reauthenticate"): (401, 200, 401),
    ("POST", f"{A}auth/signup"): (403, 409, 401),  # closed, unless SIGNUP_OPEN
    ("GET", f"{A}auth/email/verify"): (409, 409, 401),  # nothing waits for a verification
    ("POST", f"{A}auth/email/verify"): (409, 409, 401),
    ("POST", f"{A}auth/email/verify/resend"): (409, 409, 401),
    ("POST", f"{A}auth/password/request"): (200, 200, 401),
    ("GET", f"{A}auth/password/reset"): (200, 200, 401),
    ("POST", f"{A}auth/password/reset"): (401, 200, 401),
    ("POST", f"{A}account/password/change"): (401, 200, 401),
    ("GET", f"{A}account/email"): (401, 200, 401),
    ("POST", f"{A}account/email"): (409, 200, 401),
    ("PUT", f"{A}account/email"): (401, 200, 401),
    ("PATCH", f"{A}account/email"): (401, 200, 401),
    ("DELETE", f"{A}account/email"): (401, 200, 401),
    ("POST", f"{A}tokens/refresh"): (200, 200, 401),
    ("POST", f"{AUTH}browser/"): (200, 200, 200),  # the refresh token alone proves
    ("DELETE", f"{AUTH}browser/"): (204, 204, 204),
}


def expected(route: Route, identity: Identity) -> Expected:
    """What a call that succeeds for who may make it comes to when this identity makes it, on rows that it may see."""
    found = EXCEPTIONS.get((route.method, route.path), {}).get(identity.name)
    if found is not None:
        return found
    if route.answer is Answer.AUTH:
        nobody, logged_in, over = AUTH_ANSWERS[route.method, route.path]
        return Expected({Proof.SESSION: logged_in, Proof.DEAD_SESSION: over}.get(identity.proof, nobody))
    return _refusal(route, identity) or Expected(SUCCESS.get((route.method, route.path), STATUS[route.answer]))


def _refusal(route: Route, identity: Identity) -> Expected | None:
    if route.answer in (Answer.OPEN, Answer.AUTH):
        return None
    dead = {Proof.NOTHING: ANONYMOUS, Proof.DEAD_KEY: DEAD_KEY, Proof.DEAD_SESSION: DEAD_SESSION}
    if identity.proof in dead:
        return dead[identity.proof]
    if route.by is By.SESSION and identity.proof is not Proof.SESSION:
        return NO_SESSION
    return None if route.needs is None or route.needs in capabilities(identity) else NO_RIGHT


def capabilities(identity: Identity) -> frozenset[Capability]:
    return frozenset() if identity.proof is Proof.SCOPELESS_KEY else CAPABILITIES[identity.role]


def may(route: Route, identity: Identity) -> bool:
    return _refusal(route, identity) is None
