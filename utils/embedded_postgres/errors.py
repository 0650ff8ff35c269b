"""What can go wrong with the embedded Postgres, each with its remedy in words."""

from __future__ import annotations

from utils.errors import QuittanceError


class EmbeddedPostgresError(QuittanceError):
    """The embedded Postgres cannot be made, started or stopped; `detail` says what to do."""

    code = "embedded_postgres"
    title = "The embedded Postgres does not run"
