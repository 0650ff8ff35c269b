"""Which version a change was made from: `If-Match: "3"`, or `version` in the body."""

from __future__ import annotations

import re
from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from finance.errors import VersionRequiredError

_TAG = re.compile(r'(?:W/)?"([0-9]{1,9})"')


def expected_version(request: Request, values: dict[str, Any]) -> int:
    """Takes `version` out of the values. Raises VersionRequiredError when neither place names one."""
    told = values.pop("version", None)
    header = request.headers.get("If-Match")
    if header is None:
        if told is None:
            raise VersionRequiredError('Send the version that you looked at: `version` in the body, or If-Match: "3".')
        return int(told)
    match = _TAG.fullmatch(header.strip())
    if match is None or told not in (None, int(match[1])):
        sentence = ErrorDetail(
            'If-Match is one version in quotes, such as "3", and the same as `version`.', code="invalid_version"
        )
        raise ValidationError({"If-Match": [sentence]})
    return int(match[1])


def version_tag(version: int) -> dict[str, str]:
    """The header that tells the version of what was answered."""
    return {"ETag": f'"{version}"'}
