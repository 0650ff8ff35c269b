"""What is checked of a packed file before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile

from services.errors import ArchiveBombError, CorruptFileError, NeedsPasswordError, UnsupportedTypeError
from services.reading.limits import MEGABYTE, Limits

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and every workbook under a password
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
IS_ENCRYPTED = 0x1
WORKBOOK = "xl/workbook.xml"
MACROS = "vbaproject.bin"
END_OF_DIRECTORY = b"PK\x05\x06"


def check_workbook_archive(content: bytes, limits: Limits) -> None:
    """Refuse what is no workbook, is locked, holds macros, or unpacks to more than it may.

    The sizes are those of the archive's directory; `zipfile` unpacks no more of a member than that.
    Raises ArchiveBombError, CorruptFileError, NeedsPasswordError, UnsupportedTypeError.
    """
    if content.startswith(OLE_MARK):
        raise _old_or_locked(content)
    members = _members(content, limits)
    names = {member.filename.lower() for member in members}
    if len(members) > limits.archive_members or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise ArchiveBombError(
            f"The workbook unpacks to more than {limits.unpacked_bytes // MEGABYTE} MB or {limits.archive_members:,} parts. "
            "Save the sheet as CSV."
        )
    if any(member.flag_bits & IS_ENCRYPTED for member in members):
        raise NeedsPasswordError("The workbook is locked. Save it without a password.")
    if any(name.endswith(MACROS) for name in names):
        raise UnsupportedTypeError("Workbooks with macros are not read. Save it as XLSX without macros.")
    if not any(name.lstrip("/") == WORKBOOK for name in names):
        raise UnsupportedTypeError("The file is no XLSX workbook. Save it as XLSX or as CSV.")


def _members(content: bytes, limits: Limits) -> list[zipfile.ZipInfo]:
    _check_claimed_count(content, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, IndexError, NotImplementedError, OSError) as error:
        raise CorruptFileError("The workbook is damaged or cut off. Send it again.") from error


def _check_claimed_count(content: bytes, limits: Limits) -> None:
    """A directory of a million members would fill the memory while it is listed."""
    if content.count(b"PK\x01\x02") > 8 * limits.archive_members and END_OF_DIRECTORY in content[-70_000:]:
        raise ArchiveBombError(f"The workbook has more than {limits.archive_members:,} parts. Save the sheet as CSV.")


def _old_or_locked(content: bytes) -> UnsupportedTypeError | NeedsPasswordError:
    if ENCRYPTED_PART in content:
        return NeedsPasswordError("The workbook is locked. Save it without a password.")
    return UnsupportedTypeError("Workbooks of Excel before 2007 (XLS) are not read. Save it as XLSX or CSV.")
