"""Structured logs: JSON for machines, plain on a terminal; ids only, never the text of a document."""

from __future__ import annotations

import logging
import logging.config
import re
import sys
from collections.abc import Callable
from time import monotonic

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars
from structlog.typing import EventDict, WrappedLogger

from utils.ids import new_id

log = structlog.get_logger(__name__)

_REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")
_SECRETS = re.compile(r"(?i)(api-key|bearer)\s+\S+|qk_[A-Za-z0-9_-]{8,}")
_SHARED: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank anything that looks like a key or a token."""
    return {key: _SECRETS.sub("[redacted]", value) if isinstance(value, str) else value for key, value in event.items()}


def configure(log_format: str, *, level: str) -> None:
    """`log_format` is json, plain or auto (plain on a terminal)."""
    plain = log_format == "plain" or (log_format == "auto" and sys.stderr.isatty())
    last = structlog.dev.ConsoleRenderer() if plain else structlog.processors.JSONRenderer()
    before: list[structlog.typing.Processor] = [*_SHARED, redact]
    after = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        *([] if plain else [structlog.processors.format_exc_info]),
        last,
    ]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "structured": {"()": structlog.stdlib.ProcessorFormatter, "processors": after, "foreign_pre_chain": before}
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["stderr"], "level": level},
        }
    )
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


class RequestLogMiddleware:
    """Gives each request an id (a well-formed X-Request-Id is kept), binds it to the logs, answers with it, logs one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if _REQUEST_ID.match(given) else str(new_id())
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        started = monotonic()
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        log.info(
            "request",
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=round((monotonic() - started) * 1000),
        )
        return response
