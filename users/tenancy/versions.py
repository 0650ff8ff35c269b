"""Which version a change was made from (`If-Match: "3"`, or `version` in the body), and which was answered (`ETag: "3"`).

The version is that of the record. Figures that are shown beside it and kept elsewhere (the balance of an account) do not
move it.
"""

from __future__ import annotations

import re
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from users.tenancy.errors import VersionRequiredError

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description='The version looked at, as its ETag said: "3". Another one: 412'
)
_TAG = re.compile(r'"([1-9][0-9]{0,8})"')


def expected_version(request: Request, values: dict[str, Any]) -> int:
    """Takes `version` out of the values. Raises VersionRequiredError when neither place names one, ValidationError."""
    version = wished_version(request, values)
    if version is None:
        raise VersionRequiredError('Send the version that you looked at: `version` in the body, or If-Match: "3".')
    return version


def wished_version(request: Request, values: dict[str, Any] | None = None) -> int | None:
    """The version named by If-Match, or by the `version` that it takes out of the values; None when neither does.

    Raises ValidationError for `*`, weak tags (W/"3"), several of them, and what differs from `version`.
    """
    told = (values or {}).pop("version", None)
    header = request.headers.get("If-Match")
    if header is None:
        return None if told is None else int(told)
    match = _TAG.fullmatch(header.strip())
    if match is None or told not in (None, int(match[1])):
        sentence = ErrorDetail(
            'If-Match is one version in quotes, as the ETag said, such as "3", and the same as `version`.', code="invalid_version"
        )
        raise ValidationError({"If-Match": [sentence]})
    return int(match[1])


def version_tag(version: int) -> dict[str, str]:
    """The header that tells the version of what was answered."""
    return {"ETag": f'"{version}"'}
