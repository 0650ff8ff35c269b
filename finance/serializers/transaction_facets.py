"""How many and how much, as told."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from finance.selectors.transaction_facets import VALUES_MAX, Facet, Facets, FacetValue
from finance.serializers.values import AmountField
from utils.money import format_amount


class FacetValueSerializer(serializers.Serializer[Any]):
    key = serializers.CharField(allow_null=True, help_text="A code, a month or an id; null: without a vendor")
    count = serializers.IntegerField()
    sums = serializers.DictField(child=AmountField(), help_text="Currency → sum")


class FacetSerializer(serializers.Serializer[Any]):
    """The most frequent values, at most 100; months in their order."""

    is_complete = serializers.BooleanField(help_text="Whether everything was counted")
    counts_postings = serializers.BooleanField(help_text="Whether postings were counted instead of transactions")
    has_more = serializers.BooleanField(help_text="Whether there are more values than are told")
    values = FacetValueSerializer(many=True)


class FacetsByNameSerializer(serializers.Serializer[Any]):
    kind = FacetSerializer()
    status = FacetSerializer()
    account = FacetSerializer()
    category = FacetSerializer()
    vendor = FacetSerializer()
    tag = FacetSerializer()
    month = FacetSerializer()


class FacetsSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    is_complete = serializers.BooleanField(help_text="False: there are more, and only the newest were counted")
    facets = FacetsByNameSerializer()


def facets_told(facets: Facets) -> dict[str, Any]:
    """The values that `FacetsSerializer` tells of."""
    told = {name: _facet(name, facet) for name, facet in facets.facets.items()}
    return {"count": facets.count, "is_complete": facets.is_complete, "facets": told}


def _facet(name: str, facet: Facet) -> dict[str, Any]:
    frequent = sorted(facet.values.items(), key=lambda item: (-item[1].count, item[0] or ""))[:VALUES_MAX]
    if name == "month":
        frequent = sorted(facet.values.items(), key=lambda item: item[0] or "", reverse=True)[:VALUES_MAX]
    return {
        "is_complete": facet.is_complete,
        "counts_postings": facet.counts_postings,
        "has_more": len(facet.values) > VALUES_MAX,
        "values": [_value(key, value) for key, value in frequent],
    }


def _value(key: str | None, value: FacetValue) -> dict[str, Any]:
    sums = {currency: format_amount(total, currency) for currency, total in sorted(value.sums.items())}
    return {"key": key, "count": value.count, "sums": sums}
