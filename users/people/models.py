"""People, who log in by e-mail, and service accounts, which cannot log in at all."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from users.people.notifications import ALWAYS, CHOICES, notifications_default
from utils.ids import new_id

SERVICE_DOMAIN = "service.invalid"  # RFC 2606: no mail ever arrives there, and nobody proves that it is theirs


class UserKind(models.TextChoices):
    """What acts by this account."""

    PERSON = "person", "Person"
    SERVICE = "service", "Service"


def refuse_service_address(email: str) -> None:
    """The addresses of service accounts are made by us; nobody signs up with one, or changes theirs to one."""
    if email.strip().lower().endswith(f"@{SERVICE_DOMAIN}"):
        raise ValidationError(f"Nobody can have an address at {SERVICE_DOMAIN}. Give your own.", code="service_address")


class UserManager(BaseUserManager["User"]):
    """Makes people; addresses are kept in lower case, and count as verified."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            if user.kind == UserKind.PERSON:  # whoever makes an account by hand vouches for its address
                EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. `is_staff` opens the admin of the whole instance; it gives no right inside a workspace.

    Or a service account (users/keys/service_accounts.py): not active, because nothing may ever log in by it, in whatever way;
    the database holds it to that. Its keys ask for its kind instead.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True, validators=[refuse_service_address])
    kind = models.CharField(max_length=8, choices=UserKind.choices, default=UserKind.PERSON, editable=False)
    name = models.CharField(max_length=200, blank=True)
    locale = models.CharField(max_length=20, default="en")
    timezone = models.CharField(max_length=64, default="UTC")
    default_workspace = models.ForeignKey(
        "users.Workspace", on_delete=models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )
    notifications = ArrayField(models.CharField(max_length=32), default=notifications_default, editable=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case"),
            models.CheckConstraint(condition=Q(kind__in=UserKind.values), name="user_kind_is_known"),
            models.CheckConstraint(condition=Q(notifications__contained_by=list(CHOICES)), name="user_notifications_are_known"),
            models.CheckConstraint(condition=Q(notifications__contains=list(ALWAYS)), name="user_hears_of_security"),
            models.CheckConstraint(
                condition=Q(kind=UserKind.PERSON)
                | Q(
                    is_active=False,
                    is_staff=False,
                    is_superuser=False,
                    password__startswith=UNUSABLE_PASSWORD_PREFIX,
                    email__endswith=f"@{SERVICE_DOMAIN}",
                ),
                name="user_service_cannot_log_in",
                violation_error_message="A service account cannot log in, and is never staff.",
            ),
        ]

    def __str__(self) -> str:
        return self.name if self.is_service else self.email

    @property
    def is_service(self) -> bool:
        return self.kind == UserKind.SERVICE

    @property
    def shown_email(self) -> str | None:
        """The address to show: a service account has none that means anything."""
        return None if self.is_service else self.email
