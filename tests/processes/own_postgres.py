"""A house whose Postgres is its own, behind a proxy: tests crash the server, take its connections and cut the links."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType

import psycopg2
from psycopg2.extensions import connection

from tests.processes.house import House
from tests.processes.proxy import Proxy
from utils.embedded_postgres.cluster import SUPERUSER
from utils.embedded_postgres.connection import connection_of
from utils.embedded_postgres.postmaster import postmaster_of
from utils.embedded_postgres.server import EmbeddedPostgres


class PostgresHouse(House):
    """Its processes reach the database by the proxy; what the test itself asks of it goes past that."""

    def __init__(self, folder: Path, *, extra: Mapping[str, str] | None = None) -> None:
        super().__init__(folder, extra=extra)
        self._outer_url = ""
        self.proxy = Proxy(self._socket)
        self.env["DATABASE_URL"] = f"postgres://quittance@127.0.0.1:{self.proxy.port}/quittance"

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        super().__exit__(kind, error, trace)
        self.proxy.close()

    def _socket(self) -> Path:
        told = connection_of(self.var)
        if told is None:
            raise ConnectionRefusedError
        return told.socket

    @property
    def postgres(self) -> EmbeddedPostgres:
        assert self._embedded is not None
        return self._embedded

    def crash_postgres(self) -> None:
        """As `pg_ctl stop -m immediate`: no shutdown, the next start recovers from the log."""
        server = postmaster_of(self.postgres.data)
        assert server is not None
        server.send_signal(signal.SIGQUIT)
        server.wait(timeout=20)

    @contextmanager
    def superuser(self, options: str = "") -> Iterator[connection]:
        """A connection that may do everything, with its transaction rolled back in the end."""
        with closing(psycopg2.connect(**self._link() | {"user": SUPERUSER, "options": options})) as link:
            yield link
