"""What makes two requests the same: the key and where it was used, and a digest of all that was asked."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from rest_framework.request import Request

from users.idempotency.errors import InvalidIdempotencyKeyError

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


def checked_key(text: str) -> str:
    """Raises InvalidIdempotencyKeyError unless it is 1 to 255 visible characters of ASCII."""
    if not _KEY.fullmatch(text):
        raise InvalidIdempotencyKeyError(
            f"{HEADER} is 1 to 255 visible ASCII characters, without spaces. A new UUID for each new request is best."
        )
    return text


def place_digest(request: Request, key: str) -> str:
    """Where a key holds: the method and the path."""
    return sha256(_canonical([request.method, request.path, key])).hexdigest()


def request_digest(request: Request) -> str:
    """Of the query, of If-Match and of the body: JSON by its values, a form by its parts, whatever their boundary was.

    Keyed, so that a short secret in a body cannot be guessed from it. Files are read in pieces and rewound. Raises what
    parsing the body raises.
    """
    query = sorted(request.query_params.lists())
    told = _canonical([query, request.headers.get("If-Match"), _told(request.data)])
    return salted_hmac(__name__, told, algorithm="sha256").hexdigest()


def _told(data: Any) -> Any:
    if isinstance(data, QueryDict):
        return ["form", [[name, [_part(value) for value in values]] for name, values in sorted(data.lists())]]
    return ["json", data]


def _part(value: Any) -> Any:
    if not isinstance(value, UploadedFile):
        return value
    content = sha256()
    for chunk in value.chunks():
        content.update(chunk)
    value.seek(0)
    return {"filename": value.name, "size": value.size, "content": content.hexdigest()}


def _canonical(told: Any) -> bytes:
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
