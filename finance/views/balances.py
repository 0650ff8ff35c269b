"""What stands on the accounts on a day."""

from __future__ import annotations

import datetime

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from finance.models import Account
from finance.selectors.accounts import account_list
from finance.selectors.balances import account_balances_on
from finance.serializers.balances import BalancesSerializer, DaySerializer, told_amounts, told_balance, total_of
from users.tenancy.views import WorkspaceViewSet
from users.workspaces.roles import Capability


def day_asked(request: Request) -> datetime.date:
    """The day that the query names. Raises ValidationError."""
    query = DaySerializer(data=request.query_params.dict())
    query.is_valid(raise_exception=True)
    day: datetime.date = query.validated_data["on"]
    return day


@extend_schema_view(
    retrieve=extend_schema(summary="All balances on a day", parameters=[DaySerializer], responses=BalancesSerializer)
)
class BalancesViewSet(WorkspaceViewSet):
    """Of all accounts that are in the lists, and of archived ones on which something stands."""

    queryset = Account.objects.none()
    pagination_class = None
    filter_backends = []
    capabilities = {"retrieve": Capability.LEDGER_READ}

    def query_parameters(self) -> frozenset[str]:
        return frozenset({"on"})

    def retrieve(self, request: Request) -> Response:
        day = day_asked(request)
        booked = account_balances_on(on=day)
        shown = [
            one for one in account_list(include_archived=True) if one.archived_at is None or any(booked.get(one.id, {}).values())
        ]
        accounts = [told_balance(account, booked.get(account.id, {})) for account in shown]
        return Response({"on": day.isoformat(), "accounts": accounts, "totals": told_amounts(total_of(booked))})
