"""The list of transactions, and how many and how much of what it finds."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance.filters.transactions import TransactionFilter
from finance.models import Transaction
from finance.selectors.full_text import first_saying, transactions_saying, wanted_of
from finance.selectors.transaction_facets import transaction_facets
from finance.selectors.transaction_rows import transaction_rows, transactions_bare
from finance.serializers.transaction_facets import FacetsSerializer, facets_told
from finance.serializers.transaction_rows import TransactionRowSerializer, row_told
from finance.views.history import HistoryViewSet
from users.tenancy.pagination import KeysetPagination


class Place(NamedTuple):
    """Where a row stands in the list."""

    key: Any
    pk: UUID


class TransactionPagination(KeysetPagination[Transaction]):
    """Finds the places of a page only; what a list shows of them is read by `transaction_rows`. Words are found in its order."""

    def taken(self, rows: QuerySet[Transaction], count: int) -> list[Any]:
        places = rows.values_list(*dict.fromkeys([self.sort.column, "id"]))
        text = self.request.query_params.get("q")
        found = list(places[:count]) if text is None else first_saying(places, wanted_of(text), count)
        return [Place(place[0], place[-1]) for place in found]

    def key_of(self, row: Any) -> Any:
        return row.key


class TransactionListing(HistoryViewSet):
    """The lists of transactions, which their view inherits."""

    filterset_class = TransactionFilter
    pagination_class = TransactionPagination
    keyset = "-date"
    sorts = {"date": "date", "amount": "search__amount", "vendor": "search__vendor_name", "created": "id"}

    def query_parameters(self) -> frozenset[str]:
        return frozenset(TransactionFilter.base_filters) if self.action == "facets" else super().query_parameters()

    @extend_schema(
        summary="Transactions, newest first",
        description="`sort`: amounts are those of the leg on an account, signed, of whatever currency; vendors go by their "
        "name in lower case without accents; `created` by the moment of making.",
        responses=TransactionRowSerializer,
    )
    def list(self, _request: Request) -> Response:
        page = self.paginate_queryset(self._found()) or []
        return self.get_paginated_response([row_told(row) for row in transaction_rows([place.pk for place in page])])

    @extend_schema(
        summary="How many, and how much",
        description="Of what the filters find: counts, and sums per currency, by kind, status, account, category, vendor, tag "
        "and month. Of more than 20,000 transactions only the newest are counted, and `is_complete` says so; without any "
        "filter account, category and month tell of all that counts, by the monthly sums.",
        responses=FacetsSerializer,
        filters=True,
    )
    @action(detail=False, pagination_class=None)
    def facets(self, request: Request) -> Response:
        rows, text = self._found(), request.query_params.get("q")
        if text is not None:
            rows = transactions_saying(rows, wanted_of(text))
        return Response(facets_told(transaction_facets(rows, is_whole=not request.query_params)))

    def _found(self) -> QuerySet[Transaction]:
        in_trash = self.request.query_params.get("trashed") == "true"
        rows: QuerySet[Transaction] = self.filter_queryset(transactions_bare(in_trash=in_trash))
        return rows
