"""Rates of exchange, own rates, and what everything is worth."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from finance.errors import RateMissingError
from finance.filters.rates import OwnRateFilter
from finance.models import EcbFixing, MonthlySum, OwnRate
from finance.selectors.net_worth import net_worth, net_worth_series
from finance.selectors.rates import base_currency, own_rate_get, own_rate_list, rate_feed, rate_find
from finance.serializers.rates import (
    CompletionSerializer,
    FoundRateSerializer,
    NetWorthSerializer,
    NetWorthSpanSerializer,
    NetWorthWishSerializer,
    OwnRateChangeSerializer,
    OwnRateSerializer,
    RateStateSerializer,
    RateWishSerializer,
    WorthSerializer,
)
from finance.services.base_amounts_posted import base_amounts_complete
from finance.services.own_rates import own_rate_create, own_rate_remove, own_rate_update
from finance.views.history import HistoryViewSet
from users.tenancy.serializers import StrictSerializer
from users.tenancy.versions import IF_MATCH, version_tag, wished_version
from users.tenancy.views import WorkspaceViewSet, uuid_or_404
from users.workspaces.roles import Capability

AT_ONCE = 1000  # transactions that one request completes, about


class AskingViewSet(WorkspaceViewSet):
    """Answers to questions in the query: `asked` names the form of each action's."""

    asked: ClassVar[dict[str, type[StrictSerializer]]] = {}
    pagination_class = None

    def query_parameters(self) -> frozenset[str]:
        form = self.asked.get(str(self.action))
        return frozenset(form().fields) if form else frozenset()

    def question(self, request: Request) -> Any:
        """The form with its checked values. Raises ValidationError."""
        form = self.asked[str(self.action)](data=request.query_params.dict())
        form.is_valid(raise_exception=True)
        return form


@extend_schema_view(
    retrieve=extend_schema(
        summary="The rate of a day",
        description="An own rate, or the ECB's fixing (a cross rate by way of the euro); of the day, or of at most seven days "
        "before. Without one: 404 `rate_missing`.",
        parameters=[RateWishSerializer],
        responses=FoundRateSerializer,
        filters=False,
    ),
)
class RateViewSet(AskingViewSet):
    queryset = EcbFixing.objects.none()
    capabilities = {"retrieve": Capability.LEDGER_READ, "state": Capability.LEDGER_READ, "complete": Capability.LEDGER_WRITE}
    asked = {"retrieve": RateWishSerializer}

    def retrieve(self, request: Request) -> Response:
        asked = self.question(request).validated_data
        currency, base = asked["currency"], asked.get("base") or base_currency()
        day = asked.get("date") or timezone.now().date()
        rate = rate_find(currency=currency, base=base, date=day)
        if rate is None:
            raise RateMissingError(f"No rate of {currency} in {base} is known for {day}. Enter an own rate at own-rates/.")
        told = {"currency": currency, "base": base, "value": rate.value, "date": rate.date, "source": rate.source}
        return Response(FoundRateSerializer(told).data)

    @extend_schema(summary="How new the fixings are", responses=RateStateSerializer, filters=False)
    def state(self, _request: Request) -> Response:
        return Response(RateStateSerializer(rate_feed()).data)

    @extend_schema(
        summary="Value what had no rate",
        description="Gives base amounts to transactions that had none, where rates are known now: about a thousand per request.",
        request=None,
        responses=CompletionSerializer,
    )
    def complete(self, _request: Request) -> Response:
        return Response(CompletionSerializer(base_amounts_complete(actor=self.actor, limit=AT_ONCE)).data)


@extend_schema_view(
    list=extend_schema(summary="Own rates, newest first", responses=OwnRateSerializer),
    retrieve=extend_schema(summary="An own rate", responses=OwnRateSerializer),
    create=extend_schema(summary="Enter a rate", request=OwnRateChangeSerializer, responses={201: OwnRateSerializer}),
    partial_update=extend_schema(
        summary="Change a rate", parameters=[IF_MATCH], request=OwnRateChangeSerializer, responses=OwnRateSerializer
    ),
    destroy=extend_schema(summary="Take a rate away", parameters=[IF_MATCH], responses={204: None}),
)
class OwnRateViewSet(HistoryViewSet):
    queryset = OwnRate.objects.none()
    filterset_class = OwnRateFilter
    keyset = "-date"
    versioned = frozenset({"partial_update", "destroy"})
    serializers = {"create": OwnRateChangeSerializer, "partial_update": OwnRateChangeSerializer}
    capabilities = {
        "list": Capability.LEDGER_READ,
        "retrieve": Capability.LEDGER_READ,
        "history": Capability.LEDGER_READ,
        "create": Capability.LEDGER_WRITE,
        "partial_update": Capability.LEDGER_WRITE,
        "destroy": Capability.LEDGER_WRITE,
    }

    def list(self, _request: Request) -> Response:
        return self.answer_list(own_rate_list(), OwnRateSerializer)

    def retrieve(self, _request: Request, pk: str) -> Response:
        return self._answer(own_rate_get(uuid_or_404(pk)))

    def create(self, _request: Request) -> Response:
        return self._answer(own_rate_create(actor=self.actor, **self.body()), status=201)

    def partial_update(self, request: Request, pk: str) -> Response:
        own_rate, version = own_rate_get(uuid_or_404(pk)), wished_version(request)
        values = self.body(partial=True)
        return self._answer(own_rate_update(actor=self.actor, own_rate=own_rate, expected_version=version, **values))

    def destroy(self, request: Request, pk: str) -> Response:
        own_rate, version = own_rate_get(uuid_or_404(pk)), wished_version(request)
        own_rate_remove(actor=self.actor, own_rate=own_rate, expected_version=version)
        return Response(status=204)

    def history_of(self, pk: str) -> OwnRate:
        return own_rate_get(uuid_or_404(pk))

    def _answer(self, own_rate: OwnRate, status: int = 200) -> Response:
        return Response(OwnRateSerializer(own_rate).data, status=status, headers=version_tag(own_rate.version))


@extend_schema_view(
    retrieve=extend_schema(
        summary="What everything is worth on a day",
        description="Balances of the day at its rates. What has no rate stands apart. The gain is what changed by rates since "
        "the bookings.",
        parameters=[NetWorthWishSerializer],
        responses=NetWorthSerializer,
        filters=False,
    ),
)
class NetWorthViewSet(AskingViewSet):
    queryset = MonthlySum.objects.none()
    capabilities = {"retrieve": Capability.LEDGER_READ, "series": Capability.LEDGER_READ}
    asked = {"retrieve": NetWorthWishSerializer, "series": NetWorthSpanSerializer}

    def retrieve(self, request: Request) -> Response:
        on = self.question(request).validated_data.get("on") or timezone.now().date()
        return Response(NetWorthSerializer(net_worth(on=on)).data)

    @extend_schema(
        summary="The same at the end of each month, quarter or year",
        parameters=[NetWorthSpanSerializer],
        responses=WorthSerializer(many=True),
        filters=False,
    )
    def series(self, request: Request) -> Response:
        points = net_worth_series(self.question(request).span())
        return Response(WorthSerializer(points, many=True).data)
