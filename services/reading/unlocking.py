"""Whether a password opens a file: asked of the very reader that would read it, which stops as soon as it is inside."""

from __future__ import annotations

from services.errors import BadPasswordError, NeedsPasswordError, UnsupportedTypeError
from services.reading.formats import READERS
from services.reading.limits import Limits
from services.reading.wish import ReadWish


def opens(content: bytes, media_type: str, wish: ReadWish, limits: Limits) -> bool:
    """Whether one of the passwords in the wish opens the file (of a file without a password each does).

    Raises ReadingError for what is wrong with the file beyond that.
    """
    reader = READERS.get(media_type)
    if reader is None:
        raise UnsupportedTypeError(f"{media_type} is not read.")
    try:
        next(reader(content, wish, limits), None)
    except (NeedsPasswordError, BadPasswordError):
        return False
    return True
