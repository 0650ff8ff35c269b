"""What one file may ask of this instance, as its operator set it."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings

from services.reading.limits import MEGABYTE, Limits
from services.reading.media_types import HEIC, SUPPORTED


def file_limits() -> Limits:
    """The limits in force (`LIMIT_…`); what no setting names is as the readers have it."""
    return Limits(**settings.FILE_LIMITS)


def too_large() -> str:
    """What is told of a file that is larger than the limit."""
    return f"The file is larger than {file_limits().file_bytes // MEGABYTE} MB. Send a smaller one."


def media_types_read() -> frozenset[str]:
    """The types that this instance reads: HEIC only where its package is installed."""
    return SUPPORTED if find_spec("pillow_heif") else SUPPORTED - {HEIC}
