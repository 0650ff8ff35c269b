"""System checks of the web face: whose addresses are believed, which origins may ask, and that limits are on.

E021 CORS_ALLOWED_ORIGINS is wrong   E022 proxies said twice differently   W023 a limit is off
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

LOCAL = ("localhost", "127.0.0.1", "::1")


def check_origins(**_kwargs: Any) -> list[CheckMessage]:
    """Each origin that a browser may ask from is written out, as browsers write it: no *, no null, no path."""
    return [
        Error(
            f"{origin!r} in CORS_ALLOWED_ORIGINS is no origin.",
            hint="Write each as browsers send it, such as https://app.example.org; http:// for localhost only, never * or null.",
            id="quittance.E021",
        )
        for origin in settings.CORS_ALLOWED_ORIGINS
        if not _is_exact(origin)
    ]


def _is_exact(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        port, host = parts.port, parts.hostname
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL)
    if not is_safe or not host or "*" in host or port in {"https": (443,), "http": (80,)}[parts.scheme]:
        return False
    return origin == f"{parts.scheme}://{parts.netloc}".lower() and "@" not in origin


def check_proxies(**_kwargs: Any) -> list[CheckMessage]:
    """BEHIND_PROXY and PROXY_COUNT say the same: else clients choose their address, or all have the proxy's."""
    if (settings.PROXY_COUNT > 0) is settings.BEHIND_PROXY and settings.PROXY_COUNT >= 0:
        return []
    return [
        Error(
            f"BEHIND_PROXY is {settings.BEHIND_PROXY}, but PROXY_COUNT is {settings.PROXY_COUNT}.",
            hint="Behind N proxies of your own: BEHIND_PROXY=true and PROXY_COUNT=N. Without any: neither of them.",
            id="quittance.E022",
        )
    ]


def check_limits(**_kwargs: Any) -> list[CheckMessage]:
    """Deployed, every throttle is on."""
    return list(_limits_off())


def _limits_off() -> Iterator[CheckMessage]:
    for name, rate in settings.THROTTLES.items():
        if rate is None:
            yield checks.Warning(
                f"THROTTLE_{name.upper()} is off: one client can keep everybody else waiting.",
                hint=f"Leave THROTTLE_{name.upper()} away for its default, or set a rate such as 600/min.",
                id="quittance.W023",
            )
