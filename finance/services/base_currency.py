"""The currency in which a workspace keeps its books, held while somebody books in it."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def base_currency_hold(workspace_id: UUID) -> str:
    """The base currency, which nobody can change until the transaction ends; other bookings go on beside this one.

    `finance/sql/base_currency_v1.sql` relies on whoever posts having called this. (Django knows no FOR SHARE.)
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT base_currency FROM users_workspace WHERE id = %s FOR SHARE", [workspace_id])
        (currency,) = cursor.fetchone()
    return str(currency)
