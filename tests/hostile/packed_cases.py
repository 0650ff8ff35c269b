"""Rows 40 to 43, 47 to 49: packed office files, and those of an older Office."""

from __future__ import annotations

import datetime as dt
import io
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import docx
import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile

from tests.hostile.cases import SIGNED_LETTER, Case, ends, refused
from tests.hostile.egress import trap
from tests.hostile.making_pdf import letter

BOMB, UNSAFE, XML = "unreadable:archive_bomb", "unreadable:archive_unsafe", "unreadable:xml_forbidden"
CORRUPT, REVIEW = "unreadable:corrupt", "needs_review"
READ = (REVIEW, "booked", "filed")
IN_CHILD = "seen in the child: 201, then `unreadable`"
WORKBOOK_PARTS = ("xl/worksheets/sheet1.xml", "_rels/.rels", "[Content_Types].xml", "xl/workbook.xml")
LETTER_PARTS = ("word/document.xml", "_rels/.rels", "[Content_Types].xml")
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE x [<!ENTITY e0 "lol">{LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE x [<!ENTITY e9 "{"a" * 100_000}">]>'

Change = Callable[[dict[str, bytes]], None]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("Invoice", "2026-0017"),
        ("Date", dt.date(2026, 11, 20)),
        ("Net", 100.0),
        ("VAT 19%", 19.0),
        ("Total EUR", 119.0),
    ):
        sheet.append(row)
    return _saved(book)


def letter_docx() -> bytes:
    document = docx.Document()
    for line in SIGNED_LETTER:
        document.add_paragraph(line)
    return _saved(document)


def _saved(document: openpyxl.Workbook | docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def members_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def changed(content: bytes, change: Change) -> bytes:
    members = members_of(content)
    change(members)
    return packed(members)


@cache
def squeezed_zeros(megabytes: int) -> tuple[bytes, int]:
    """A raw deflate stream of so many MB of zeros, made of one MB again and again; and its check sum."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1024**2)
    first = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(megabytes):
        check = zlib.crc32(block, check)
    return first + again * (megabytes - 1) + packer.flush(), check


def inflated(content: bytes, part: str, claimed: int | None = None) -> bytes:
    """600 MB of zeros behind a part; `claimed` is what the archive says instead."""
    members = members_of(content)
    members.pop(part, None)
    whole = packed(members)
    end = whole.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", whole, end + 10)
    data, check = squeezed_zeros(600)
    told = 600 * 1024**2 if claimed is None else claimed
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, check, len(data), told, len(part), 0)
    local = b"PK\x03\x04" + fields + part.encode() + data
    entry = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, start) + part.encode()
    directory = whole[start : start + size] + entry
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0)
    return whole[:start] + local + directory + tail


def many_members(content: bytes, count: int) -> bytes:
    """Written by hand, the directory alone: each entry is an empty file."""
    members = packed(members_of(content))
    end = members.rindex(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", members, end + 12)
    entry = b"PK\x01\x02\x14\x00" + struct.pack("<HHHHHIIIHHHHHII", 20, 0, 0, 0, 33, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0)
    directory = members[start : start + size] + b"".join(entry + b"%06d" % number for number in range(count))
    told = min(count, 0xFFFF)
    return members[:start] + directory + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, told, told, len(directory), start, 0)


def overlapping(content: bytes) -> bytes:
    """Many entries of the directory point at the same packed bytes."""
    whole = changed(content, lambda members: members.update({"xl/media/a.bin": bytes(900_000)}))
    end = whole.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", whole, end + 16)[0]
    directory = whole[start:end]
    last = directory[directory.rindex(b"PK\x01\x02") :]
    more = b"".join(last.replace(b"a.bin", b"%05d" % number) for number in range(500))
    total = directory + more
    count = struct.unpack_from("<H", whole, end + 10)[0] + 500
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(total), start, 0)
    return whole[:start] + total + tail


def quine_like(content: bytes) -> bytes:
    """Itself in itself, some times."""
    for _ in range(5):
        content = changed(workbook(), lambda members, inner=content: members.update({"xl/embeddings/a.xlsx": inner}))
    return content


def with_link(content: bytes) -> bytes:
    """A member that is a symbolic link."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a") as archive:
        link = zipfile.ZipInfo("word/media/link")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def with_member(content: bytes, name: str) -> bytes:
    return changed(content, lambda members: members.update({name: b"x"}))


def with_entities(content: bytes, part: str, entities: str) -> bytes:
    """A part that declares entities and uses the largest."""

    def declare(members: dict[str, bytes]) -> None:
        text = members[part].decode()
        head, mark, rest = text.rpartition("?>") if text.startswith("<?xml") and text.count("?>") == 1 else ("", "", text)
        first, close, tail = rest.partition(">")
        members[part] = f"{head}{mark}{entities}{first}{close}&e9;{tail}".encode()

    return changed(content, declare)


def outside(content: bytes, part: str) -> bytes:
    """An entity that would be fetched."""
    return with_entities(content, part, f'<!DOCTYPE x [<!ENTITY e9 SYSTEM "{trap().url("xxe")}">]>')


def external_links() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    sheet = book.active
    sheet["A8"] = f"='[{trap().url('book.xlsx')}]Sheet1'!A1"
    sheet["A9"] = "=cmd|'/c calc'!A0"
    sheet["A10"] = f'=WEBSERVICE("{trap().url("webservice")}")'
    sheet["A11"] = f'=IMAGE("{trap().url("image")}")'
    sheet["A12"].hyperlink = trap().url("link")
    return _saved(book)


def template_link() -> bytes:
    """A letter whose template and picture lie elsewhere."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = '<Relationship Id="r{}" Type="{}/{}" Target="{}" TargetMode="External"/>'
    more = relation.format(91, kinds, "attachedTemplate", trap().url("t")) + relation.format(92, kinds, "image", trap().url("i"))

    def link(members: dict[str, bytes]) -> None:
        part = "word/_rels/document.xml.rels"
        members[part] = members[part].replace(b"</Relationships>", more.encode() + b"</Relationships>")

    return changed(letter_docx(), link)


def macros() -> bytes:
    return changed(workbook(), lambda members: members.update({"xl/vbaProject.bin": bytes(100)}))


def blank_rows() -> bytes:
    """A value in the first row and one in the last that a sheet can have."""

    def stretch(members: dict[str, bytes]) -> None:
        part = "xl/worksheets/sheet1.xml"
        row = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
        members[part] = members[part].replace(b"</sheetData>", row + b"</sheetData>")

    return changed(workbook(), stretch)


def claimed_dimension() -> bytes:
    def claim(members: dict[str, bytes]) -> None:
        part = "xl/worksheets/sheet1.xml"
        members[part] = members[part].replace(b'ref="A1:B5"', b'ref="A1:XFD1048576"')

    return changed(workbook(), claim)


def value_and_formula() -> bytes:
    """A formula whose kept value is another than it gives."""

    def set_value(members: dict[str, bytes]) -> None:
        part = "xl/worksheets/sheet1.xml"
        members[part] = members[part].replace(b"<v>119</v>", b"<f>B3+B4</f><v>911</v>")

    return changed(workbook(), set_value)


def shared_strings_beyond() -> bytes:
    def point(members: dict[str, bytes]) -> None:
        part = "xl/worksheets/sheet1.xml"
        members[part] = members[part].replace(b"<v>0</v>", b"<v>99999999</v>")

    return changed(workbook(), point)


def locked(content: bytes) -> bytes:
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("secret", target)
    return target.getvalue()


def old_office() -> bytes:
    """The head of a compound file, and noise."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(48).randbytes(4000)


def odt(body: bytes) -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": body})


def zip_of(**members: bytes) -> bytes:
    return packed(members)


SLIPS = ("../../etc/passwd", "/etc/passwd", "C:\\Windows\\a.txt", "word\\..\\..\\a")

PACKED_CASES: tuple[Case, ...] = (
    ends(40, "xlsx_600_mb", "a.xlsx", lambda: inflated(workbook(), "xl/worksheets/sheet1.xml"), BOMB, note=IN_CHILD),
    ends(40, "docx_600_mb", "a.docx", lambda: inflated(letter_docx(), "word/document.xml"), BOMB, note=IN_CHILD),
    ends(41, "xlsx_of_2000_members", "a.xlsx", lambda: many_members(workbook(), 2000), BOMB, note=IN_CHILD),
    ends(41, "docx_of_100000_members", "a.docx", lambda: many_members(letter_docx(), 100_000), BOMB, note=IN_CHILD),
    ends(41, "overlapping", "a.xlsx", lambda: overlapping(workbook()), BOMB, CORRUPT, UNSAFE, note=IN_CHILD),
    ends(
        41,
        "lying_sizes",
        "a.xlsx",
        lambda: inflated(workbook(), "xl/big.xml", 10),
        BOMB,
        CORRUPT,
        *READ,
        note="no more is unpacked than a part says",
    ),
    ends(41, "itself_in_itself", "a.xlsx", lambda: quine_like(workbook()), *READ, note="what lies in it is not opened"),
    refused(
        41, "zip_in_zip", "a.zip", lambda: zip_of(a=zip_of(b=letter())), 415, "unsupported_type", "ZIP is no type that is read"
    ),
    refused(41, "zip_as_pdf", "a.pdf", lambda: zip_of(a=letter()), 415, "type_mismatch"),
    *(
        ends(42, f"docx_slip_{n}", "a.docx", lambda name=name: with_member(letter_docx(), name), UNSAFE)
        for n, name in enumerate(SLIPS)
    ),
    ends(42, "xlsx_slip", "a.xlsx", lambda: with_member(workbook(), "../../etc/passwd"), UNSAFE, note=IN_CHILD),
    ends(42, "symbolic_link", "a.docx", lambda: with_link(letter_docx()), UNSAFE),
    *(
        ends(
            43,
            f"xlsx_{kind}_{number}",
            "a.xlsx",
            lambda part=part, text=text: with_entities(workbook(), part, text),
            XML,
            note=IN_CHILD,
        )
        for number, part in enumerate(WORKBOOK_PARTS)
        for kind, text in (("laughs", BILLION), ("quadratic", QUADRATIC))
    ),
    *(
        ends(43, f"docx_{kind}_{number}", "a.docx", lambda part=part, text=text: with_entities(letter_docx(), part, text), XML)
        for number, part in enumerate(LETTER_PARTS)
        for kind, text in (("laughs", BILLION), ("quadratic", QUADRATIC))
    ),
    *(
        ends(44, f"docx_outside_{number}", "a.docx", lambda part=part: outside(letter_docx(), part), XML)
        for number, part in enumerate(LETTER_PARTS)
    ),
    ends(44, "xlsx_outside", "a.xlsx", lambda: outside(workbook(), WORKBOOK_PARTS[0]), XML, note=IN_CHILD),
    ends(47, "external_links", "a.xlsx", external_links, *READ, note="a formula is text; nothing is fetched or counted"),
    ends(47, "letter_with_a_template_elsewhere", "a.docx", template_link, *READ),
    ends(
        47,
        "macros",
        "a.xlsx",
        macros,
        "unreadable:unsupported_type",
        note="a workbook with macros under a plain name shows in the child",
    ),
    refused(47, "macros_by_name", "a.xlsm", lambda: b"PK\x03\x04" + bytes(100), 415, "unsupported_type"),
    ends(47, "blank_rows", "a.xlsx", blank_rows, REVIEW, "filed", "unreadable:resource_limit"),
    ends(47, "claimed_dimension", "a.xlsx", claimed_dimension, *READ),
    ends(47, "value_and_formula", "a.xlsx", value_and_formula, REVIEW),
    ends(47, "strings_beyond", "a.xlsx", shared_strings_beyond, CORRUPT, *READ),
    refused(48, "xls", "a.xls", old_office, 415, "unsupported_type"),
    refused(48, "doc_as_pdf", "a.pdf", old_office, 415, "type_mismatch"),
    ends(
        48,
        "xls_as_xlsx",
        "a.xlsx",
        old_office,
        "unreadable:unsupported_type",
        CORRUPT,
        note="looks like a locked workbook at the door",
    ),
    ends(48, "locked_xlsx", "a.xlsx", lambda: locked(workbook()), "needs_password:needs_password"),
    ends(48, "locked_docx", "a.docx", lambda: locked(letter_docx()), "needs_password:needs_password"),
    refused(48, "rtf", "a.rtf", lambda: rb"{\rtf1{\object\objocx{\*\objdata 0105000002}}}", 415, "unsupported_type"),
    refused(48, "rtf_as_docx", "a.docx", lambda: rb"{\rtf1{\object\objocx}}", 415, "type_mismatch"),
    refused(49, "odt_broken", "a.odt", lambda: odt(b"<broken")[:-30], 415, "unsupported_type", "ODT is no type that is read"),
    refused(49, "odt_as_docx", "a.docx", lambda: odt(b"<broken"), 415, "type_mismatch"),
)
