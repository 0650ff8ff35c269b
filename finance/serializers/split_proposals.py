"""Splits that a document proposes."""

from __future__ import annotations

from rest_framework import serializers

from finance.serializers.values import AmountField
from finance.services.booking import Split
from finance.services.split_figures import Remark
from finance.services.split_proposals import Proposal


class ProposedSplitSerializer(serializers.Serializer[Split]):
    """As the simple form of a transaction takes it."""

    amount = AmountField()
    category = serializers.UUIDField(source="category_id", allow_null=True, help_text="The vendor's usual one, if there is one")
    memo = serializers.CharField()
    tax_rate = AmountField(allow_null=True, digits=0)
    tax_amount = AmountField(allow_null=True)


class RemarkSerializer(serializers.Serializer[Remark]):
    code = serializers.CharField()
    message = serializers.CharField()


class ProposalSerializer(serializers.Serializer[Proposal]):
    """The splits add up to the amount; where nothing is known of it there are none."""

    amount = AmountField(allow_null=True)
    currency = serializers.CharField(allow_null=True)
    splits = ProposedSplitSerializer(many=True)
    findings = RemarkSerializer(many=True, help_text="Why they are as they are")
