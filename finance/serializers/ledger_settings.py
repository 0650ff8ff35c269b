"""How the ledger is kept: as shown, and as it may be changed."""

from __future__ import annotations

from rest_framework import serializers

from finance.models import Approval, BookingPolicy, LedgerSettings, OcrPolicyChoice
from finance.serializers.values import DayField, TruthField
from finance.services.ledger_settings import OCR_LANGUAGES_MAX
from users.tenancy.serializers import StrictSerializer

YEARS_MAX = 99


class LedgerSettingsSerializer(serializers.ModelSerializer[LedgerSettings]):
    booking_policy = serializers.ChoiceField(choices=BookingPolicy.choices)
    approval = serializers.ChoiceField(choices=Approval.choices)
    ocr_policy = serializers.ChoiceField(choices=OcrPolicyChoice.choices)
    ocr_languages = serializers.ListField(child=serializers.CharField())
    training_consent = serializers.BooleanField()
    training_consent_at = serializers.DateTimeField(allow_null=True, help_text="Since when it holds")
    training_consent_by = serializers.UUIDField(source="training_consent_by_id", allow_null=True, help_text="Who gave it")

    class Meta:
        model = LedgerSettings
        fields = [
            "booking_policy", "approval", "retention_years", "locked_through", "ocr_policy", "ocr_languages",
            "training_consent", "training_consent_at", "training_consent_by",
        ]  # fmt: skip
        read_only_fields = fields


class LedgerSettingsChangeSerializer(StrictSerializer):
    booking_policy = serializers.ChoiceField(choices=BookingPolicy.choices, required=False)
    approval = serializers.ChoiceField(
        choices=Approval.choices, required=False, help_text="approvers: what others enter, and machines book, begins as a draft"
    )
    retention_years = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=YEARS_MAX, help_text="After the end of the year; null: no rule"
    )
    ocr_policy = serializers.ChoiceField(
        choices=OcrPolicyChoice.choices, required=False, help_text="How much is done for pages that have to be recognised"
    )
    ocr_languages = serializers.ListField(
        child=serializers.RegexField(r"^[a-z]{2}\Z"),
        required=False,
        max_length=OCR_LANGUAGES_MAX,
        help_text="ISO 639-1, the likeliest first; empty: by the document",
    )
    training_consent = TruthField(
        required=False, help_text="Whether confirmed documents may be used for training; an owner's to say"
    )


class PeriodLockSerializer(StrictSerializer):
    through = DayField(help_text="The last day that is locked")
