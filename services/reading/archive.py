"""What is checked of a packed file before anything in it is parsed: how many parts, how large, under which names.

Every part is unpacked once against a counter: what the directory claims of it is not believed. Archives inside of the
archive stay packed.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from itertools import pairwise

from services.errors import ArchiveBombError, ArchiveUnsafeError, CorruptFileError, NeedsPasswordError
from services.reading.limits import MEGABYTE, Limits

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and every document under a password
IS_ENCRYPTED = 0x1
END_OF_DIRECTORY = b"PK\x05\x06"
ENTRY_OF_DIRECTORY = b"PK\x01\x02"
DIRECTORY_REACH = 70_000  # bytes from the end, within which a directory ends
LOCAL_HEADER_BYTES = 30
CHUNK_BYTES = 64 * 1024
PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, IndexError, NotImplementedError, OSError, RuntimeError, EOFError)
_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")


@contextmanager
def opened_archive(content: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Give an archive of which the directory is in order.

    Raises ArchiveBombError, ArchiveUnsafeError, CorruptFileError, NeedsPasswordError; `parts_of` has to be gone through
    before any part is parsed.
    """
    _check_claimed_count(content, limits)
    with archive_errors_named():
        archive = zipfile.ZipFile(io.BytesIO(content))
    with archive:
        _check_directory(archive.infolist(), limits)
        yield archive


def parts_of(archive: zipfile.ZipFile, limits: Limits) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Give the name and the unpacked chunks of each part, counted. What is not taken of a part is unpacked none the less."""
    left = limits.unpacked_bytes
    for member in archive.infolist():
        chunks = _unpacked(archive, member, left, limits)
        yield member.filename, chunks
        for _ in chunks:
            pass
        left -= member.file_size


@contextmanager
def archive_errors_named() -> Iterator[None]:
    """Turn what `zipfile` raises over a broken archive into CorruptFileError."""
    try:
        yield
    except BROKEN as error:
        raise CorruptFileError("The file is damaged or cut off. Send it again.") from error


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, limits: Limits) -> Iterator[bytes]:
    """Read on behind the length that the directory tells, where `zipfile` would stop."""
    unbounded = copy(member)
    unbounded.file_size = left + 1
    unpacked = 0
    with archive_errors_named(), archive.open(unbounded) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            unpacked += len(chunk)
            if unpacked > min(member.file_size, left):
                raise _bomb(limits)
            yield chunk
    if unpacked != member.file_size:
        raise CorruptFileError("A part of the file is cut off. Send it again.")


def _check_claimed_count(content: bytes, limits: Limits) -> None:
    """A directory of a million members would fill the memory while it is listed."""
    if content.count(ENTRY_OF_DIRECTORY) > 8 * limits.archive_members and END_OF_DIRECTORY in content[-DIRECTORY_REACH:]:
        raise _bomb(limits)


def _check_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.archive_members or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise _bomb(limits)
    if _overlap(members):
        raise _bomb(limits)
    if any(_OUTSIDE.search(member.filename) or stat.S_ISLNK(member.external_attr >> 16) for member in members):
        raise ArchiveUnsafeError("A part of the file points out of it. Save it again with an office program.")
    if len({member.filename.lower() for member in members}) < len(members):
        raise ArchiveUnsafeError("Two parts of the file have one name. Save it again with an office program.")
    if any(member.flag_bits & IS_ENCRYPTED for member in members):
        raise NeedsPasswordError("The parts of the file are locked. Save it without a password.")
    if any(member.compress_type not in PACKINGS for member in members):
        raise CorruptFileError("The file is packed in an unusual way. Save it again with an office program.")


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Tell whether parts share bytes, so that a small archive could hold many large ones."""
    places = sorted((member.header_offset, LOCAL_HEADER_BYTES + member.compress_size) for member in members)
    return any(begin + length > following for (begin, length), (following, _) in pairwise(places))


def _bomb(limits: Limits) -> ArchiveBombError:
    return ArchiveBombError(
        f"The file unpacks to more than {limits.unpacked_bytes // MEGABYTE} MB or {limits.archive_members:,} parts, or to more "
        "than it says. Save it as PDF, a sheet as CSV."
    )
