"""Requests through the guarded client: pinned addresses, checked redirects, credentials, deadlines, bounded replies."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import httpcore
import httpx
import pytest

from tests.outbound.stub import MEBI, Stub, seconds, serving
from utils.http import MAX_REDIRECTS, guarded_client
from utils.outbound import (
    OutboundReplyError,
    OutboundTimeoutError,
    OutboundTooLargeError,
    OutboundUnreachableError,
    UrlNotAllowedError,
)

Make = Callable[..., httpx.Client]


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as server:
        yield server


@pytest.fixture
def other() -> Iterator[Stub]:
    with serving() as server:
        yield server


@pytest.fixture
def client(stub: Stub) -> Iterator[Make]:
    """Clients that may reach the stub, and whatever else a test names."""
    made: list[httpx.Client] = []

    def make(*allow: Stub, **kwargs: Any) -> httpx.Client:
        targets = {f"127.0.0.1:{server.port}" for server in (stub, *allow)}
        made.append(guarded_client(**{"timeout_s": 5, "allow": targets, "base_url": f"http://127.0.0.1:{stub.port}", **kwargs}))
        return made[-1]

    yield make
    for one in made:
        one.close()


class Backend:
    """Stands for the network: notes what is connected to, and answers over an unread connection."""

    def __init__(self) -> None:
        self.connected: list[tuple[str, int]] = []
        self.server_names: list[str | None] = []

    def connect_tcp(self, host: str, port: int, *_args: Any) -> httpcore.NetworkStream:
        self.connected.append((host, port))
        backend = self

        class Stream(httpcore.MockStream):
            def start_tls(
                self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
            ) -> httpcore.NetworkStream:
                assert ssl_context.check_hostname
                assert ssl_context.verify_mode is ssl.CERT_REQUIRED
                backend.server_names.append(server_hostname)
                return self

        return Stream([b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"])


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Backend:
    backend = Backend()
    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", lambda _self, *args: backend.connect_tcp(*args))
    return backend


def test_an_allowed_inner_target_answers(client: Make) -> None:
    assert client().get("/hello").text == "hello"


def test_an_inner_target_that_was_not_named_is_never_connected_to(stub: Stub) -> None:
    with guarded_client(timeout_s=5) as closed, pytest.raises(UrlNotAllowedError):
        closed.get(f"http://127.0.0.1:{stub.port}/hello")
    assert stub.asked == []


def test_a_name_that_changes_its_mind_leads_nowhere_else(network: Backend) -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    asked = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append((host, port))
        return next(answers)

    with guarded_client(timeout_s=5, resolve=rebinding) as client:
        assert client.get("http://rebind.example.org/").text == "hello"
        assert (asked, network.connected) == ([("rebind.example.org", 80)], [("93.184.216.34", 80)])
        with pytest.raises(UrlNotAllowedError):
            client.get("http://rebind.example.org/")
    assert network.connected == [("93.184.216.34", 80)]


def test_tls_asks_for_the_name_over_a_connection_to_the_checked_address(network: Backend) -> None:
    with guarded_client(timeout_s=5, resolve=lambda *_: ["93.184.216.34"]) as client:
        client.get("https://example.org/")

    assert (network.connected, network.server_names) == ([("93.184.216.34", 443)], ["example.org"])


def test_the_next_address_is_tried_when_the_first_is_dead(monkeypatch: pytest.MonkeyPatch, network: Backend) -> None:
    def connect(_self: object, host: str, port: int, *args: Any) -> httpcore.NetworkStream:
        if host == "93.184.216.34":
            raise httpcore.ConnectError("refused")
        return network.connect_tcp(host, port, *args)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with guarded_client(timeout_s=5, resolve=lambda *_: ["93.184.216.34", "93.184.216.35"]) as client:
        assert client.get("http://example.org/").text == "hello"


def test_proxies_of_the_environment_are_not_used(client: Make, stub: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")

    assert client().get("/hello").text == "hello"


@pytest.mark.parametrize(
    "to",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:{other}/hello",
        "http://localhost:{other}/hello",
        "http://0x7f.1:{other}/hello",
        "//127.0.0.1:{other}/hello",
        "http://[::ffff:127.0.0.1]:{other}/hello",
        "file:///etc/passwd",
        "http://me@127.0.0.1:{stub}/hello",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_the_inside_is_refused(client: Make, stub: Stub, other: Stub, to: str, status: int) -> None:
    with pytest.raises(UrlNotAllowedError):
        client().get("/redirect", params={"to": to.format(other=other.port, stub=stub.port), "status": status})
    assert (len(stub.asked), other.asked) == (1, [])


def test_the_second_hop_is_looked_at_like_the_first(client: Make, stub: Stub, other: Stub) -> None:
    inner = f"http://127.0.0.1:{other.port}/hello"
    with pytest.raises(UrlNotAllowedError):
        client().get("/redirect", params={"to": str(httpx.URL("/redirect", params={"to": inner}))})
    assert (len(stub.asked), other.asked) == (2, [])


def test_a_redirect_to_a_name_that_leads_inside_is_refused(client: Make, stub: Stub) -> None:
    def resolve(host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    with pytest.raises(UrlNotAllowedError):
        client(resolve=resolve).get("/redirect", params={"to": f"http://example.org:{stub.port}/hello"})
    assert len(stub.asked) == 1


def test_a_redirect_within_the_service_is_followed_with_its_credentials(client: Make, stub: Stub) -> None:
    client(headers={"Authorization": "Bearer t", "X-Api-Key": "k"}).get("/redirect", params={"to": "/hello"})

    assert [(path, headers["authorization"], headers["x-api-key"]) for _, path, headers in stub.asked][1] == (
        "/hello",
        "Bearer t",
        "k",
    )


@pytest.mark.parametrize(
    "how", [{"headers": {"Authorization": "Bearer t", "X-Api-Key": "k", "Cookie": "c=d"}}, {"auth": ("me", "p")}]
)
def test_another_origin_gets_no_credentials(client: Make, stub: Stub, other: Stub, how: dict[str, Any]) -> None:
    client(other).get("/redirect", params={"to": f"http://127.0.0.1:{other.port}/hello"}, **how)

    ((_, _, headers),) = other.asked
    assert not {"authorization", "x-api-key", "cookie"} & headers.keys()
    assert headers["host"] == f"127.0.0.1:{other.port}"


def test_credentials_of_the_client_itself_do_not_travel_either(client: Make, stub: Stub, other: Stub) -> None:
    made = client(other, headers={"X-Goog-Key": "k"})
    made.auth = ("me", "p")
    made.get("/redirect", params={"to": f"http://127.0.0.1:{other.port}/hello"})

    assert "authorization" in stub.asked[0][2]
    assert not {"authorization", "x-goog-key"} & other.asked[0][2].keys()


@pytest.mark.parametrize("status", [307, 308])
def test_a_body_is_not_handed_to_another_origin(client: Make, other: Stub, status: int) -> None:
    with pytest.raises(OutboundReplyError):
        client(other).post(
            "/redirect", params={"to": f"http://127.0.0.1:{other.port}/hello", "status": status}, content=b"a document"
        )
    assert other.asked == []


def test_five_redirects_are_followed_and_a_sixth_is_not(client: Make, stub: Stub) -> None:
    def chain(length: int) -> str:
        url = "/hello"
        for _ in range(length):
            url = str(httpx.URL("/redirect", params={"to": url}))
        return url

    assert client().get(chain(MAX_REDIRECTS)).text == "hello"
    with pytest.raises(OutboundReplyError, match="more than 5 times"):
        client().get(chain(MAX_REDIRECTS + 1))


def test_redirects_may_be_left_to_the_caller(client: Make, stub: Stub) -> None:
    assert client().get("/redirect", params={"to": "/hello"}, follow_redirects=False).status_code == 302


@pytest.mark.parametrize("path", ["/drip", "/dripping_head"])
def test_a_service_that_drips_is_left_at_the_deadline(client: Make, path: str) -> None:
    begun = time.monotonic()

    with pytest.raises(OutboundTimeoutError):
        client(timeout_s=0.5).get(path)
    assert seconds(begun) < 3


def test_a_stream_that_drips_is_left_at_the_deadline(client: Make) -> None:
    begun = time.monotonic()

    with client(timeout_s=0.5).stream("GET", "/drip") as response, pytest.raises(OutboundTimeoutError):
        for _ in response.iter_bytes():
            pass
    assert seconds(begun) < 3


def test_a_reply_of_the_allowed_size_is_read(client: Make) -> None:
    assert len(client(max_bytes=MEBI).get("/large", params={"bytes": MEBI}).content) == MEBI


def test_a_reply_that_is_too_large_is_not(client: Make) -> None:
    with pytest.raises(OutboundTooLargeError):
        client(max_bytes=MEBI).get("/large", params={"bytes": MEBI + 1})


def test_packed_replies_are_unpacked(client: Make) -> None:
    assert client().get("/packed").text == "hello again"


def test_a_bomb_is_left_before_it_is_unpacked(client: Make) -> None:
    seen: list[int] = []

    with client(max_bytes=MEBI).stream("GET", "/bomb") as response, pytest.raises(OutboundTooLargeError):
        seen.extend(len(piece) for piece in response.iter_raw())
    assert sum(seen) <= MEBI


@pytest.mark.parametrize("path", ["/cut", "/odd?packing=gzip", "/odd?packing=br", "/odd?packing=gzip,%20gzip", "/nonsense"])
def test_a_reply_that_cannot_be_read_is_a_named_error(client: Make, path: str) -> None:
    with pytest.raises(OutboundReplyError):
        client().get(path)


def test_nobody_there_is_a_named_error(stub: Stub) -> None:
    with guarded_client(timeout_s=5, allow={"127.0.0.1:1"}) as lonely, pytest.raises(OutboundUnreachableError):
        lonely.get("http://127.0.0.1:1/")


def test_each_request_asks_for_the_name_and_connects_anew(network: Backend) -> None:
    asked = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["93.184.216.34"]

    with guarded_client(timeout_s=5, resolve=resolve) as client:
        for _ in range(2):
            client.get("http://example.org/")
    assert (len(asked), len(network.connected)) == (2, 2)
