"""Tables through the real child: what is honest comes as it stands, what is not is refused by name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from services.errors import (
    ArchiveBombError,
    CorruptFileError,
    EmptyDocumentError,
    ForbiddenXmlError,
    NeedsPasswordError,
    ReaderCrashedError,
    ReadingError,
    ResourceLimitError,
    UnsupportedTypeError,
)
from services.reading.limits import MEGABYTE, Limits
from services.reading.media_types import CSV, JSON, PDF, XLSX
from services.reading.reader import Reader
from services.reading.sniff_table import sniff_table
from services.reading.tables import TableWish
from services.reading.wish import ReadWish
from tests.reading.tables import packed, part_of, read_table, with_part, workbook

HALF_PAST_NOON = datetime.fromisoformat("2024-01-31T12:30:00")
SHEET = "xl/worksheets/sheet1.xml"
LOL = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>"""


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(wish=ReadWish(ocr="none")) as reader:
        yield reader


def cells(reader: Reader, content: bytes, media_type: str = CSV) -> list[tuple[str, ...]]:
    return [row for _, row in read_table(reader, content, media_type)[1]]


@pytest.mark.parametrize(
    ("encoded", "encoding"),
    [
        ("Datum;Empfänger\n31.01.2024;Köln".encode(), "utf-8"),
        ("Datum;Empfänger\n31.01.2024;Köln".encode("utf-8-sig"), "utf-8"),
        ("Datum;Empfänger\n31.01.2024;Köln".encode("cp1252"), "cp1252"),
        ("Datum;Empfänger\n31.01.2024;Köln".encode("utf-16"), "utf-16"),
        ("Datum;Empfänger\n31.01.2024;Köln".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_encoding_is_found(reader: Reader, encoded: bytes, encoding: str) -> None:
    head, rows = read_table(reader, encoded)
    assert (head.encoding, head.delimiter) == (encoding, ";")
    assert rows == [(1, ("Datum", "Empfänger")), (2, ("31.01.2024", "Köln"))]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Дата;Получатель\n31.01.2024;Магазин Перекрёсток", "cp1251"),
        ("Datum;Text\n31.01.2024;Grüße aus München", "mac_roman"),
        ("Datum;Text\n31.01.2024;Grüße aus München", "cp850"),
        ("Data;Odbiorca\n31.01.2024;Żabka Łódź, książki, źródło, ćwiczenia, pięć", "cp1250"),
    ],
)
def test_older_encodings_are_told_by_their_letters(reader: Reader, text: str, encoding: str) -> None:
    head, rows = read_table(reader, text.encode(encoding))
    assert head.encoding == encoding
    assert rows[1][1][1] == text.rsplit(";", 1)[1]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Date,Payee,Amount\n2024-01-31,Tesco,-1.50\n", ","),
        ("Datum;Text;Betrag\n31.01.2024;Rewe, Köln;-1.234,50\n30.01.2024;Aldi, Bonn;-1,50\n", ";"),
        ("Date\tPayee\tAmount\n2024-01-31\tTesco, London; UK\t-1.50\n", "\t"),
        ("Date|Payee|Amount\n2024-01-31|Tesco, London|-1.50\n", "|"),
        ("Konto;DE12\nSaldo;1,00\n\nDatum;Betrag\n31.01.2024;-1,50\n30.01.2024;-2,50\n", ";"),
        ("sep=;\na;b,c,d,e\n1;2,3,4,5\n", ";"),
        ("Name\nTesco\n", ","),
    ],
)
def test_separator_is_found(reader: Reader, text: str, delimiter: str) -> None:
    assert read_table(reader, text.encode())[0].delimiter == delimiter


def test_apostrophes_may_quote(reader: Reader) -> None:
    assert cells(reader, b"'a','b, c'\n'd','e'\n") == [("a", "b, c"), ("d", "e")]


def test_wishes_are_followed_and_checked(reader: Reader) -> None:
    content = "a;b\nä;c\n".encode("cp1252")
    head, rows = read_table(reader, content, wish=TableWish(encoding="iso-8859-15", delimiter=","))
    assert (head.encoding, head.delimiter, rows[0]) == ("iso8859-15", ",", (1, ("a;b",)))
    for wish in (TableWish(encoding="utf-8"), TableWish(encoding="zip"), TableWish(encoding="rot13"), TableWish(delimiter='"')):
        with pytest.raises(CorruptFileError):
            read_table(reader, content, wish=wish)


def test_rows_are_numbered_as_a_spreadsheet_shows_them(reader: Reader) -> None:
    content = b'a;b\r\n\r\n"x\r\ny";"say ""hi"""\r\n1;2;3;4\r\n;;\r\n5\r\n'
    assert read_table(reader, content)[1] == [
        (1, ("a", "b")),
        (2, ()),
        (3, ("x\r\ny", 'say "hi"')),
        (4, ("1", "2", "3", "4")),
        (5, ()),
        (6, ("5",)),
    ]


def test_nul_and_odd_line_ends_do_no_harm(reader: Reader) -> None:
    assert cells(reader, b"a;b\rc\x00;d\ne;\xc2\x85f\n") == [("a", "b"), ("c", "d"), ("e", "\x85f")]


def test_formulas_in_cells_are_stored_raw(reader: Reader) -> None:
    raw = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "＝1"]
    assert cells(reader, ";".join(raw).encode())[0] == tuple(raw)


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b'a;b\n1;"never closed\n2;3\n', CorruptFileError, "never closed"),
        (b'a;b\n1;"' + b"x;y\n" * 5_000, ResourceLimitError, "10,000 characters"),
        (b"x" * 3_000_000, ResourceLimitError, "10,000 characters"),
        (b"1," * 10_000, ResourceLimitError, "512 columns"),
        (b"\n\n,,\n", EmptyDocumentError, "no rows"),
        (b"\n" * 5_000, EmptyDocumentError, "no rows"),
    ],
)
def test_no_table_is_read_in_part(reader: Reader, content: bytes, error: type[ReadingError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_table(reader, content)


def test_rows_have_an_end() -> None:
    with Reader(limits=Limits(table_rows=2_500)) as reader:
        assert len(read_table(reader, b"1;2\n" * 2_500)[1]) == 2_500
        with pytest.raises(ResourceLimitError, match="2,500 rows"):
            read_table(reader, b"1;2\n" * 2_501)


def test_rows_come_in_batches_while_the_child_reads_on() -> None:
    with Reader() as reader, reader.open_table(b"1;2\n" * 12_345, media_type=CSV, workspace="w") as table:
        sizes = [len(batch) for batch in table.batches()]
    assert (max(sizes), sum(sizes)) == (1_000, 12_345)


def test_table_left_half_way_costs_its_child_only() -> None:
    with Reader() as reader:
        with reader.open_table(b"1;2\n" * 5_000, media_type=CSV, workspace="w") as table:
            next(table.batches())
        assert len(read_table(reader, b"1;2\n")[1]) == 1


def test_workbook_gives_canonical_text(reader: Reader) -> None:
    rows: list[tuple[object, ...]] = [
        ("Date", "Amount", None, "ok"),
        (date(2024, 1, 31), 12.1, None, True),
        (HALF_PAST_NOON, 0.1 + 0.2, 1e20, False),
        (None,),
        ("=1+1", -1234, "#DIV/0!", timedelta(hours=1)),
    ]
    assert cells(reader, packed(workbook(rows)), XLSX) == [
        ("Date", "Amount", "", "ok"),
        ("2024-01-31", "12.1", "", "true"),
        ("2024-01-31T12:30:00", "0.3", "100000000000000000000", "false"),
        (),
        ("", "-1234", "#DIV/0!", "1:00:00"),
    ]


def test_days_since_1904_are_days(reader: Reader) -> None:
    book = workbook([("Date", "Amount")])
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2024, 2, 29), 1])
    assert cells(reader, packed(book), XLSX)[1] == ("2024-02-29", "1")


def test_sheets_are_named_and_hidden_ones_marked(reader: Reader) -> None:
    book = workbook([("secret",)], title="Old")
    book.create_sheet("New").append(["shown"])
    book["Old"].sheet_state = "hidden"
    content = packed(book)
    head, rows = read_table(reader, content, XLSX)
    assert (head.sheets, head.hidden_sheets, head.sheet, rows) == (("Old", "New"), ("Old",), "New", [(1, ("shown",))])
    assert read_table(reader, content, XLSX, TableWish(sheet="Old"))[1] == [(1, ("secret",))]
    with pytest.raises(CorruptFileError, match="Old, New"):
        read_table(reader, content, XLSX, TableWish(sheet="Other"))


def test_what_a_sheet_claims_to_measure_is_not_believed(reader: Reader) -> None:
    book = workbook([("a", "b")])
    book.active["A1048576"] = "far"
    assert read_table(reader, packed(book), XLSX)[1][-1] == (1_048_576, ("far",))
    book.active["XFD5"] = "wide"
    with pytest.raises(ResourceLimitError, match="512 columns"):
        read_table(reader, packed(book), XLSX)


def bomb() -> bytes:
    """600 MB in less than one."""
    target = io.BytesIO(packed(workbook([("a",)])))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/bomb", "w") as part:
        for _ in range(600):
            part.write(bytes(MEGABYTE))
    return target.getvalue()


def crowd() -> bytes:
    target = io.BytesIO(packed(workbook([("a",)])))
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(1_100):
            archive.writestr(f"xl/{number}", b"")
    return target.getvalue()


def locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def with_external_entity() -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    content = packed(workbook([("a",)]))
    return with_part(content, SHEET, entity + part_of(content, SHEET).replace(b"<v>0</v>", b"<v>&e;</v>"))


HOSTILE = {
    "600 MB": (bomb, ArchiveBombError),
    "a crowd of parts": (crowd, ArchiveBombError),
    "entities in the sheet": (lambda: replaced(SHEET, LOL), ForbiddenXmlError),
    "entities in the types": (lambda: replaced("[Content_Types].xml", LOL), ForbiddenXmlError),
    "entities in the links": (lambda: replaced("xl/_rels/workbook.xml.rels", LOL), ForbiddenXmlError),
    "an entity from outside": (with_external_entity, ForbiddenXmlError),
    "macros": (lambda: replaced("xl/vbaProject.bin", b"x"), UnsupportedTypeError),
    "no workbook": (lambda: replaced("xl/workbook.xml", None), UnsupportedTypeError),
    "broken XML": (lambda: replaced(SHEET, b"<worksheet"), CorruptFileError),
    "cut off": (lambda: packed(workbook([("a",)]))[:-200], CorruptFileError),
    "locked": (locked, NeedsPasswordError),
    "old Excel": (lambda: locked()[:200], UnsupportedTypeError),
    "no archive": (lambda: b"PK\x03\x04 and nothing", CorruptFileError),
}


def replaced(name: str, part: bytes | None) -> bytes:
    return with_part(packed(workbook([("a",)])), name, part)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_are_refused_by_name(reader: Reader, name: str) -> None:
    content, error = HOSTILE[name]
    with pytest.raises(error):
        read_table(reader, content(), XLSX)
    assert cells(reader, b"1;2\n") == [("1", "2")]


def test_list_of_the_first_generation_becomes_a_table(reader: Reader) -> None:
    content = """{"version": 2, "expenses": [
        {"id": 7, "date": "2024-01-31", "vendor": "Käse & Co", "total": 12.50, "items": [{"name": "Brie"}], "tags": ["x"]},
        {"id": "8", "date": "2024-02-01", "merchant": "A", "vendor": "B", "amount": "1e2", "currency": null, "notes": "n"}
    ]}""".encode()
    head, rows = read_table(reader, content, JSON)
    assert head.encoding == "utf-8"
    assert rows[0][1] == (
        "id", "date", "merchant", "amount", "currency", "category", "items", "tax", "payment_method", "notes", "file", "extra",
    )  # fmt: skip
    assert rows[1] == (
        2,
        ("7", "2024-01-31", "Käse & Co", "12.50", "", "", '[{"name": "Brie"}]', "", "", "", "", '{"tags": ["x"]}'),
    )
    assert rows[2][1][:4] == ("8", "2024-02-01", "A", "1e2")
    assert rows[2][1][-1] == '{"vendor": "B"}'


@pytest.mark.parametrize(
    "content",
    [
        b"{}",
        b"[1]",
        b"[{}",
        b'[{"a": 1} {"b": 2}]',
        b'{"expenses": 5}',
        b'[{"amount": NaN}]',
        b"[" * 100_000,
        b'[{"a":' + b"[" * 99_999,
    ],
)
def test_other_json_is_refused(reader: Reader, content: bytes) -> None:
    with pytest.raises(CorruptFileError):
        read_table(reader, content, JSON)


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"Date;Amount\n", CSV),
        ("Datum;Betrag\n".encode("utf-16"), CSV),
        (b"\xef\xbb\xbf [{}]", JSON),
        (b'{"expenses": []}', JSON),
        (b"PK\x03\x04", XLSX),
        (locked(), XLSX),
    ],
)
def test_tables_are_told_by_their_bytes(head: bytes, media_type: str) -> None:
    assert sniff_table(head) == media_type


@pytest.mark.parametrize("head", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + bytes(30), b"<html>", b"\x7fELF" + bytes(range(40))])
def test_what_is_no_table_is_told_at_the_door(head: bytes) -> None:
    with pytest.raises(UnsupportedTypeError):
        sniff_table(head)


def test_documents_are_no_tables(reader: Reader) -> None:
    with pytest.raises(UnsupportedTypeError), reader.open_table(b"%PDF-", media_type=PDF, workspace="w"):
        pass


ROWS = b'[[1,["a"]]]'


@pytest.mark.parametrize(
    "speech",
    [
        [b'{"kind":"rows"}', ROWS],
        [b'{"kind":"head"}', b""],
        [b'{"kind":"head","encoding":"","delimiter":"","sheets":[],"sheet":"","hidden_sheets":[1]}', b""],
        [b"HEAD", b"", b'{"kind":"page"}', b""],
        [b"HEAD", b"", b'{"kind":"rows"}', b"[]"],
        [b"HEAD", b"", b'{"kind":"rows"}', b"["],
        [b"HEAD", b"", b'{"kind":"rows"}', b"[1]"],
        [b"HEAD", b"", b'{"kind":"rows"}', b'[[1,"a"]]'],
        [b"HEAD", b"", b'{"kind":"rows"}', b"[[1,[1]]]"],
        [b"HEAD", b"", b'{"kind":"rows"}', b'[[0,["a"]]]'],
        [b"HEAD", b"", b'{"kind":"rows"}', b'[[2,["a"]],[2,["a"]]]'],
        [b"HEAD", b"", b'{"kind":"rows"}', b'[[1,["' + b"a" * 10_001 + b'"]]]'],
        [b"HEAD", b"", b'{"kind":"rows"}', b"[[1,[" + b",".join([b'"a"'] * 513) + b"]]]"],
        [b"HEAD", b"", b'{"kind":"rows"}', b"[" + b",".join(b"[%d,[]]" % n for n in range(1, 1_002)) + b"]"],
    ],
)
def test_nonsense_of_a_table_child_is_a_crash(speech: list[bytes]) -> None:
    with Reader(table_child_module="tests.reading.children.recites") as reader, pytest.raises(ReaderCrashedError):
        read_table(reader, b"\x1e".join(speech))


def test_what_no_database_holds_is_left_out_of_cells() -> None:
    speech = [b"HEAD", b"", b'{"kind":"rows"}', b'[[1,["a\\u0000b\\ud800"]]]', b'{"kind":"done"}', b""]
    with Reader(table_child_module="tests.reading.children.recites") as reader:
        assert read_table(reader, b"\x1e".join(speech))[1] == [(1, ("ab",))]


def test_table_child_that_says_too_much_is_ended() -> None:
    speech = [b"HEAD", b"", *[b'{"kind":"rows"}', b'[[1,["a"]]]'] * 50]
    limits = Limits(answer_bytes=100, answer_bytes_per_byte=0)
    with Reader(limits=limits, table_child_module="tests.reading.children.recites") as reader, pytest.raises(ReadingError):
        read_table(reader, b"\x1e".join(speech))
