"""For deeds that touch many rows of the ledger: they give way to bookings instead of standing in a circle with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import OperationalError, connection, transaction

from finance.errors import BusyError
from finance.services.checked_writing import hold_alone

Done = TypeVar("Done")

PATIENCE = "400ms"  # less than deadlock_timeout (1 s): it is never a booking that Postgres ends to open a circle
WORK_AT_MOST = "5min"  # of one statement, which may touch a hundred thousand rows
TRIES = 10
GAVE_UP = "55P03"  # lock_not_available


def yielding(deed: Callable[[], Done], *, alone: Sequence[str], workspace_id: UUID) -> Done:
    """Run the deed in a transaction that waits for no row longer than PATIENCE: it lets go of all that it holds, and begins anew.

    Before it holds anything it waits for its like as long as it takes (`alone`: see `hold_alone`). Raises BusyError after TRIES.
    """
    for _ in range(TRIES):
        try:
            with transaction.atomic():
                for what in alone:
                    hold_alone(what, workspace_id)
                return _impatiently(deed)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) != GAVE_UP:
                raise
    raise BusyError("Somebody is booking on it at this moment. Nothing was changed; try again in a moment.")


def _impatiently(deed: Callable[[], Done]) -> Done:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = %s; SET LOCAL statement_timeout = %s", [PATIENCE, WORK_AT_MOST])
        done = deed()
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT; SET LOCAL statement_timeout TO DEFAULT")
    return done
