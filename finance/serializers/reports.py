"""Reports: what may be asked, and the answer, in which every number leads to the transactions behind it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from rest_framework import serializers

from finance.models import Account, Category, Project
from finance.selectors.reports.behind import Behind
from finance.selectors.reports.figures import Figure
from finance.selectors.reports.periods import Compare, Every, Period, Span
from finance.selectors.reports.tables import Report, Row
from finance.selectors.reports.wishes import TOP, TOP_MAX, Wish
from finance.serializers.values import CurrencyField, DayField
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField
from utils.money import format_amount

FORMATS = ("json", "csv", "xlsx")


class ReportWishSerializer(StrictSerializer):
    """The parameters of a report. `from`, `to` and `as` are words of Python, so they are named below."""

    every = serializers.ChoiceField(choices=[every.value for every in Every], default=Every.MONTH.value)
    year_starts = serializers.IntegerField(min_value=1, max_value=12, default=1, help_text="First month of the fiscal year")
    compare = serializers.ChoiceField(
        choices=[compare.value for compare in Compare],
        required=False,
        help_text="As many periods before, or a year before",
    )
    account = WorkspaceRelatedField(Account.objects.all, required=False, help_text="Only what passes this account")
    category = WorkspaceRelatedField(Category.objects.all, required=False, help_text="Only it and what is below it")
    project = WorkspaceRelatedField(Project.objects.all, required=False, help_text="Only what belongs to it")
    currency = CurrencyField(required=False)
    top = serializers.IntegerField(min_value=1, max_value=TOP_MAX, default=TOP, help_text="Vendors, projects, tags with rows")

    def get_fields(self) -> dict[str, Any]:
        days = {
            "from": DayField(help_text="First day"),
            "to": DayField(help_text="Last day"),
            "as": serializers.ChoiceField(choices=FORMATS, default="json", help_text="JSON, or a file"),
        }
        return days | super().get_fields()

    def wish(self) -> Wish:
        """What the checked values ask for."""
        asked = self.validated_data
        compare = asked.get("compare")
        return Wish(
            Span(asked["from"], asked["to"], Every(asked["every"]), asked["year_starts"]),
            compare=None if compare is None else Compare(compare),
            currency=asked.get("currency"),
            top=asked["top"],
            **{name: asked[name].id for name in ("account", "category", "project") if name in asked},
        )


class FigureSerializer(serializers.Serializer[Any]):
    """A number. Amounts of several currencies stand beside each other and are never added."""

    amounts = serializers.DictField(child=serializers.CharField(), help_text="Currency → amount")
    base = serializers.CharField(allow_null=True, help_text="Of what has a base amount; null: nothing of it has")
    unconverted = serializers.DictField(child=serializers.CharField(), help_text="Currency → the part that has no base amount")
    postings = serializers.IntegerField()
    transactions = serializers.CharField(help_text="Path of the transactions behind it")


class CellSerializer(FigureSerializer):
    before = FigureSerializer(allow_null=True, help_text="Of the period to compare with")


class DaysSerializer(serializers.Serializer[Any]):
    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"from": DayField(source="first"), "to": DayField(source="last")}


class PeriodSerializer(DaysSerializer):
    key = serializers.CharField(help_text="2026-11, 2026-Q4, 2026")
    before = DaysSerializer(allow_null=True, help_text="The days to compare with")


class RowSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(allow_null=True, help_text="Of the category, account, vendor …; null: of none")
    name = serializers.CharField()
    group = serializers.CharField(help_text="income, expense, other; of money: account or clearing")
    part = serializers.CharField(help_text="amount; net, tax, gross; in, out, transfer, settlement, opening, change")
    parent = serializers.UUIDField(allow_null=True, help_text="The category above it")  # type: ignore[assignment]
    level = serializers.IntegerField(help_text="How deep it stands")
    cells = CellSerializer(many=True, help_text="One for each period")
    total = CellSerializer()


class ReportSerializer(serializers.Serializer[Any]):
    """A report. Income and expense are positive; expense is a cost, and a refund makes it less."""

    name = serializers.CharField()
    base_currency = CurrencyField()
    every = serializers.ChoiceField(choices=[every.value for every in Every])
    compare = serializers.ChoiceField(choices=[compare.value for compare in Compare], allow_null=True)
    periods = PeriodSerializer(many=True)
    rows = RowSerializer(many=True)
    totals = RowSerializer(many=True)
    rest = serializers.IntegerField(help_text="How many vendors or projects stand in the row of the others; tags left out")

    def to_representation(self, instance: Report) -> dict[str, Any]:
        return _Told(instance).report()


class _Told:
    """A report as JSON, made by hand: REST framework's own way takes seconds for thousands of numbers."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._path = reverse("transaction-list")
        first, last = report.periods[0].first, report.periods[-1].last
        self._whole = Period("total", first, last)
        before = report.periods_before
        self._whole_before = Period("total", before[0].first, before[-1].last) if before else None

    def report(self) -> dict[str, Any]:
        report = self._report
        return {
            "name": report.name.value,
            "base_currency": report.base_currency,
            "every": report.wish.span.every.value,
            "compare": report.wish.compare.value if report.wish.compare else None,
            "periods": self._periods(),
            "rows": [self._row(row) for row in report.rows],
            "totals": [self._row(row) for row in report.totals],
            "rest": report.rest,
        }

    def _periods(self) -> list[dict[str, Any]]:
        before = self._report.periods_before or [None] * len(self._report.periods)
        pairs = zip(self._report.periods, before, strict=True)
        return [{"key": now.key, **_days(now), "before": _days(other) if other else None} for now, other in pairs]

    def _row(self, row: Row) -> dict[str, Any]:
        line = row.line
        count = len(self._report.periods)
        befores = zip(self._report.periods_before or [None] * count, row.before or [None] * count, strict=True)
        cells = [
            self._cell(line.behind, period, figure, period_before, before)
            for period, figure, (period_before, before) in zip(self._report.periods, row.figures, befores, strict=True)
        ]
        total = self._cell(line.behind, self._whole, row.total, self._whole_before, row.total_before)
        return {
            "id": str(line.id) if line.id else None,
            "name": line.name,
            "group": line.group,
            "part": line.part,
            "parent": str(line.parent) if line.parent else None,
            "level": line.level,
            "cells": cells,
            "total": total,
        }

    def _cell(
        self, behind: Behind, period: Period, figure: Figure, period_before: Period | None, before: Figure | None
    ) -> dict[str, Any]:
        compared = self._figure(behind, period_before, before) if period_before and before is not None else None
        return self._figure(behind, period, figure) | {"before": compared}

    def _figure(self, behind: Behind, period: Period, figure: Figure) -> dict[str, Any]:
        base = figure.base
        days = {"date_from": period.first.isoformat(), "date_to": period.last.isoformat(), "behind": str(behind)}
        return {
            "amounts": {currency: format_amount(amount, currency) for currency, amount in sorted(figure.amounts.items())},
            "base": None if base is None else format_amount(base, self._report.base_currency),
            "unconverted": {currency: format_amount(amount, currency) for currency, amount in sorted(figure.unconverted.items())},
            "postings": figure.postings,
            "transactions": f"{self._path}?{urlencode(days, safe=':,')}",
        }


def _days(period: Period) -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}
