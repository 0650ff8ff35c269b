"""The address that a request comes from, which its sender cannot choose."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest

IPV6_PREFIX = 64  # what one customer gets; who has one has 2^64 addresses


def client_address(request: HttpRequest) -> str:
    """The IP address of the client: of the connection, or behind our own proxies what the outermost of them saw.

    Each of the PROXY_COUNT proxies appends one address to X-Forwarded-For; what stands further left, the client wrote itself.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXY_COUNT:
        return peer
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return told[-settings.PROXY_COUNT] if len(told) >= settings.PROXY_COUNT else peer


def network_of(address: str) -> str:
    """What limits count as one place: an IPv4 address, or the /64 of an IPv6 address. What is neither counts as it stands."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    return str(parsed.ipv4_mapped or IPv6Network((int(parsed), IPV6_PREFIX), strict=False))
