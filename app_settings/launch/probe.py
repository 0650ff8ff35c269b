"""Whether Quittance serves on its port; `python -m app_settings.launch.probe` is the health check of a container."""

from __future__ import annotations

import http.client
import sys

from app_settings.environment import env
from app_settings.launch.wishes import LOOPBACK


def is_ready(port: int, path: str = "/readyz") -> bool:
    """Whether `path` answers 200 now, asked under a name that ALLOWED_HOSTS allows."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": _own_name()})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _own_name() -> str:
    first = str(env.list("ALLOWED_HOSTS", default=[LOOPBACK])[0]).lstrip(".")
    return LOOPBACK if first == "*" else first


if __name__ == "__main__":
    sys.exit(0 if is_ready(env.int("PORT", default=8000), "/healthz") else 1)
