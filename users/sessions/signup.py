"""Signing up: for everybody where SIGNUP_OPEN says so, and with an invitation anywhere."""

from __future__ import annotations

from typing import Any

from allauth.headless.account.inputs import SignupInput
from allauth.headless.account.views import SignupView
from django.db import IntegrityError, transaction
from django.forms import CharField
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from users.people.models import User
from users.workspaces.invitation_answers import invitation_open_for
from users.workspaces.invitation_links import TOKEN_LENGTH_MAX


class QuietSignupInput(SignupInput):  # type: ignore[misc]  # allauth has no types
    """Address, password and name. For an address that has an account the same work is done, and the same answered."""

    name = CharField(required=False, max_length=200)
    invitation = CharField(required=False, max_length=TOKEN_LENGTH_MAX)
    account_already_exists: bool  # allauth's own, found out while it looks at the address

    def try_save(self, request: HttpRequest) -> Any:
        if not self.account_already_exists:
            try:
                with transaction.atomic():
                    return super().try_save(request)
            except IntegrityError:  # somebody else was faster with this very address
                self.account_already_exists = True
                return super().try_save(request)
        User().set_password(self.cleaned_data["password"])  # one call of the hasher, as for a new account
        return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class QuietSignupView(SignupView):  # type: ignore[misc]  # allauth has no types
    """Allauth's own, with the input above; an open invitation opens it too.

    An invitation that names an address opens for that address only. Without a mail server no code can be sent: there, whoever
    was given the invitation is believed to own it; of a link for anybody, the address that they choose, if nobody has it.
    """

    input_class = {"POST": QuietSignupInput}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if address := self._invited_address():
            request.invited_address = address  # type: ignore[attr-defined]  # read by the adapter
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def _invited_address(self) -> str:
        """The address to sign up with, if the invitation that came with it is open and for it."""
        token, address = self.input.cleaned_data["invitation"], str(self.input.cleaned_data["email"]).lower()
        offer = invitation_open_for(token=token, now=timezone.now()) if token else None
        return address if offer is not None and offer.email in ("", address) else ""
