"""Calls over connections that stay open, timed at the client."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass
class Client:
    """One connection to a server on this machine."""

    port: int
    headers: Mapping[str, str]
    link: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def again(self) -> Self:
        """Another connection of the same kind."""
        return type(self)(self.port, self.headers)

    def get(self, path: str) -> tuple[float, bytes]:
        """Seconds and body. Raises AssertionError for any answer but 200."""
        started = time.perf_counter()
        try:
            self.link.request("GET", path, headers=dict(self.headers))
            answer = self.link.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):  # it had been idle for too long
            self.link.close()
            return self.get(path)
        body = answer.read()
        taken = time.perf_counter() - started
        if answer.status != 200:
            raise AssertionError(f"{path}: {answer.status} {body[:500]!r}")
        return taken, body

    def json(self, path: str) -> Any:
        return json.loads(self.get(path)[1])

    def page_after(self, path: str, pages: int) -> str:
        """The path of the page so many pages further on."""
        for _ in range(pages):
            link = urlsplit(self.json(path)["next"])
            path = f"{link.path}?{link.query}"
        return path


def in_turn(asks: Mapping[str, tuple[Client, str]], *, rounds: int, warm_up: int = 20) -> dict[str, list[float]]:
    """Seconds of each call, one of each kind after the other."""
    times: dict[str, list[float]] = {name: [] for name in asks}
    for number in range(warm_up + rounds):
        for name, (client, path) in asks.items():
            taken, _body = client.get(path)
            if number >= warm_up:
                times[name].append(taken)
    return times


def at_once(client: Client, path: str, *, clients: int, seconds: float) -> tuple[float, list[float]]:
    """Requests per second of so many clients, and the seconds of each request."""
    end = time.perf_counter() + seconds

    def ask(own: Client) -> list[float]:
        times: list[float] = []
        while time.perf_counter() < end:
            times.append(own.get(path)[0])
        return times

    with ThreadPoolExecutor(clients) as pool:
        all_times: Sequence[list[float]] = list(pool.map(ask, [client.again() for _ in range(clients)]))
    times = [taken for one in all_times for taken in one]
    return len(times) / seconds, times
