"""What stands before each of allauth's routes: bounded, well-formed JSON of plain values, and limits that count atomically.

Allauth answers what it foresees; the rest (a body that is no JSON, a list where a text belongs, NUL, a database that is away)
is answered here, in the same envelope.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib.sessions.backends.base import UpdateError
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseNotAllowed, UnreadablePostError
from django.http.response import HttpResponseBase
from rest_framework.exceptions import ParseError

from app_settings.parsing import strict_json
from users.limits.address import client_address, network_of
from users.limits.counters import count
from users.limits.rates import Rate
from users.sessions.envelope import refusal, token_refused

View = Callable[..., HttpResponseBase]

MAX_BODY_BYTES = 64 * 1024
MAX_TEXT = 4_096
BOOLEANS = frozenset({"primary"})


@dataclass(frozen=True, slots=True)
class RouteRate(Rate):
    """A rate per address, or per value of the field `per` if one is named."""

    per: str = ""


def guarded(view: View, *, name: str, methods: tuple[str, ...], rates: tuple[RouteRate, ...] = ()) -> View:
    """The view behind its guard; `name` is what the limits count by."""

    @wraps(view)
    def guard(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        before = request.session
        try:
            if refused := _method_refused(request, methods) or _body_refused(request) or _limited(request, name, rates):
                return refused
            if request.method == "HEAD":  # to allauth everything but GET has a body; the server leaves that of the answer out
                request.method = "GET"
            return _answered(view(request, *args, **kwargs))
        except ImmediateHttpResponse as error:
            return _answered(error.response)
        except UpdateError:  # the session ended, by another request, while this one was at work
            request.session = before  # else the middleware would try to save the one that ended
            return token_refused()
        except (OperationalError, InterfaceError):
            return refusal(503, "database_unavailable", "The database is busy or away. Try again.", retry_after_s=5)

    guard.actions = {method.lower(): method.lower() for method in methods}  # type: ignore[attr-defined]  # for routes.py
    return guard


def _method_refused(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponseBase | None:
    if request.method in methods or (request.method == "HEAD" and "GET" in methods):
        return None
    answer = refusal(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "This route does not take this method.")
    answer["Allow"] = HttpResponseNotAllowed(methods)["Allow"]
    return answer


def _body_refused(request: HttpRequest) -> HttpResponseBase | None:
    try:
        body = request.body
    except RequestDataTooBig:
        return _too_large()
    except UnreadablePostError:
        return refusal(HTTPStatus.BAD_REQUEST, "connection_lost", "The request broke off. Nothing was changed.")
    if not body or request.method in ("GET", "HEAD"):
        return None
    if len(body) > MAX_BODY_BYTES:
        return _too_large()
    if request.content_type != "application/json":
        return refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", "Send application/json.")
    return _values_refused(body)


def _too_large() -> HttpResponseBase:
    return refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body_too_large", "The body is too large. Send less.")


def _values_refused(body: bytes) -> HttpResponseBase | None:
    try:
        told = strict_json(body)
    except ParseError as error:
        return refusal(HTTPStatus.BAD_REQUEST, "malformed_json", str(error.detail))
    if not isinstance(told, dict):
        return refusal(HTTPStatus.BAD_REQUEST, "malformed_json", 'Send an object, such as {"email": "name@example.org"}.')
    for name, value in told.items():
        if sentence := _odd(name, value):
            return refusal(HTTPStatus.BAD_REQUEST, "invalid", sentence, param=name[:100])
    return None


def _odd(name: str, value: Any) -> str:
    if name in BOOLEANS:
        return "" if isinstance(value, bool) else "Give true or false."
    if not isinstance(value, str):
        return "Give a text."
    return "" if len(value) <= MAX_TEXT else f"Give at most {MAX_TEXT} characters."


def _limited(request: HttpRequest, name: str, rates: tuple[RouteRate, ...]) -> HttpResponseBase | None:
    if request.method in ("GET", "HEAD"):
        return None
    for rate in rates:
        counted = count(f"auth {name} {_who(request, rate)}", window_s=rate.window_s)
        if counted.value > rate.limit:
            sentence = f"That was too often. Try again in {counted.resets_in_s} seconds."
            return refusal(HTTPStatus.TOO_MANY_REQUESTS, "throttled", sentence, retry_after_s=counted.resets_in_s)
    return None


def _who(request: HttpRequest, rate: RouteRate) -> str:
    if not rate.per:
        return f"address {network_of(client_address(request))}"
    told: Mapping[str, Any] = strict_json(request.body) if request.body else {}
    return f"{rate.per} {str(told.get(rate.per, '')).strip().lower()}"


def _answered(response: HttpResponseBase) -> HttpResponseBase:
    """Allauth's bare refusals get a body too, and its 401 the header that belongs to it."""
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers.setdefault("WWW-Authenticate", "Bearer")
    if response.status_code < HTTPStatus.BAD_REQUEST or response.headers.get("Content-Type", "").startswith("application/json"):
        return response
    return refusal(response.status_code, "invalid", "The request could not be understood.")
