"""Limits per address, before anybody is known: for the API and for allauth's own views."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from users.limits.address import client_address, network_of
from users.limits.budgets import Limited, Use, tell_budgets, use
from users.limits.errors import LimitReachedError
from users.limits.refusals import AUTH, refused

API = "/api/"


class AddressLimitMiddleware:
    """429 for an address that asks too much, or that comes too often with a credential that is none; tells what is left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            return self.get_response(request)
        try:
            response = self._answer(request, network_of(client_address(request)))
        except LimitReachedError as error:
            response = refused(request, error)
        tell_budgets(request, response)
        return response

    def _answer(self, request: HttpRequest, address: str) -> HttpResponse:
        is_auth = request.path.startswith(AUTH)
        use(request, Use(Limited.ADDRESS, address), *([Use(Limited.AUTH, address)] if is_auth else []))
        response = self.get_response(request)
        if response.status_code == HTTPStatus.UNAUTHORIZED and not is_auth:  # allauth says 401 for "not logged in yet", too
            use(request, Use(Limited.ANONYMOUS, address))
        return response
