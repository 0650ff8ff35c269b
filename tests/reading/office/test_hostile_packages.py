"""BAD_INPUTS 40–43, 47, 48: packed files that are traps, as documents. Each is refused by its name, and quickly."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from services.errors import (
    ArchiveBombError,
    ArchiveUnsafeError,
    CorruptFileError,
    ForbiddenXmlError,
    NeedsPasswordError,
    ReadingError,
    ResourceLimitError,
    UnsupportedTypeError,
)
from services.reading.limits import MEGABYTE, Limits
from services.reading.media_types import DOCX, XLSX
from services.reading.reader import Reader
from services.reading.sniff import sniff
from services.reading.wish import ReadWish
from tests.reading.office.letters import BODY, invoice, letter, lines, read
from tests.reading.tables import packed, part_of, with_part, workbook

LOL = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
EXTERNAL_DTD = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>'
LATE = b'<?xml version="1.0"?><!--' + b" " * 200_000 + b"--><!DOCTYPE x []><x/>"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(wish=ReadWish(ocr="none")) as reader:
        yield reader


@cache
def a_letter() -> bytes:
    return letter(invoice)


@cache
def a_workbook() -> bytes:
    return packed(workbook([("Total", 6)]))


KINDS: dict[str, tuple[Callable[[], bytes], str]] = {"DOCX": (a_letter, DOCX), "XLSX": (a_workbook, XLSX)}


def added(content: bytes, name: str, part: bytes = b"x", *, mode: int = 0) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        member.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(member, part)
    return target.getvalue()


def bomb(content: bytes) -> bytes:
    """600 MB in less than one."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("media/bomb", "w") as part:
        for _ in range(600):
            part.write(bytes(MEGABYTE))
    return target.getvalue()


def lying(content: bytes, name: str = "media/lie") -> bytes:
    """A part of 50 MB of which the directory tells 10 bytes, with the right checksum of those."""
    grown = bytearray(added(content, name, bytes(50 * MEGABYTE)))
    entry = grown.rindex(b"PK\x01\x02")
    local = struct.unpack_from("<I", grown, entry + 42)[0]
    checksum = zipfile.crc32(bytes(10))  # type: ignore[attr-defined]
    for place in (entry + 16, local + 14):
        struct.pack_into("<I", grown, place, checksum)
    for place in (entry + 24, local + 22):
        struct.pack_into("<I", grown, place, 10)
    return bytes(grown)


def crowd(content: bytes, count: int) -> bytes:
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(count):
            archive.writestr(f"n/{number}", b"")
    return target.getvalue()


def overlapping(content: bytes) -> bytes:
    """Two entries of the directory point to one part."""
    grown = bytearray(added(added(content, "m/a", bytes(1_000)), "m/b", bytes(1_000)))
    last = grown.rindex(b"PK\x01\x02")
    before = grown.rindex(b"PK\x01\x02", 0, last)
    grown[last + 42 : last + 46] = grown[before + 42 : before + 46]
    return bytes(grown)


def claiming_encryption(content: bytes) -> bytes:
    grown = bytearray(content)
    entry = grown.rindex(b"PK\x01\x02")
    grown[entry + 8] |= 1
    return bytes(grown)


def repacked(content: bytes, packing: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", packing) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return target.getvalue()


def with_macro_type(content: bytes) -> bytes:
    types = part_of(content, "[Content_Types].xml")
    return with_part(content, "[Content_Types].xml", types.replace(b"main+xml", b"macroEnabled.main+xml"))


def with_duplicate(content: bytes) -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return added(content, "[Content_Types].xml", b"<Types/>")


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], type[ReadingError]]] = {
    "600 MB": (bomb, ArchiveBombError),
    "a part longer than it says": (lying, ArchiveBombError),
    "1,100 parts": (lambda content: crowd(content, 1_100), ArchiveBombError),
    "100,000 parts": (lambda content: crowd(content, 100_000), ArchiveBombError),
    "parts that share bytes": (overlapping, ArchiveBombError),
    "zip slip": (lambda content: added(content, "../../etc/cron.d/x"), ArchiveUnsafeError),
    "zip slip of Windows": (lambda content: added(content, "word\\..\\..\\x"), ArchiveUnsafeError),
    "absolute path": (lambda content: added(content, "/etc/passwd"), ArchiveUnsafeError),
    "drive": (lambda content: added(content, "C:/x"), ArchiveUnsafeError),
    "symbolic link": (lambda content: added(content, "link", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), ArchiveUnsafeError),
    "one name twice": (with_duplicate, ArchiveUnsafeError),
    "locked parts": (claiming_encryption, NeedsPasswordError),
    "unusual packing": (lambda content: repacked(content, zipfile.ZIP_LZMA), CorruptFileError),
    "macros": (lambda content: added(content, "word/vbaProject.bin"), UnsupportedTypeError),
    "macros by type": (with_macro_type, UnsupportedTypeError),
    "cut off": (lambda content: content[: len(content) // 2], CorruptFileError),
    "no archive": (lambda _: b"PK\x03\x04 and nothing", CorruptFileError),
    "entities in the types": (lambda content: with_part(content, "[Content_Types].xml", LOL), ForbiddenXmlError),
    "entities in the links": (lambda content: with_part(content, "_rels/.rels", LOL), ForbiddenXmlError),
    "entities in properties": (lambda content: with_part(content, "docProps/app.xml", OUTSIDE), ForbiddenXmlError),
    "external DTD": (lambda content: added(content, "customXml/item9.xml", EXTERNAL_DTD), ForbiddenXmlError),
    "DTD in UTF-16": (lambda content: added(content, "x/y.xml", OUTSIDE.decode().encode("utf-16")), ForbiddenXmlError),
    "DTD far down": (lambda content: added(content, "x/y.xml", LATE), ForbiddenXmlError),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_packages_are_refused_by_name(reader: Reader, name: str, kind: str) -> None:
    make, media_type = KINDS[kind]
    hostile, error = HOSTILE[name]
    with pytest.raises(error) as caught:
        reader.read(hostile(make()), media_type=media_type, workspace="w")
    assert type(caught.value) is error
    assert caught.value.detail.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_child_lives_on_after_them(reader: Reader, kind: str) -> None:
    make, media_type = KINDS[kind]
    with pytest.raises(ForbiddenXmlError):
        reader.read(with_part(make(), "_rels/.rels", LOL), media_type=media_type, workspace="w")
    assert reader.read(make(), media_type=media_type, workspace="w").document.pages


@pytest.mark.parametrize("part", [BODY, "word/header1.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize("xml", [LOL, OUTSIDE, EXTERNAL_DTD], ids=["lol", "outside", "dtd"])
def test_entities_in_any_part_of_a_letter_are_refused(part: str, xml: bytes) -> None:
    with pytest.raises(ForbiddenXmlError):
        read(with_part(a_letter(), part, xml))


def test_letter_is_no_workbook_and_the_other_way_round() -> None:
    for content, media_type in ((a_letter(), XLSX), (a_workbook(), DOCX)):
        with pytest.raises(UnsupportedTypeError):
            read(content, media_type)


def test_archives_within_stay_packed() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(200 * MEGABYTE))
    assert read(added(a_letter(), "word/embeddings/x.zip", inner.getvalue())).document.pages


def test_drawings_with_a_doctype_do_no_harm() -> None:
    svg = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg/>'
    assert read(added(a_letter(), "word/media/logo.svg", svg)).document.pages


def test_pictures_and_templates_from_outside_are_never_asked_for() -> None:
    relations = "word/_rels/document.xml.rels"
    links = b"".join(
        b'<Relationship Id="x%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
        b'Target="http://127.0.0.1:9/x" TargetMode="External"/>' % (number, kind)
        for number, kind in enumerate((b"image", b"header", b"footnotes", b"attachedTemplate"))
    )
    content = with_part(a_letter(), relations, part_of(a_letter(), relations).replace(b"</Rel", links + b"</Rel"))
    assert lines(read(content).document) == lines(read(a_letter()).document)


def test_parts_are_never_looked_for_outside_of_the_package() -> None:
    relations = "word/_rels/document.xml.rels"
    changed = part_of(a_letter(), relations).replace(b'Target="header1.xml"', b'Target="../../../../../etc/passwd"')
    assert "Müller & Söhne GmbH" not in lines(read(with_part(a_letter(), relations, changed)).document)


def locked(content: bytes, password: str) -> bytes:
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, target)
    return target.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_locked_documents_open_with_the_right_password_only(kind: str) -> None:
    make, media_type = KINDS[kind]
    content = locked(make(), "Schlüssel 1")
    with pytest.raises(NeedsPasswordError, match="password"):
        read(content, media_type)
    with pytest.raises(NeedsPasswordError):
        read(content, media_type, ReadWish(ocr="none", passwords=("", "wrong")))
    opened = read(content, media_type, ReadWish(ocr="none", passwords=("wrong", "Schlüssel 1", "other")))
    assert opened.password == 1
    assert opened.document.pages == read(make(), media_type).document.pages


def test_locked_document_opens_in_the_child(reader: Reader) -> None:
    wish = ReadWish(ocr="none", passwords=("k",))
    with Reader(wish=wish) as knowing:
        assert knowing.read(locked(a_letter(), "k"), media_type=DOCX, workspace="w").password == 0
    with pytest.raises(NeedsPasswordError):
        reader.read(locked(a_letter(), "k"), media_type=DOCX, workspace="w")


def test_workbook_that_is_only_protected_against_changes_just_opens() -> None:
    result = read(locked(a_workbook(), "VelvetSweatshop"), XLSX)
    assert (result.password, lines(result.document)) == (None, ["Total 6"])


def test_traps_within_a_locked_document_are_refused_too() -> None:
    with pytest.raises(ForbiddenXmlError):
        read(locked(with_part(a_letter(), "_rels/.rels", LOL), "k"), wish=ReadWish(ocr="none", passwords=("k",)))


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (b'spinCount="100000"', b'spinCount="9999999"', ResourceLimitError),
        (b'<?xml version="1.0"', b"<!DOCTYPE x []><x y", ForbiddenXmlError),
        (b"<keyEncryptors", b"<keyEncrypt@rs", CorruptFileError),
    ],
    ids=["too much work", "DTD", "broken"],
)
def test_hostile_locks_are_refused_by_name(old: bytes, new: bytes, error: type[ReadingError]) -> None:
    content = locked(a_letter(), "k")
    assert old in content
    padded = new[: len(old)] if len(new) > len(old) else new + b" " * (len(old) - len(new))
    with pytest.raises(error):
        read(content.replace(old, padded), wish=ReadWish(ocr="none", passwords=("k",)))


def test_damaged_lock_is_no_crash() -> None:
    content = locked(a_letter(), "k")
    for cut in (600, len(content) // 2):
        with pytest.raises(ReadingError):
            read(content[:cut], wish=ReadWish(ocr="none", passwords=("k",)))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.xls"),
        (b"{\\rtf1\\ansi{\\object\\objdata 0105}", "letter.rtf"),
        (b"{\\rtf1\\ansi{\\object\\objdata 0105}", "letter.docx"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "letter.odt"),
    ],
)
def test_other_office_files_are_refused_with_a_way_out(head: bytes, name: str) -> None:
    with pytest.raises(ReadingError, match="Save it as DOCX") as caught:
        sniff(head, name)
    assert caught.value.status == 415


def test_old_office_file_under_a_new_name_is_refused() -> None:
    with pytest.raises(UnsupportedTypeError, match="before 2007"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_sizes_that_the_operator_sets_are_kept_to() -> None:
    with pytest.raises(ArchiveBombError, match="1 MB"):
        read(added(a_letter(), "media/x", bytes(2 * MEGABYTE)), limits=Limits(unpacked_bytes=MEGABYTE))
