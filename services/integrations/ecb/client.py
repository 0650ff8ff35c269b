"""Fetching the file of fixings that the European Central Bank publishes, through the guarded client."""

from __future__ import annotations

from collections.abc import Set

from services.errors import ServiceError
from utils.http import guarded_client

TIMEOUT_S = 60
MAX_BYTES = 8 * 1024 * 1024  # the whole history is 0.6 MB packed, 2 MB plain


class RatesUnavailableError(ServiceError):
    """The ECB's server answered, but with no file."""

    code = "rates_unavailable"
    title = "The rates cannot be fetched"


def fixings_fetch(*, url: str, allow: Set[str], timeout_s: int = TIMEOUT_S) -> bytes:
    """The file as it came, within 8 MB and a minute. Raises RatesUnavailableError, OutboundError, UrlNotAllowedError."""
    with guarded_client(timeout_s=timeout_s, allow=allow, max_bytes=MAX_BYTES) as client:
        response = client.get(url)
    if response.status_code != 200:
        raise RatesUnavailableError(f"The server of the ECB answered {response.status_code}. It is asked again within the hour.")
    return response.content
