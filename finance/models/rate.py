"""Rates of exchange: the fixings of the European Central Bank (the same for all), and a workspace's own rates."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from finance.models.history import tracked
from users.tenancy.models import TenantModel


class EcbFixing(models.Model):
    """How many units of a currency one euro cost on a day, as the ECB published it. One table for all workspaces."""

    currency = models.CharField(max_length=3)
    date = models.DateField()
    rate = models.DecimalField(max_digits=24, decimal_places=12, help_text="Units per euro")

    class Meta:
        verbose_name = "ECB fixing"
        constraints = [
            models.UniqueConstraint(fields=["currency", "date"], name="ecb_fixing_once"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="ecb_fixing_is_positive"),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="ecb_fixing_currency_is_iso"),
        ]

    def __str__(self) -> str:
        return f"{self.date}: 1 EUR is {self.rate} {self.currency}"


class RateFeed(models.Model):
    """How loading the fixings went: one row, `ecb`. `failure` is empty when the last try went well."""

    name = models.CharField(max_length=16, primary_key=True)
    newest = models.DateField(null=True, help_text="The day of the newest fixing that is here")
    fixings = models.PositiveIntegerField(default=0, help_text="How many are here")
    tried_at = models.DateTimeField(null=True, help_text="The last time that the ECB's file was asked for")
    succeeded_at = models.DateTimeField(null=True, help_text="The last time that it came and was sound")
    failure = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.name} through {self.newest}"


@tracked()
class OwnRate(TenantModel):
    """What one unit of `currency` cost in `base` on a day, as the workspace knows it. Goes before the ECB's fixings."""

    date = models.DateField()
    currency = models.CharField(max_length=3)
    base = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=24, decimal_places=12, help_text="Units of `base` per unit of `currency`")
    note = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "currency", "base", "date"], name="own_rate_once"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="own_rate_is_positive"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$", base__regex=r"^[A-Z]{3}$") & ~Q(currency=F("base")),
                name="own_rate_of_two_currencies",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "-date", "-id"], name="own_rate_list")]

    def __str__(self) -> str:
        return f"{self.date}: 1 {self.currency} is {self.rate} {self.base}"
