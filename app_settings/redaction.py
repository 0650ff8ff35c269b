"""Blanks secrets and account numbers in a log line, whatever wrote it there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from structlog.typing import EventDict, WrappedLogger

BLANK = "[redacted]"

_SECRET_NAMES = re.compile(
    r"(?i)(authorization|password|passwd|secret|token|refresh|access|api_?key|signing_?key|encryption_?keys?|cookie|pepper|digest|iban)$"
)
_SECRETS = re.compile(
    r"""(?ix)
    \b(?:api-key|bearer|basic)\s+\S+            # what an Authorization header holds
    | \bq[ki]_[\w-]{8,}                         # our own keys, and the links of invitations
    | \b[0-9a-f]{32}-[0-9a-z]{6,7}-[0-9a-f]{32}  # the links of new passwords, which are asked for here if nobody else answers
    | \b[0-9a-z]{32}:[\w-]{43}                  # session tokens of allauth, signed
    | \bsk-[\w-]{12,}                           # keys of LLM providers
    | \beyJ[\w-]+\.[\w-]+\.[\w-]*               # JWT
    | \bgAAAA[\w-]{70,}=*                        # what is sealed in the database (Fernet)
    | -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----[^-]* # private keys
    | (?<=://)[^/\s:@]*:[^/\s@]+(?=@)           # user:password in a URL
    """
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b")
# Postgres repeats the whole row in the details of a broken constraint, and the row may hold the text of a document.
_ROW = re.compile(r"(?m)^(DETAIL|CONTEXT|LINE \d+):.*$")


def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A processor of structlog: the same event without anything that looks like a key, a token, an IBAN or a row."""
    return {name: _cleaned(name, value) for name, value in event.items()}


def _cleaned(name: str, value: Any) -> Any:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if _SECRET_NAMES.search(name):
        return BLANK
    if isinstance(value, str):
        return _clean_text(value)
    if isinstance(value, Mapping):
        return {str(inner): _cleaned(str(inner), item) for inner, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_cleaned("", item) for item in value]
    return _clean_text(repr(value) if isinstance(value, bytes) else str(value))


def _clean_text(text: str) -> str:
    return _ROW.sub(rf"\1: {BLANK}", _IBAN.sub(BLANK, _SECRETS.sub(BLANK, text)))
