"""Keeps a claim while something slow answers: a model that thinks longer than one lease."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection

from finance.errors import LostClaimError
from finance.services.document_work import Claim, work_renew
from services.queue.ticker import Ticker
from users.tenancy.scope import scope

RENEWALS_PER_LEASE = 3


@contextmanager
def lease_kept(claim: Claim) -> Iterator[None]:
    """Renew the lease from a thread until the block ends. It dies with the process, so a dead worker's lease runs out.

    Only around calls that end by themselves (providers have deadlines). A lost claim shows when the result is saved.
    """

    def renew() -> None:
        try:
            with scope(claim.workspace_id):
                work_renew(claim)
        finally:
            connection.close()  # of this thread

    interval_s = settings.LEASE_SECONDS / RENEWALS_PER_LEASE
    ticker = Ticker(renew, interval_s=interval_s, errors=(DatabaseError, LostClaimError))
    ticker.start()
    try:
        yield
    finally:
        ticker.stop()
