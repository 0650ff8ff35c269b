"""Where outbound requests may go: to public addresses only, whatever they look like. `utils/http.py` holds every request to it.

OutboundError                       the other side failed; told as 502 or 504
├── OutboundTimeoutError            504 outbound_timeout: it took too long as a whole, or one step of it did
├── OutboundUnreachableError        502 outbound_unreachable: no connection, or it broke off
├── OutboundTooLargeError           502 outbound_too_large: the reply is bigger than allowed, also after unpacking
└── OutboundReplyError              502 outbound_reply_invalid: no proper HTTP, an odd packing, a redirect that is not followed
UrlNotAllowedError (DomainError)    400 url_not_allowed: one sentence for every reason, so that nobody can map the inside by it
"""

from __future__ import annotations

import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable, Sequence, Set
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import ClassVar

from utils.errors import DomainError, QuittanceError

Resolver = Callable[[str, int], Sequence[str]]

_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT, _LAST_PORT = 1024, 65_535
_NUMERIC = re.compile(r"(?i)(^|\.)(0x[0-9a-f]*|[0-9]+)$")  # the last label of what libc would read as an address
_NAME = re.compile(r"(?i)^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$")
_INNER_SUFFIXES = (".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa", ".onion")

# The special-purpose registries of IANA, and multicast. IPv6 is the other way round: only global unicast is outside.
_INNER_V4 = [
    IPv4Network("0.0.0.0/8"),
    IPv4Network("10.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("127.0.0.0/8"),
    IPv4Network("169.254.0.0/16"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.0.2.0/24"),
    IPv4Network("192.31.196.0/24"),
    IPv4Network("192.52.193.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("192.168.0.0/16"),
    IPv4Network("192.175.48.0/24"),
    IPv4Network("198.18.0.0/15"),
    IPv4Network("198.51.100.0/24"),
    IPv4Network("203.0.113.0/24"),
    IPv4Network("224.0.0.0/4"),
    IPv4Network("240.0.0.0/4"),
]
_GLOBAL_V6 = IPv6Network("2000::/3")  # so not ::, ::1, mapped and NAT64 addresses, fc00::/7, fe80::/10, ff00::/8
_INNER_V6 = [
    IPv6Network("2001::/23"),  # Teredo and other protocols
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("2620:4f:8000::/48"),  # AS112
    IPv6Network("3fff::/20"),  # documentation
]


class UrlNotAllowedError(DomainError):
    """The address is no public http(s) one. The sentence is always the same and names nothing that was found out."""

    code = "url_not_allowed"
    title = "This address may not be called"

    def __init__(self) -> None:
        super().__init__(
            "Give a public address that begins with https:// or http://, without a name and password in it. "
            "The operator can allow an inner one by OUTBOUND_ALLOW."
        )


class OutboundError(QuittanceError):
    """The other side failed. `permanent` tells a caller to stop (True) or to try again (False)."""

    code = "outbound_failed"
    title = "Another service failed"
    status = 502
    permanent: ClassVar[bool] = False


class OutboundTimeoutError(OutboundError):
    code = "outbound_timeout"
    title = "Another service took too long"
    status = 504


class OutboundUnreachableError(OutboundError):
    code = "outbound_unreachable"
    title = "Another service cannot be reached"


class OutboundTooLargeError(OutboundError):
    code = "outbound_too_large"
    title = "Another service sent too much"
    permanent = True


class OutboundReplyError(OutboundError):
    code = "outbound_reply_invalid"
    title = "Another service sent what cannot be used"
    permanent = True


def is_inner(address: str) -> bool:
    """Whether an IP address lies anywhere but in the public internet; also True for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return True
    return _is_inner_v4(ip) if isinstance(ip, IPv4Address) else _is_inner_v6(ip)


def _is_inner_v4(ip: IPv4Address) -> bool:
    return any(ip in network for network in _INNER_V4)


def _is_inner_v6(ip: IPv6Address) -> bool:
    return ip.scope_id is not None or ip not in _GLOBAL_V6 or any(ip in network for network in _INNER_V6)


def target_check(scheme: str, host: str, port: int | None, *, allow: Set[str]) -> None:
    """Look at the form of a target, without a network. Raises UrlNotAllowedError."""
    if scheme not in _PORTS or not host:
        raise UrlNotAllowedError
    at = port if port is not None else _PORTS[scheme]
    if is_allowed(host, at, allow=allow):
        return
    is_open = at in _PORTS.values() or _FIRST_FREE_PORT <= at <= _LAST_PORT
    if not is_open or not _is_public_looking(host.lower()):
        raise UrlNotAllowedError


def is_allowed(host: str, port: int, *, allow: Set[str]) -> bool:
    """Whether the operator named this very target."""
    written = f"[{host}]" if ":" in host else host
    return f"{written.lower()}:{port}" in allow


def _is_public_looking(host: str) -> bool:
    """A proper name with a dot that is in no inner zone, or a public address in its one proper spelling."""
    if ":" in host or _NUMERIC.search(host):
        return not is_inner(host)
    return bool(_NAME.match(host)) and not host.endswith(_INNER_SUFFIXES)


def public_addresses(host: str, port: int, *, resolve: Resolver, allow: Set[str], timeout_s: float) -> list[str]:
    """The addresses to connect to, asked for once. One inner address among them refuses the name as a whole.

    Raises UrlNotAllowedError (also for a name that does not exist: whether an inner one does is nobody's business),
    OutboundTimeoutError, OutboundUnreachableError.
    """
    found = _resolve_within(resolve, host, port, timeout_s)
    if is_allowed(host, port, allow=allow):
        return found
    if not found or any(is_inner(address) for address in found):
        raise UrlNotAllowedError
    return found


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses of a name as the system finds them. Raises UrlNotAllowedError, OutboundUnreachableError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise OutboundUnreachableError("Names cannot be resolved at the moment. Try again later.") from error
        raise UrlNotAllowedError from error
    except UnicodeError as error:  # an empty or too long label
        raise UrlNotAllowedError from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _resolve_within(resolve: Resolver, host: str, port: int, timeout_s: float) -> list[str]:
    """Ask in a thread: the system's resolver knows no timeout."""
    answers: queue.SimpleQueue[Sequence[str] | QuittanceError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except QuittanceError as error:
            answers.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=max(timeout_s, 0))
    except queue.Empty as error:
        raise OutboundTimeoutError("The name of the service was not resolved in time. Try again later.") from error
    if isinstance(answer, QuittanceError):
        raise answer
    return list(answer)
