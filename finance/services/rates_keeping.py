"""What is done by itself about rates: loading, fetching, and valuing what waited for them."""

from __future__ import annotations

import datetime

import structlog

from finance.services.base_amounts_posted import base_amounts_complete_all
from finance.services.rates import fixings_are_due, fixings_load_seed, fixings_refresh
from services.errors import ServiceError
from utils.outbound import OutboundError, UrlNotAllowedError

log = structlog.get_logger(__name__)


def rates_keep(*, now: datetime.datetime) -> None:
    """Fetch the fixings that should be there. A failure is told by `fixings_refresh`, and tried again within the hour."""
    loaded = fixings_load_seed(now=now)
    if fixings_are_due(now=now):
        try:
            loaded = fixings_refresh(now=now)
        except (ServiceError, OutboundError, UrlNotAllowedError):
            return
    if loaded.added:
        log.info("base_amounts_completed", transactions=base_amounts_complete_all())
