"""How the ledger is kept: as shown, and as it may be changed."""

from __future__ import annotations

from rest_framework import serializers

from finance.models import Approval, BookingPolicy, LedgerSettings
from finance.serializers.values import DayField
from users.tenancy.serializers import StrictSerializer

YEARS_MAX = 99


class LedgerSettingsSerializer(serializers.ModelSerializer[LedgerSettings]):
    booking_policy = serializers.ChoiceField(choices=BookingPolicy.choices)
    approval = serializers.ChoiceField(choices=Approval.choices)

    class Meta:
        model = LedgerSettings
        fields = ["booking_policy", "approval", "retention_years", "locked_through"]
        read_only_fields = fields


class LedgerSettingsChangeSerializer(StrictSerializer):
    booking_policy = serializers.ChoiceField(choices=BookingPolicy.choices, required=False)
    approval = serializers.ChoiceField(
        choices=Approval.choices, required=False, help_text="approvers: what others enter, and machines book, begins as a draft"
    )
    retention_years = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=YEARS_MAX, help_text="After the end of the year; null: no rule"
    )


class PeriodLockSerializer(StrictSerializer):
    through = DayField(help_text="The last day that is locked")
