"""The login form of the back office, behind the same doors as the API's."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from unfold.forms import AuthenticationForm

from users.limits.address import client_address
from users.limits.errors import LoginLockedError
from users.limits.logins import login_check, login_failed, login_succeeded


class LockingLoginForm(AuthenticationForm):  # type: ignore[misc]  # unfold has no types
    """Counts each try. While a door is closed the form says so, and the site answers with 429 (`refusal_of`)."""

    def clean(self) -> dict[str, Any]:
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return super().clean()  # type: ignore[no-any-return]  # the form says what is missing
        tried = {"email": str(self.cleaned_data.get("username", "")), "address": client_address(self.request)}
        try:
            login_check(**tried)
        except LoginLockedError as error:
            self.request.login_refusal = error
            raise ValidationError(error.detail, code=error.code) from error
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            login_failed(**tried)
            raise
        login_succeeded(**tried)
        return cleaned


def refusal_of(request: HttpRequest) -> LoginLockedError | None:
    """Why the form that this request sent was not looked at."""
    return getattr(request, "login_refusal", None)
