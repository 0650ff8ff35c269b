"""The address that a request comes from, which its sender cannot choose."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The IP address of the client: of the connection, or behind our own proxies what the outermost of them saw.

    Each of the PROXY_COUNT proxies appends one address to X-Forwarded-For; what stands further left, the client wrote itself.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXY_COUNT:
        return peer
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return told[-settings.PROXY_COUNT] if len(told) >= settings.PROXY_COUNT else peer
