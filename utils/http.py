"""The one way out: an httpx client that reaches public addresses only, ends in time, and reads no more than it was told to.

The name of a target is resolved once, by the connection itself, and the connection goes to an address that was checked: no
second answer of a name server can lead it elsewhere. TLS (name and certificate) and the Host header stay on the name.
Each redirect is held to the same policy. Plain Python: callers pass `allow=settings.OUTBOUND_ALLOW`.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Set
from typing import Any

import httpcore
import httpx

from utils.outbound import OutboundReplyError, Resolver, UrlNotAllowedError, system_resolver, target_check
from utils.outbound_wire import BoundedStream, GuardedBackend, Policy, ending_in, own_errors

MAX_BYTES = 10 * 1024 * 1024
MAX_REDIRECTS = 5
CONNECT_TIMEOUT_S = 10.0
CARRIED = frozenset({"accept", "accept-encoding", "accept-language", "connection", "host", "user-agent"})


def url_check(url: str, *, allow: Set[str]) -> None:
    """The form of a URL that somebody enters, without a network. (What holds is the check of the connection.)

    Raises UrlNotAllowedError.
    """
    try:
        _check(httpx.URL(url), allow=allow)
    except httpx.InvalidURL as error:
        raise UrlNotAllowedError from error


def guarded_client(
    *,
    timeout_s: float,
    allow: Set[str] = frozenset(),
    max_bytes: int = MAX_BYTES,
    base_url: str = "",
    headers: Mapping[str, str] | None = None,
    resolve: Resolver = system_resolver,
    ssl_context: ssl.SSLContext | None = None,
) -> httpx.Client:
    """A client under the policy. Its requests raise UrlNotAllowedError and OutboundError, never an error of httpx.

    `timeout_s`: from the first step of a request to the last byte of its reply, redirects included. `max_bytes`: of a reply,
    unpacked. `allow`: inner targets as host:port.
    """
    policy = Policy(allow=allow, max_bytes=max_bytes, resolve=resolve)
    return GuardedClient(
        timeout_s=timeout_s,
        transport=GuardedTransport(policy, ssl_context or httpx.create_ssl_context(trust_env=False)),
        base_url=base_url,
        headers={"User-Agent": "quittance", "Accept-Encoding": "gzip, deflate", **(headers or {})},
    )


class GuardedClient(httpx.Client):
    """Follows redirects itself: to another origin goes nothing that was meant for this one."""

    def __init__(self, *, timeout_s: float, **kwargs: Any) -> None:
        self.timeout_s = timeout_s
        timeout = httpx.Timeout(timeout_s, connect=min(timeout_s, CONNECT_TIMEOUT_S))
        super().__init__(timeout=timeout, trust_env=False, follow_redirects=True, **kwargs)

    def build_request(self, *args: Any, **kwargs: Any) -> httpx.Request:
        try:
            return super().build_request(*args, **kwargs)
        except httpx.InvalidURL as error:
            raise UrlNotAllowedError from error

    def send(
        self,
        request: httpx.Request,
        *,
        stream: bool = False,
        auth: Any = httpx.USE_CLIENT_DEFAULT,
        follow_redirects: Any = httpx.USE_CLIENT_DEFAULT,
    ) -> httpx.Response:
        follows = self.follow_redirects if follow_redirects is httpx.USE_CLIENT_DEFAULT else bool(follow_redirects)
        with ending_in(self.timeout_s), own_errors():
            for _hop in range(MAX_REDIRECTS + 1):
                response = super().send(request, stream=True, auth=auth, follow_redirects=False)
                if response.next_request is None or not follows:
                    return response if stream else _read(response)
                response.close()
                request, auth = _followed(request, response.next_request), None
        raise OutboundReplyError(f"The service redirects more than {MAX_REDIRECTS} times. Give its final address.")


def _followed(request: httpx.Request, following: httpx.Request) -> httpx.Request:
    """The request after a redirect. Another origin gets no credentials (whatever header they are in) and no body."""
    if _origin(request.url) == _origin(following.url):
        return following
    if following.method not in ("GET", "HEAD") or request.url.scheme == "https" != following.url.scheme:
        raise OutboundReplyError("The service redirects to another one that may not get this request. Give its final address.")
    for name in list(following.headers):
        if name.lower() not in CARRIED:
            del following.headers[name]
    return following


def _origin(url: httpx.URL) -> tuple[str, bytes, int | None]:
    return url.scheme, url.raw_host, url.port


def _read(response: httpx.Response) -> httpx.Response:
    try:
        response.read()
    finally:
        response.close()
    return response


def _check(url: httpx.URL, *, allow: Set[str]) -> None:
    if url.userinfo:
        raise UrlNotAllowedError
    target_check(url.scheme, url.raw_host.decode("ascii"), url.port, allow=allow)


class GuardedTransport(httpx.BaseTransport):
    """Checks each request, sends it over a connection of its own, and hands out its reply in bounded pieces."""

    def __init__(self, policy: Policy, ssl_context: ssl.SSLContext) -> None:
        self._policy = policy
        backend = GuardedBackend(policy)
        self._pool = httpcore.ConnectionPool(ssl_context=ssl_context, max_keepalive_connections=0, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        _check(url, allow=self._policy.allow)
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        asked = httpcore.Request(
            request.method,
            target,
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with own_errors():
            reply = self._pool.handle_request(asked)
        return self._response(reply)

    def _response(self, reply: httpcore.Response) -> httpx.Response:
        headers = httpx.Headers(reply.headers)
        packing = headers.pop("content-encoding", "identity").strip().lower()
        if packing != "identity":
            headers.pop("content-length", None)  # it counts the packed bytes
        stream = BoundedStream(reply, packing=packing, max_bytes=self._policy.max_bytes)
        return httpx.Response(reply.status, headers=headers, stream=stream, extensions=reply.extensions)

    def close(self) -> None:
        self._pool.close()
