"""A link to Postgres that tests cut: a TCP port of the loopback before the server's socket."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

COMMIT = b"COMMIT\x00"  # the end of a simple query, as psycopg sends it
CHUNK = 65_536


class Proxy:
    """Passes everything on, but for one COMMIT that it was told of: with that it cuts the link.

    `server` says where the socket is at this moment; where there is none, links are closed at once.
    """

    def __init__(self, server: Callable[[], Path]) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._commits_left = 0
        self._is_delivered = False
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def cut_at_commit(self, number: int, *, is_delivered: bool) -> None:
        """Cut at the so manieth COMMIT from now: after the server carried it out, or before it hears of it."""
        with self._lock:
            self._commits_left, self._is_delivered = number, is_delivered

    @property
    def was_cut(self) -> bool:
        with self._lock:
            return self._commits_left == 0

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes who accepts
        self._thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:  # closed
                return
            threading.Thread(target=self._link, args=(client,), daemon=True).start()

    def _link(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(str(self._server()))
            while self._pass_on(client, server):
                pass

    def _pass_on(self, client: socket.socket, server: socket.socket) -> bool:
        """What either of the two says, to the other. False: one hung up, or the link is to be cut."""
        for speaker in select.select([client, server], [], [])[0]:
            chunk = speaker.recv(CHUNK)
            if speaker is client and chunk.endswith(COMMIT) and self._is_to_cut():
                if self._is_delivered:
                    server.sendall(chunk)
                    server.recv(CHUNK)  # it is done, and nobody hears of it
                return False
            if not chunk:
                return False
            (server if speaker is client else client).sendall(chunk)
        return True

    def _is_to_cut(self) -> bool:
        with self._lock:
            if self._commits_left == 0:
                return False
            self._commits_left -= 1
            return self._commits_left == 0
