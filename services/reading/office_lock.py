"""Office documents under a password. Office packs them into an OLE file, encrypted as a whole; unlocked in memory only."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.parsers.expat import ExpatError

import olefile
from cryptography.exceptions import UnsupportedAlgorithm
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

from services.errors import CorruptFileError, ForbiddenXmlError, NeedsPasswordError, ResourceLimitError
from services.reading.archive import OLE_MARK

ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
LOCK = "EncryptionInfo"
LOCK_BYTES = 64 * 1024
OPENS_WITHOUT_ASKING = "VelvetSweatshop"  # Excel's own password of workbooks that are only protected against changes
MOST_SPINS = 1_000_000  # Office makes 100,000; each costs a hash per password
BROKEN = (
    *(OSError, struct.error, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, RecursionError),
    *(ExpatError, UnsupportedAlgorithm, FileFormatError, ParseError),
)
_SPINS = re.compile(r'spinCount\s*=\s*["\']\s*0*(\d{1,30})')


def is_locked(content: bytes) -> bool:
    """Tell whether the file is an office document under a password."""
    return content.startswith(OLE_MARK) and ENCRYPTED_PART in content


def unlocked(content: bytes, passwords: tuple[str, ...]) -> tuple[bytes, int | None]:
    """Give the package inside, and which password opened it (None: one that Excel itself does not ask for).

    Raises NeedsPasswordError when none does, CorruptFileError, ForbiddenXmlError, ResourceLimitError.
    """
    with _foreign_errors_named():
        _check_lock(content)
        file = OOXMLFile(io.BytesIO(content))
        for index, password in enumerate((*passwords, OPENS_WITHOUT_ASKING)):
            package = _package(file, password)
            if package is not None:
                return package, index if index < len(passwords) else None
    raise NeedsPasswordError("The document is locked. Enter its password, or send it without one.")


def _check_lock(content: bytes) -> None:
    """What describes the lock may be XML, and says how much work a password is."""
    with olefile.OleFileIO(io.BytesIO(content)) as ole, ole.openstream(LOCK) as stream:
        described = stream.read(LOCK_BYTES + 1)
    if len(described) > LOCK_BYTES:
        raise CorruptFileError("The lock of the document is damaged. Save it without a password.")
    text = described.replace(b"\x00", b"").decode("latin-1")
    if "<!" in text:
        raise ForbiddenXmlError("The lock of the document holds XML that refers to something else. Save it without a password.")
    if any(int(spins) > MOST_SPINS for spins in _SPINS.findall(text)):
        raise ResourceLimitError("Opening the lock of the document needs too much work. Save it without a password.")


def _package(file: Any, password: str) -> bytes | None:
    package = io.BytesIO()
    if not password:
        return None
    try:
        file.load_key(password=password, verify_password=True)
        file.decrypt(package)
    except InvalidKeyError:
        return None
    return package.getvalue()


@contextmanager
def _foreign_errors_named() -> Iterator[None]:
    try:
        yield
    except DecryptionError as error:
        raise NeedsPasswordError("The document is locked in an unusual way. Save it without a password.") from error
    except BROKEN as error:
        raise CorruptFileError("The locked document is damaged or cut off. Send it again.") from error
