"""One run of schemathesis, in this process and without a network, against an application that speaks WSGI."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import schemathesis
from django.db import connections
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.transport.wsgi import WSGITransport

from tests.fuzz.findings import Report, report_of

SEED = 20261121
SCHEMA = "/api/v1/schema/?format=json"
EXAMPLES = 3  # of each operation, where no time is given
# What a request may be refused for beyond the schema (rules across fields and rows) is no finding.
UNSOUND = ("positive_data_acceptance", "missing_required_header")
# As schemathesis has them, and what refuses before the body is looked at: a session token of nobody, a body too large or stale.
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "410", "411", "412", "413", "415", "422", "428", "429", "5xx"]

StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Door:
    """The application as the fuzzing's threads call it; remembers their connections, so that the database can be dropped."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._opened: dict[int, Any] = {}

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        self._opened[id(connections["default"])] = connections["default"]
        return self._application(environ, start_response)

    def close(self) -> None:
        for connection in self._opened.values():
            connection.inc_thread_sharing()
            connection.close()


def fuzz(application: Application, *, provider: type[Any] | None, seconds: int | None, schema: str = SCHEMA) -> Report:
    """Fuzz every operation of the schema. Without `seconds`, the number of examples is fixed, and so is what they are."""
    _send_in_process_only()
    door = Door(application)
    try:
        loaded = schemathesis.openapi.from_wsgi(schema, door, config=_config(seconds))
        if provider is not None:
            loaded.auth(refresh_interval=None)(provider)
        return report_of(engine.from_schema(loaded).execute())
    finally:
        door.close()


def _config(seconds: int | None) -> SchemathesisConfig:
    generation: dict[str, Any] = {"allow-x00": True, "codec": "utf-8", "database": "none"}
    settings: dict[str, Any] = {
        "seed": SEED,
        "workers": 1,
        "generation": generation,
        "cache": {"enabled": False},
        "suppress-health-check": ["all"],  # they judge by the clock
        "checks": {name: {"enabled": False} for name in UNSOUND} | {"negative_data_rejection": {"expected-statuses": REFUSALS}},
    }
    if seconds is None:
        generation.update({"max-examples": EXAMPLES, "deterministic": True})
    else:
        settings["max-time"] = seconds
    return SchemathesisConfig.from_dict(settings)


_NETWORK_ONLY = ("max_redirects", "verify", "cert", "proxies")
_send = WSGITransport.send


def _send_in_process_only() -> None:
    """Probes of `ignored_auth` bring options of network sessions, which the WSGI transport of 4.32 hands on to werkzeug."""

    def send(self: WSGITransport, case: Any, *, session: Any = None, **options: Any) -> Any:
        kept = {name: value for name, value in options.items() if session is not None or name not in _NETWORK_ONLY}
        return _send(self, case, session=session, **kept)

    WSGITransport.send = send  # type: ignore[method-assign]
