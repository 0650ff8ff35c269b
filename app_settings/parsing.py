"""JSON bodies, strictly: bounded in size and depth, without what the database or a reader would stumble over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

MAX_DEPTH = 32


class BodyTooLargeError(APIException):
    status_code = 413
    default_code = "body_too_large"
    default_detail = "The body is too large. Send less at a time; files go as multipart/form-data."


class StrictJSONParser(JSONParser):
    """UTF-8; refuses NUL, lone surrogates, NaN, names given twice, and nesting deeper than `MAX_DEPTH`."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise BodyTooLargeError
        return strict_json(body)


def strict_json(body: bytes) -> Any:
    """What the bytes say. Raises ParseError with the code malformed_json."""
    try:
        told = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise _malformed("The body is no JSON that can be understood.") from error
    _refuse_odd(told)
    return told


def _malformed(sentence: str) -> ParseError:
    return ParseError(sentence, code="malformed_json")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise _malformed("A name stands twice in one object.")
    return told


def _refuse_odd(told: Any) -> None:
    level = [told]
    for _depth in range(MAX_DEPTH):
        for text in (value for value in level if isinstance(value, str)):
            _refuse_odd_text(text)
        level = [inner for value in level for inner in _parts(value)]
        if not level:
            return
    raise _malformed(f"The body is nested deeper than {MAX_DEPTH} levels.")


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def _refuse_odd_text(text: str) -> None:
    if "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise _malformed("A text contains NUL or half of a character, which cannot be kept.")
