"""The two ways to ask for the list. Imported by tests/benchmarks/listing.py once Django is set up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from rest_framework.authentication import TokenAuthentication
from rest_framework.authtoken.models import Token
from rest_framework.test import APIRequestFactory

from finance.models import AccountKind
from finance.services.accounts import account_create
from finance.views.accounts import AccountViewSet
from users.models import Membership, User
from users.sessions.authentication import BearerAuthentication
from users.sessions.services import Device, session_open
from users.sessions.tokens import pair_of
from users.tenancy.actor import acting, command
from users.tenancy.credential import Credential

PATH = "/api/v1/finance/accounts/"


class BenchToken(Token):
    """REST framework's own, which is abstract while its app is not installed."""

    class Meta:
        app_label = "users"


class BareTokenAuthentication(TokenAuthentication):
    """REST framework's own, at its cheapest: what our views need beside the person lies ready in memory."""

    model = BenchToken
    memberships: tuple[Membership, ...] = ()

    def authenticate_credentials(self, key: str) -> Any:
        user, _token = super().authenticate_credentials(key)
        return user, Credential(user, self.memberships, session_id=UUID(int=0))


def prepare(user_id: str, workspace_id: str, *, rows: int) -> dict[str, Callable[[], Any]]:
    """A workspace with accounts, and a request of each kind for their list."""
    user, actor, now = User.objects.get(id=user_id), command(UUID(workspace_id)), timezone.now()
    with acting(actor):
        for number in range(rows):
            account_create(actor=actor, name=f"Account {number}", kind=AccountKind.BANK, currency="EUR")
        BareTokenAuthentication.memberships = tuple(Membership.objects.filter(user=user))
    with connection.schema_editor() as editor:
        editor.create_model(BenchToken)
    token = BenchToken.objects.create(user=user)
    session = session_open(user=user, device=Device("127.0.0.1", "bench"), django_key="bench", now=now)
    return {
        "token": _asking(BareTokenAuthentication, f"Token {token.key}"),
        "bearer": _asking(BearerAuthentication, f"Bearer {pair_of(session, now=now).access_token}"),
    }


def _asking(authentication: type[Any], header: str) -> Callable[[], Any]:
    view = AccountViewSet.as_view({"get": "list"}, authentication_classes=[authentication], throttle_classes=[])
    factory = APIRequestFactory()
    return lambda: view(factory.get(PATH, HTTP_AUTHORIZATION=header, HTTP_HOST="127.0.0.1"))
