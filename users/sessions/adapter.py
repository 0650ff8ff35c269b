"""How allauth does things here: who may sign up, what a new password ends, what is counted, and how mail looks."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.template.loader import render_to_string

from users.audit.services import instance_record, person_record
from users.limits.address import client_address
from users.limits.counters import count
from users.limits.errors import LoginLockedError
from users.limits.logins import login_check, login_failed, login_succeeded
from users.people.models import User, refuse_service_address
from users.sessions.accounts import address_free
from users.sessions.envelope import refusal, token_refused
from users.sessions.services import session_keep, session_revoke, sessions_revoke
from users.sessions.strategy import SID, session_id_of
from users.tenancy.scope import unscoped
from utils.errors import NotFoundError
from utils.mail_queue import mail_queue

EMAIL_LENGTH = 254
PASSWORD_LENGTH = 1_000
MAILS_AN_HOUR = 20
ASKED_FOR = frozenset(  # mails that whoever knows an address can cause; the others tell of what was done
    {"account_already_exists", "email_confirmation", "email_confirmation_signup", "password_reset_key", "unknown_account"}
)
log = structlog.get_logger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Named in ACCOUNT_ADAPTER; `allauth_context.request` is the request in hand."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may sign up; whoever has an invitation may anyway (users/sessions/signup.py)."""
        return bool(settings.SIGNUP_OPEN or invited_address(request))

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Believed of the invited where no mail can prove it; for this very request, never for what comes later."""
        return not settings.HAS_MAIL and email.lower() == invited_address(request)

    def unstash_verified_email(self, request: HttpRequest) -> None:
        """Nothing is ever stashed."""

    def clean_email(self, email: str) -> str:
        """An address that fits into its column, and is nobody's of our own making."""
        if len(email) > EMAIL_LENGTH:
            raise ValidationError(f"Give an address of at most {EMAIL_LENGTH} characters.", code="max_length")
        refuse_service_address(email)
        return email

    def clean_password(self, password: str, user: Any = None) -> str:
        if len(password) > PASSWORD_LENGTH:
            raise ValidationError(f"Give a password of at most {PASSWORD_LENGTH} characters.", code="password_too_long")
        return str(super().clean_password(password, user))

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def login(self, request: HttpRequest, user: Any) -> None:
        """At the end of every way in. Who was disabled since its first step does not come in."""
        if not user.is_active:
            raise ImmediateHttpResponse(token_refused())
        super().login(request, user)
        request.session.set_expiry(settings.SESSION_LIFETIME)

    def logout(self, request: HttpRequest) -> None:
        session_id, user = session_id_of(request), request.user
        if session_id is not None and isinstance(user, User):
            with suppress(NotFoundError):  # it was revoked meanwhile, which is what was asked for
                session_revoke(user=user, session_id=session_id, reason="logout")
        super().logout(request)

    def set_password(self, user: Any, password: str) -> None:
        """Every other session of the person ends with the old password, in the same transaction."""
        session_id = session_id_of(allauth_context.request)
        with transaction.atomic():
            super().set_password(user, password)
            sessions_revoke(user=user, reason="password_changed", except_id=session_id)
            person_record(user=user, action="password_changed")

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        try:
            with transaction.atomic(), unscoped("deleting an account that nobody ever used"):
                address_free(email=email_address.email, for_user=email_address.user)
                return bool(super().confirm_email(request, email_address))
        except IntegrityError as error:  # an account that is in use has it
            answer = refusal(HTTPStatus.BAD_REQUEST, "email_taken", "Somebody has this address already.", param="key")
            raise ImmediateHttpResponse(answer) from error

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Lock-out, per account and address. Counts for unknown addresses too, so that it tells nothing."""
        try:
            login_check(email=_email(credentials), address=client_address(request))
        except LoginLockedError as error:
            answer = refusal(HTTPStatus.TOO_MANY_REQUESTS, error.code, error.detail, retry_after_s=error.retry_after_s)
            raise ImmediateHttpResponse(answer) from error

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The right password of somebody who is disabled is answered like a wrong one; so is that of an account whose address
        nobody proved, or else signing up and logging in with any address would tell whether it had an account before.
        """
        user = super().authenticate(request, **credentials)
        if not isinstance(user, User):
            return None
        if not (user.is_active and EmailAddress.objects.filter(user=user, verified=True).exists()):
            self.authentication_failed(request, **credentials)
            return None
        login_succeeded(email=_email(credentials), address=client_address(request))
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        login_failed(email=_email(credentials), address=client_address(request))
        known = EmailAddress.objects.filter(email=_email(credentials)).select_related("user").first()
        if known is None:
            instance_record(action="session_refused", subject_type="person", subject_id=None)
        else:
            person_record(user=known.user, action="session_refused")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Plain English from `users/mail/`, with links made from PUBLIC_URL only: no header of the request gets in.

        Nobody's mailbox is filled, from however many places (each login to an account that is not proven sends a code). The
        answer is the same all the same; what did go out, its owner can use, whoever asked for it.
        """
        name = template_prefix.rpartition("/")[2]
        if name in ASKED_FOR and count(f"mails to {email.lower()}", window_s=3600).value > MAILS_AN_HOUR:
            log.warning("mail_withheld", template=name)
            return
        told = {key: value for key, value in context.items() if key not in ("request", "user")}
        told |= {"email": email, "public_url": settings.PUBLIC_URL}
        subject = " ".join(render_to_string(f"users/mail/{name}_subject.txt", told).split())
        body = render_to_string(f"users/mail/{name}_message.txt", told).strip() + "\n"
        mail_queue.put(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [email]))


def invited_address(request: HttpRequest) -> str:
    """The address for which the request brought an open invitation; "" without one."""
    return str(getattr(request, "invited_address", ""))


def _email(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", "")).strip().lower()


def keep_session(request: HttpRequest, user: User) -> None:
    """The session in which the password was changed goes on, in the new Django session that allauth gave it."""
    if session_id := session_id_of(request):
        request.session[SID] = str(session_id)
        session_keep(session_id=session_id, user=user, django_key=str(request.session.session_key))
