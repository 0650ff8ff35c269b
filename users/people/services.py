"""Adding people to the instance."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from users.audit.services import instance_record
from users.people.errors import EmailInvalidError, EmailTakenError, ServiceAccountError
from users.people.models import User

PASSWORD_BYTES = 18


def password_generate() -> str:
    """A password for somebody who has not chosen one yet: 24 characters, 144 bits."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def user_create(*, email: str, password: str, is_superuser: bool = False) -> User:
    """A person who can log in; `is_superuser` opens the admin of the instance.

    Raises EmailInvalidError, and EmailTakenError for an address that is known in any case of its letters.
    """
    address = email.strip().lower()
    try:
        User._meta.get_field("email").clean(address, None)
    except ValidationError as error:
        raise EmailInvalidError(f"{email!r} is no e-mail address. Give one like name@example.org.") from error
    if User.objects.filter(email=address).exists():
        raise _taken(address)
    return _insert(address, password, is_superuser=is_superuser)


def _insert(address: str, password: str, *, is_superuser: bool) -> User:
    try:
        with transaction.atomic():
            user = User.objects.create_user(address, password, is_staff=is_superuser, is_superuser=is_superuser)
            instance_record(action="person_created", subject_type="person", subject_id=user.id, data={"is_staff": is_superuser})
            return user
    except (IntegrityError, ValidationError) as error:  # somebody else was faster
        raise _taken(address) from error


def _taken(address: str) -> EmailTakenError:
    return EmailTakenError(f"{address} exists already. Choose another address, or add that person to a workspace.")


def require_person(user: User) -> None:
    """Raises ServiceAccountError: such an account belongs to the workspace that made it, and owns nothing."""
    if user.is_service:
        raise ServiceAccountError("A service account stays in the workspace that made it, and owns none. Choose a person.")
