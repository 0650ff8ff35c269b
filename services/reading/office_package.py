"""Office documents (DOCX, XLSX) as packages of XML parts: which kind they are, and that none of their parts is a trap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from services.errors import ForbiddenXmlError, NeedsPasswordError, UnsupportedTypeError
from services.reading.archive import OLE_MARK, opened_archive, parts_of
from services.reading.limits import Limits
from services.reading.office_lock import is_locked, unlocked

XML_NAMES = (".xml", ".rels", ".vml")
TYPES = "[content_types].xml"
MACROS = ("vbaproject", "macroenabled", "macrosheet")
MACRO_PART = "vbaproject.bin"
WORKBOOK, DOCUMENT = "xl/workbook", "word/document"
KINDS = {WORKBOOK: "XLSX workbook", DOCUMENT: "DOCX document"}
REFERS = "The file holds XML that refers to something else. Save it again with an office program."


class OpenedPackage(NamedTuple):
    """The bytes of the package, and which of the passwords opened it (None: it was not locked)."""

    content: bytes
    password: int | None


def office_package(content: bytes, main: str, passwords: tuple[str, ...], limits: Limits) -> OpenedPackage:
    """Check a package, unlocked if need be. `main` is how the name of its chief part begins.

    Raises NeedsPasswordError, and like `check_package`.
    """
    opened = OpenedPackage(content, None)
    if is_locked(content):
        opened = OpenedPackage(*unlocked(content, passwords))
    check_package(opened.content, main, limits)
    return opened


def check_workbook_archive(content: bytes, limits: Limits) -> None:
    """Check a workbook to import. Raises NeedsPasswordError, and like `check_package`."""
    if is_locked(content):
        raise NeedsPasswordError("The workbook is locked. Save it without a password.")
    check_package(content, WORKBOOK, limits)


def check_package(content: bytes, main: str, limits: Limits) -> None:
    """Refuse what is not of that kind, holds macros, unpacks to more than it may, or has a DTD in any part.

    Raises ArchiveBombError, ArchiveUnsafeError, CorruptFileError, ForbiddenXmlError, NeedsPasswordError, UnsupportedTypeError.
    """
    if content.startswith(OLE_MARK):
        raise UnsupportedTypeError("Documents of Office before 2007 (DOC, XLS) are not read. Save it as DOCX, XLSX or PDF.")
    with opened_archive(content, limits) as archive:
        names = [name.lower() for name in archive.namelist()]
        if not any(name.startswith(main) and name.endswith(".xml") for name in names):
            raise UnsupportedTypeError(f"The file is no {KINDS[main]}. Save it as such, or as PDF.")
        for name, chunks in parts_of(archive, limits):
            _check_part(name.lower(), chunks)


def _check_part(name: str, chunks: Iterator[bytes]) -> None:
    types = _checked_xml(chunks) if name.endswith(XML_NAMES) else ()
    if name.endswith(MACRO_PART) or (name == TYPES and any(macro in kind for macro in MACROS for kind in types)):
        raise UnsupportedTypeError("Documents with macros are not read. Save it without macros, as DOCX, XLSX or PDF.")


class _Root:
    """Takes the first elements of a part. Attributes of the list of types say what the parts are."""

    def __init__(self) -> None:
        self.is_reached = False
        self.kinds: list[str] = []

    def start(self, _: str, attributes: dict[str, str]) -> None:
        self.is_reached = True
        self.kinds.append(attributes.get("ContentType", "").lower())

    def close(self) -> None:
        """A parser wants to end its target."""


def _checked_xml(chunks: Iterator[bytes]) -> list[str]:
    """Look as far as the root element, before which alone a DTD can stand, and give what the first chunk says of types.

    XML that is broken is left to whoever reads it. Raises ForbiddenXmlError.
    """
    root = _Root()
    parser = DefusedXMLParser(target=root, forbid_dtd=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
            if root.is_reached:
                break
    except DefusedXmlException as error:
        raise ForbiddenXmlError(REFERS) from error
    except (ParseError, LookupError, ValueError):  # an unknown encoding is one of the latter
        return root.kinds
    return root.kinds
