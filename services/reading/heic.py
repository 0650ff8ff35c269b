"""HEIC, the photographs of telephones, by the optional package pillow-heif.

Its wheel carries x265 under GPL-2.0, so that it is never installed unasked: see docs/reading.md, "Pictures".
"""

from __future__ import annotations

from functools import cache

from services.errors import UnsupportedFeatureError

HEIF = "HEIF"  # as Pillow names the format


@cache
def with_heif() -> None:
    """Teach Pillow the format, once per process. Raises UnsupportedFeatureError where the package is not installed."""
    try:
        import pillow_heif  # noqa: PLC0415  optional
    except ImportError as error:
        raise UnsupportedFeatureError(
            "HEIC photographs are not read on this server. Send the photo as JPEG, "
            "or ask the operator to install the package pillow-heif."
        ) from error
    pillow_heif.register_heif_opener(thumbnails=False)
