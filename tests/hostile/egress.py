"""A listener on loopback whose address stands in the fixtures' URLs: whoever follows one is noticed."""

from __future__ import annotations

import socket
import threading
from functools import cache


class Trap:
    """Accepts every connection and remembers what was asked."""

    def __init__(self) -> None:
        self.caught: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def _listen(self) -> None:
        while True:
            link, _ = self._socket.accept()
            with link:
                link.settimeout(1)
                try:
                    self.caught.append(link.recv(1000))
                except OSError:
                    self.caught.append(b"")


@cache
def trap() -> Trap:
    """The one of this process; it listens until the process ends."""
    return Trap()
