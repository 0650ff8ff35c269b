"""Routes below /api/v1/auth/: those of allauth that are wanted, at their documented places, and the one for browsers.

What is not listed (phone numbers, log-in by a code alone) is not served. Rates are per address unless they name a field.
"""

from __future__ import annotations

from allauth.headless.account import views as account
from allauth.headless.base.views import APIView, ConfigView
from allauth.headless.constants import Client
from allauth.headless.tokens.views import RefreshTokenView
from django.urls import URLPattern, path

from app_settings.auth_guard import Rate, guarded
from users.sessions.browser import BrowserSessionView
from users.sessions.proving import LockedChangePasswordView, OpenVerifyEmailView
from users.sessions.signup import QuietSignupView

MAILS = (Rate(20), Rate(5, per="email"))  # each may send one
TRIES = (Rate(30),)  # the lock-out of accounts is in users/limits/logins.py


def _route(below: str, view: type[APIView], *methods: str, rates: tuple[Rate, ...] = ()) -> URLPattern:
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
    _route("auth/email/verify/resend", account.ResendEmailVerificationCodeView, "POST", rates=(Rate(5),)),
    _route("auth/password/request", account.RequestPasswordResetView, "POST", rates=MAILS),
    _route("auth/password/reset", account.ResetPasswordView, "GET", "POST", rates=TRIES),
    _route("account/password/change", LockedChangePasswordView, "POST", rates=(Rate(10),)),
    _route("account/email", account.ManageEmailView, "GET", "POST", "PUT", "PATCH", "DELETE", rates=(Rate(20),)),
    _route("tokens/refresh", RefreshTokenView, "POST", rates=(Rate(120),)),
    path(
        "browser/",
        guarded(BrowserSessionView.as_view(), name="browser", methods=("POST", "DELETE"), rates=(Rate(120),)),
        name="browser-session",
    ),
]
