"""BAD_INPUTS 69: no spelling of an inner address passes, by its form or by what its name resolves to."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence

import pytest

from utils.http import guarded_client, url_check
from utils.outbound import OutboundTimeoutError, OutboundUnreachableError, UrlNotAllowedError, is_inner, system_resolver

NOTHING: frozenset[str] = frozenset()

BAD_URLS = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://0x/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://127.0.0.01/",
    "http://127.0.0.1./",
    "http://example.org.:80/",
    "http://8.8.8.8.:80/",
    "http://example.0x7f/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:53aa:64c:0:0:80ff:fffe]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://100.127.255.255/",
    "http://169.254.169.254/latest/meta-data/",
    "http://198.18.0.1/",
    "http://192.0.0.192/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://a.localhost/",
    "http://metadata/",
    "http://metadata.google.internal/",
    "http://printer.local/",
    "http://nas.lan/",
    "http://1.0.0.127.in-addr.arpa/",
    "http://me@example.org/",
    "http://me:secret@example.org/",
    "http://example.org@127.0.0.1/",
    "http://example.org\\@127.0.0.1/",
    "http://%31%32%37.0.0.1/",
    "http://１２７.0.0.1/",
    "http://①②⑦.0.0.1/",
    "http://127。0。0。1/",
    "http://ⓛocalhost/",
    "http://exa mple.org/",
    "http://example.org\r\nHost: inner/",
    "http:///etc/passwd",
    "http://",
    "http://[::1",
    "http://-.org/",
    "http://a..org/",
    "//example.org/",
    "example.org",
    "",
    "file:///etc/passwd",
    "gopher://example.org/",
    "ftp://example.org/",
    "ldap://example.org/",
    "javascript:alert(1)",
    "data:text/plain,hello",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "http://example.org:22/",
    "http://example.org:25/",
    "http://example.org:0/",
    "http://example.org:65536/",
]
GOOD_URLS = [
    "http://example.org",
    "https://example.org/path?q=1#f",
    "https://example.org:8443/",
    "https://sub.example.org:443/",
    "https://bücher.example/",
    "https://xn--bcher-kva.example/",
    "http://8.8.8.8/",
    "http://[2606:4700:4700::1111]/",
    "https://my_bucket.example.org/",
    "https://123.example.org/",
]
INNER = [
    *("0.1.2.3", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.20.0.1", "192.0.0.170", "192.168.0.1"),
    *("192.88.99.1", "198.19.0.1", "203.0.113.9", "224.0.0.251", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "100::1"),
    *("2001::1", "2001:db8::1", "2002:a00:1::", "3fff::1", "fc00::1", "fd00::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1"),
    *("2606:4700:4700::1111%eth0", "", "no address", "127.0.0.01"),
]


@pytest.mark.parametrize("url", BAD_URLS)
def test_the_form_of_an_inner_or_odd_url_is_refused(url: str) -> None:
    with pytest.raises(UrlNotAllowedError):
        url_check(url, allow=NOTHING)


@pytest.mark.parametrize("url", BAD_URLS)
def test_a_request_to_it_is_refused_before_any_name_is_resolved(url: str) -> None:
    def never(host: str, port: int) -> Sequence[str]:
        raise AssertionError(f"{host} was resolved")

    with guarded_client(timeout_s=5, resolve=never) as client, pytest.raises(UrlNotAllowedError):
        client.get(url)


@pytest.mark.parametrize("url", GOOD_URLS)
def test_public_urls_pass(url: str) -> None:
    url_check(url, allow=NOTHING)


@pytest.mark.parametrize("address", INNER)
def test_special_addresses_are_inner(address: str) -> None:
    assert is_inner(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450::1"])
def test_public_addresses_are_not(address: str) -> None:
    assert not is_inner(address)


@pytest.mark.parametrize("address", INNER)
def test_a_public_name_that_leads_inside_is_refused_at_the_connection(address: str) -> None:
    with guarded_client(timeout_s=5, resolve=lambda _host, _port: [address]) as client, pytest.raises(UrlNotAllowedError):
        client.get("http://example.org/")


def test_one_inner_address_among_public_ones_refuses_the_name() -> None:
    with guarded_client(timeout_s=5, resolve=lambda *_: ["8.8.8.8", "10.0.0.1"]) as client, pytest.raises(UrlNotAllowedError):
        client.get("http://example.org/")


def test_a_name_without_addresses_is_refused() -> None:
    with guarded_client(timeout_s=5, resolve=lambda *_: []) as client, pytest.raises(UrlNotAllowedError):
        client.get("http://example.org/")


def test_all_refusals_are_one_sentence_that_names_nothing_of_the_inside() -> None:
    told = set()
    for url in BAD_URLS:
        with pytest.raises(UrlNotAllowedError) as refused:
            url_check(url, allow=NOTHING)
        told.add((refused.value.code, refused.value.status, refused.value.detail))
    with guarded_client(timeout_s=5, resolve=lambda *_: ["10.0.0.1"]) as client, pytest.raises(UrlNotAllowedError) as refused:
        client.get("http://example.org/")
    told.add((refused.value.code, refused.value.status, refused.value.detail))

    ((code, status, detail),) = told
    assert (code, status) == ("url_not_allowed", 400)
    assert "10.0.0.1" not in detail


def test_a_name_that_does_not_exist_is_told_like_one_that_leads_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UrlNotAllowedError):
        system_resolver("inner.example.org", 80)


def test_a_name_server_that_fails_is_worth_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", failing)
    with guarded_client(timeout_s=5) as client, pytest.raises(OutboundUnreachableError):
        client.get("http://example.org/")


def test_a_name_server_that_hangs_is_left_at_the_deadline() -> None:
    over = threading.Event()

    def hanging(_host: str, _port: int) -> Sequence[str]:
        over.wait(30)
        return []

    with guarded_client(timeout_s=0.2, resolve=hanging) as client, pytest.raises(OutboundTimeoutError):
        client.get("http://example.org/")
    over.set()


@pytest.mark.parametrize("entry", ["127.0.0.1:8080", "ollama:8080", "ollama.lan:8080", "[::1]:8080"])
def test_what_the_operator_named_passes_at_its_port_only(entry: str) -> None:
    host = entry.rpartition(":")[0]

    url_check(f"http://{host}:8080/", allow={entry})
    for other in (f"http://{host}:8081/", f"http://{host}/", f"gopher://{host}:8080/", f"http://me@{host}:8080/"):
        with pytest.raises(UrlNotAllowedError):
            url_check(other, allow={entry})
