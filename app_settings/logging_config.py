"""Structured logs: JSON for machines, plain on a terminal; ids only, never the text of a document.

Every line carries what is known where it is written: `request_id`, `task_id` and `task`, `workspace_id` (of the scope in
force), and the ids that a task was called with. What looks like a secret or an IBAN is blanked last, tracebacks included.
"""

from __future__ import annotations

import logging
import logging.config
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from time import monotonic
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

from app_settings.redaction import redact
from users.audit.source import Source, coming_from, set_source, source_of_path
from users.tenancy.scope import ScopeError, Unscoped, active_scope
from utils.ids import new_id

log = structlog.get_logger(__name__)

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_MANY_LINES = ("exception", "stack")  # tracebacks
STATIC = "/static/"  # files of our own, of which a page loads dozens: not worth a line each


def add_workspace(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The workspace in scope as `workspace_id`; where all may be seen, the reason as `unscoped`."""
    try:
        current = active_scope()
    except ScopeError:
        return event
    if isinstance(current, Unscoped):
        event.setdefault("unscoped", current.reason)
    else:
        event["workspace_id"] = str(current)
    return event


def one_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The same event with control characters written out, so that no planted text begins a line or moves the cursor."""
    return {name: value if name in _MANY_LINES else _written_out(value) for name, value in event.items()}


def _written_out(value: object) -> object:
    if not isinstance(value, str):
        return value  # written by repr, which does the same
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode(), value)


_BEFORE: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    add_workspace,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def configure(log_format: str, *, level: str) -> None:
    """`log_format` is json, plain or auto (plain on a terminal)."""
    plain = log_format == "plain" or (log_format == "auto" and sys.stderr.isatty())
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"structured": {"()": formatter, "plain": plain}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
            "root": {"handlers": ["stderr"], "level": level},
            # Our own line per request has the id of the request; a second access log would only repeat it.
            "loggers": {
                "django.server": {"handlers": [], "propagate": True},
                "gunicorn.error": {"handlers": [], "propagate": True},
                "gunicorn.access": {"handlers": [], "propagate": False},
                # Clients log whole addresses, and some services take their key in the address.
                "httpx": {"level": "WARNING"},
                "httpcore": {"level": "WARNING"},
            },
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_BEFORE,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def formatter(*, plain: bool) -> logging.Formatter:
    """Gives every record, ours and of other libraries, its one form."""
    # plain_traceback: rich ones would print local variables, and with them the text of documents
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    after: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,  # before redacting, so that no traceback slips past as an object
        redact,
        *((one_line, console) if plain else (structlog.processors.JSONRenderer(),)),
    ]
    return structlog.stdlib.ProcessorFormatter(processors=after, foreign_pre_chain=_BEFORE)


class RequestLogMiddleware:
    """Gives each request an id (a well-formed X-Request-Id is kept), binds it to the logs, answers with it, logs one line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else str(new_id())
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        started = monotonic()
        with coming_from(source_of_path(request.path_info)):
            response = self.get_response(request)
        response["X-Request-Id"] = request_id
        if not request.path.startswith(STATIC):
            log.info(
                "request",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round((monotonic() - started) * 1000),
            )
        return response


def bind_task(
    *, task_id: str, task: Any, args: Sequence[object] = (), kwargs: Mapping[str, object] | None = None, **_signal: Any
) -> None:
    """Receiver of Celery's `task_prerun`: every line of the task names it and the ids that it was called with."""
    called_with = signature(task.run).bind_partial(*args, **(kwargs or {})).arguments
    ids = {name: str(value) for name, value in called_with.items() if name.endswith("_id")}
    clear_contextvars()
    bind_contextvars(task_id=task_id, task=task.name, **ids)
    set_source(Source.WORKER)


def unbind_task(**_signal: Any) -> None:
    """Receiver of Celery's `task_postrun`: the thread's next task starts with nothing bound."""
    clear_contextvars()
    set_source(Source.COMMAND)
