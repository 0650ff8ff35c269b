"""Merging from a list: all that were chosen go into the oldest of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from finance.models import Account, Category, Vendor
from users.tenancy.actor import Actor
from users.tenancy.admin import act_on_each

Row = TypeVar("Row", Account, Category, Vendor)


def merge_chosen(request: HttpRequest, chosen: QuerySet[Row], merge: Callable[[Actor, Row, Row], object]) -> None:
    """Ids grow with time. What cannot be merged is told, one by one."""
    rows: list[Row] = list(chosen.order_by("id"))
    into: Row = rows[0]

    def deed(actor: Actor, row: Row) -> object:
        return merge(actor, row, into)

    act_on_each(request, rows[1:], deed, done="Merged")
