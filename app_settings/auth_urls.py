"""Routes below /api/v1/auth/: those of allauth that are wanted, at their documented places, and the one for browsers.

What is not listed (phone numbers, log-in by a code alone) is not served. Rates are per address unless they name a field.
"""

from __future__ import annotations

from allauth.headless.account import views as account
from allauth.headless.base.views import APIView, ConfigView
from allauth.headless.constants import Client
from allauth.headless.tokens.views import RefreshTokenView
from django.urls import URLPattern, path

from app_settings.auth_guard import RouteRate, guarded
from users.sessions.browser import BrowserSessionView
from users.sessions.proving import LockedChangePasswordView, OpenVerifyEmailView
from users.sessions.signup import QuietSignupView

MINUTE_S = 60
MAILS = (RouteRate(20, MINUTE_S), RouteRate(5, MINUTE_S, per="email"))  # each may send one
TRIES = (RouteRate(30, MINUTE_S),)  # the lock-out of accounts is in users/limits/logins.py


def _route(below: str, view: type[APIView], *methods: str, rates: tuple[RouteRate, ...] = ()) -> URLPattern:
    return path(
        f"app/v1/{below}", guarded(view.as_api_view(client=Client.APP), name=below, methods=methods, rates=rates), name=below
    )


urlpatterns = [
    _route("config", ConfigView, "GET"),
    _route("auth/session", account.SessionView, "GET", "DELETE"),
    _route("auth/login", account.LoginView, "POST", rates=TRIES),
    _route("auth/reauthenticate", account.ReauthenticateView, "POST", rates=TRIES),
    _route("auth/signup", QuietSignupView, "POST", rates=MAILS),
    _route("auth/email/verify", OpenVerifyEmailView, "GET", "POST", rates=TRIES),
    _route("auth/email/verify/resend", account.ResendEmailVerificationCodeView, "POST", rates=(RouteRate(5, MINUTE_S),)),
    _route("auth/password/request", account.RequestPasswordResetView, "POST", rates=MAILS),
    _route("auth/password/reset", account.ResetPasswordView, "GET", "POST", rates=TRIES),
    _route("account/password/change", LockedChangePasswordView, "POST", rates=(RouteRate(10, MINUTE_S),)),
    _route("account/email", account.ManageEmailView, "GET", "POST", "PUT", "PATCH", "DELETE", rates=(RouteRate(20, MINUTE_S),)),
    _route("tokens/refresh", RefreshTokenView, "POST", rates=(RouteRate(120, MINUTE_S),)),
    path(
        "browser/",
        guarded(BrowserSessionView.as_view(), name="browser", methods=("POST", "DELETE"), rates=(RouteRate(120, MINUTE_S),)),
        name="browser-session",
    ),
]
