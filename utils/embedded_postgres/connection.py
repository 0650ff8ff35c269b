"""Where a running embedded Postgres listens, kept in `postgres.json` beside its data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

FILE_NAME = "postgres.json"


@dataclass(frozen=True, slots=True)
class Connection:
    """A socket folder with the port that names the socket in it; nothing listens on TCP."""

    socket_folder: Path
    port: int = 5432
    user: str = "quittance"
    database: str = "quittance"

    @property
    def url(self) -> str:
        """`postgresql://` with the socket folder as percent-encoded host, as libpq and django-environ read it."""
        return f"postgresql://{self.user}@{quote(str(self.socket_folder), safe='')}:{self.port}/{self.database}"

    @property
    def socket(self) -> Path:
        return self.socket_folder / f".s.PGSQL.{self.port}"


def connection_of(base: Path) -> Connection | None:
    """What was written at the last start under `base`; None when it was never started or was stopped."""
    try:
        stored = json.loads((base / FILE_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Connection(Path(stored["host"]), int(stored["port"]), stored["user"], stored["name"])


def connection_write(base: Path, connection: Connection) -> None:
    """Replaces the file in one step, so that a reader sees the old or the new one, never half."""
    fresh = base / f"{FILE_NAME}.new"
    stored = {
        "host": str(connection.socket_folder),
        "port": connection.port,
        "user": connection.user,
        "name": connection.database,
    }
    fresh.write_text(json.dumps(stored) + "\n", encoding="utf-8")
    fresh.replace(base / FILE_NAME)


def connection_forget(base: Path) -> None:
    """Remove the file that tells how to connect."""
    (base / FILE_NAME).unlink(missing_ok=True)
