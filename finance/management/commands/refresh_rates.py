"""`manage.py refresh_rates`: ask the ECB for its fixings now. Prints one JSON line; exit 1 when they did not come."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from finance.selectors.rates import rate_feed
from finance.services.rates import fixings_refresh
from services.errors import ServiceError
from utils.outbound import OutboundError, UrlNotAllowedError


class Command(BaseCommand):
    help = "Ask the ECB for its fixings now (beat does on working days). What waited for them: complete_base_amounts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.ECB_RATES_URL:
            raise CommandError("ECB_RATES_URL is empty: fixings are not fetched.")
        try:
            loaded = fixings_refresh(now=timezone.now())
        except (ServiceError, OutboundError, UrlNotAllowedError) as error:
            raise CommandError(f"{error.title}: {error.detail}") from error
        newest = rate_feed().newest
        told = {"added": loaded.added, "corrected": loaded.corrected, "newest": newest.isoformat() if newest else None}
        self.stdout.write(json.dumps(told))
