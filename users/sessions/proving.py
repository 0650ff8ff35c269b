"""Allauth's forms in which somebody proves something: a code from a mailbox, the present password."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.headless.account.inputs import ChangePasswordInput, VerifyEmailInput
from allauth.headless.account.views import ChangePasswordView, VerifyEmailView

from users.limits.counters import count

TRIES_AT_A_CODE = 5  # three in a row end it already (ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS)


class OpenVerifyEmailInput(VerifyEmailInput):  # type: ignore[misc]  # allauth has no types
    """A right code that proves nothing any more is answered like a wrong one: another device was faster, or the account is gone.

    Looked at after the code, so that a sign-up with somebody's address, which has no account behind it, answers the same.
    """

    def clean_key(self) -> str:
        if _tries_at(self.process) > TRIES_AT_A_CODE:
            raise get_adapter().validation_error("incorrect_code")
        key = str(super().clean_key())
        if self.process.user is None or self.process.email_address.verified:
            raise get_adapter().validation_error("incorrect_code")
        return key


def _tries_at(process: EmailVerificationProcess) -> int:
    """Allauth counts in the session, where of many tries at once each counts as the first."""
    return count(f"code tries {process.request.session.session_key} {process.code}", window_s=3600).value


class OpenVerifyEmailView(VerifyEmailView):  # type: ignore[misc]  # allauth has no types
    input_class = OpenVerifyEmailInput


class LockedChangePasswordInput(ChangePasswordInput):  # type: ignore[misc]  # allauth has no types
    """The present password is guessed at here no oftener than at the login: behind the same doors (users/limits/logins.py)."""

    def clean_current_password(self) -> str:
        told = str(self.cleaned_data["current_password"])
        if told and not get_adapter().reauthenticate(self.user, told):
            raise get_adapter().validation_error("enter_current_password")
        return told


class LockedChangePasswordView(ChangePasswordView):  # type: ignore[misc]  # allauth has no types
    input_class = LockedChangePasswordInput
