"""For browsers: the refresh token lies in a cookie that no script can read; scripts get the access token only.

    POST   with {"refresh_token": …}   puts it into the cookie (once, after the login)
    POST   without a body              rotates the one in the cookie
    DELETE                             logs out and clears the cookie

A cookie comes with requests that other sites make, so the Origin has to be ours.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from users.sessions.envelope import refusal, token_refused
from users.sessions.errors import OriginRefusedError, TokenInvalidError
from users.sessions.services import session_end_by_refresh, session_refresh

NAME = "quittance_refresh"


@method_decorator(csrf_exempt, name="dispatch")  # the Origin is compared instead: see below
class BrowserSessionView(View):
    http_method_names = ["post", "delete"]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not _is_ours(request):
            error = OriginRefusedError("Only pages of this very service may do this.")
            return refusal(error.status, error.code, error.detail)
        try:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]  # no view here streams
        except TokenInvalidError:
            return _cleared(token_refused())

    def post(self, request: HttpRequest) -> HttpResponse:
        pair = session_refresh(refresh_token=_refresh_token(request), now=timezone.now())
        lifetime = settings.SIMPLE_JWT["ACCESS_TOKEN_LIFETIME"]
        told = {"access_token": pair.access_token, "expires_in": int(lifetime.total_seconds())}
        return _with_cookie(JsonResponse({"status": HTTPStatus.OK.value, "data": told}), pair.refresh_token)

    def delete(self, request: HttpRequest) -> HttpResponse:
        session_end_by_refresh(refresh_token=_refresh_token(request))
        return _cleared(HttpResponse(status=HTTPStatus.NO_CONTENT))


def _is_ours(request: HttpRequest) -> bool:
    """Exactly PUBLIC_URL's origin, or one of CORS_ALLOWED_ORIGINS. Without the header it is no browser's script, unless the
    browser itself says that another site asks.
    """
    told = request.headers.get("Origin")
    home = urlsplit(settings.PUBLIC_URL)
    if told is None:
        return request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
    return told in {f"{home.scheme}://{home.netloc}", *settings.CORS_ALLOWED_ORIGINS}


def _refresh_token(request: HttpRequest) -> str:
    """That of the body, else that of the cookie. (The guard before this view let only an object with texts through.)"""
    body = json.loads(request.body) if request.body else {}
    return str(body.get("refresh_token") or request.COOKIES.get(cookie_name(), ""))


def cookie_name() -> str:
    """On https with the prefix by which browsers refuse the cookie from elsewhere. (`__Host-` would need the path `/`.)"""
    return f"__Secure-{NAME}" if settings.SESSION_COOKIE_SECURE else NAME


def _with_cookie(response: HttpResponse, refresh_token: str) -> HttpResponse:
    response.set_cookie(
        cookie_name(),
        refresh_token,
        max_age=settings.SIMPLE_JWT["REFRESH_TOKEN_LIFETIME"],
        path=reverse("browser-session"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _cleared(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(cookie_name(), path=reverse("browser-session"), samesite="Strict")
    return response
