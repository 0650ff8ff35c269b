from __future__ import annotations

import pytest
from docx.document import Document
from docx.shared import Cm

from services.errors import CorruptFileError, EmptyDocumentError, ResourceLimitError
from services.reading.limits import Limits
from services.types import TableOrigin, WordSource
from tests.reading.office.letters import (
    BODY,
    invoice,
    letter,
    lines,
    read,
    run,
    with_body,
    with_changed_body,
    with_picture,
)
from tests.reading.tables import part_of, with_part


def test_letter_is_set_on_pages_from_its_head_to_its_foot() -> None:
    result = read(letter(invoice))
    assert lines(result.document) == [
        "Müller & Söhne GmbH",
        "Rechnung 4711",
        "Rechnungsdatum: 01.05.2026",
        "Fällig: 15.05.2026",
        "Artikel Menge Betrag",
        "Brot 2 4,20 €",
        "Milch 1 1,80 €",
        "Gesamt 6,00 €",
        "IBAN DE89 3704 0044 0532 0130 00",
    ]
    assert result.document.pages[0].source is WordSource.TYPESET
    assert result.document.warnings == ()
    assert len(result.previews) == 1


def test_tables_are_kept_with_their_cells() -> None:
    (table,) = read(letter(invoice)).document.tables
    assert (table.number, table.origin, table.page) == (1, TableOrigin.DOCUMENT, None)
    assert [[cell.text for cell in row] for row in table.rows][1:] == [
        ["Brot", "2", "4,20 €"],
        ["Milch", "1", "1,80 €"],
        ["Gesamt", "", "6,00 €"],
    ]


def test_what_is_set_apart_by_tabs_stands_in_columns() -> None:
    (page,) = read(letter(invoice)).document.pages
    dates = [word.box.x1 for word in page.words if word.text.endswith(".2026")]
    assert dates[0] == dates[1]


def test_merged_cells_keep_the_columns_of_the_others() -> None:
    def write(document: Document) -> None:
        table = document.add_table(2, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(0, 2).text = "last"
        for column in range(3):
            table.cell(1, column).text = str(column)

    (table,) = read(letter(write)).document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [["wide", "", "last"], ["0", "1", "2"]]


def test_table_in_a_table_is_read_once_as_text_and_kept_as_a_table_too() -> None:
    def write(document: Document) -> None:
        outer = document.add_table(1, 2)
        outer.cell(0, 0).text = "left"
        inner = outer.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "Total", "6,00"

    document = read(letter(write)).document
    assert [[[cell.text for cell in row] for row in table.rows] for table in document.tables] == [
        [["Total", "6,00"]],
        [["left", "Total   6,00"]],
    ]
    assert lines(document) == ["left Total 6,00"]


def test_table_of_one_column_is_only_a_frame() -> None:
    def write(document: Document) -> None:
        frame = document.add_table(1, 1)
        frame.cell(0, 0).text = "before"
        inner = frame.cell(0, 0).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"

    document = read(letter(write)).document
    assert lines(document) == ["before", "a b"]
    assert len(document.tables) == 1


def test_deleted_text_is_no_text_and_inserted_text_is() -> None:
    row = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    content = with_body(
        f"<w:p>{run('Total')}<w:del><w:r><w:delText>90,00</w:delText></w:r>{run('91,00')}</w:del><w:ins>{run(' 99,00')}</w:ins>"
        f"<w:moveFrom>{run('moved')}</w:moveFrom></w:p><w:tbl>"
        + row.format("<w:trPr><w:del/></w:trPr>", run("deleted row"))
        + row.format("", run("kept row"))
        + f"</w:tbl><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('end')}</w:p>"
    )
    document = read(content).document
    assert lines(document) == ["Total 99,00", "kept row", "end"]
    assert document.warnings == ("tracked_changes",)


def test_hidden_text_is_no_text() -> None:
    not_hidden = '<w:vanish w:val="0"/>'
    content = with_body(
        f"<w:p>{run('shown')}{run('hidden', '<w:vanish/>')}{run(' too', not_hidden)}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('mark')}</w:p>"
    )
    assert lines(read(content).document) == ["shown too", "mark"]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('in the box')}</w:p></w:txbxContent>"
    content = with_body(
        f"<w:p>{run('before')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{run(' and after')}</w:p>"
    )
    assert lines(read(content).document) == ["in the box", "before and after"]


def test_footnotes_are_read() -> None:
    content = letter(invoice)
    relations = part_of(content, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        b'Target="/word/footnotes.xml"/></Relationships>',
    )
    note = b'<w:footnotes xmlns:w="urn:w"><w:footnote><w:p><w:r><w:t>net of discount</w:t></w:r></w:p></w:footnote></w:footnotes>'
    content = with_part(with_part(content, "word/_rels/document.xml.rels", relations), "word/footnotes.xml", note)
    assert "net of discount" in lines(read(content).document)


def test_strict_documents_and_headings_in_any_language_are_read() -> None:
    content = with_changed_body(letter(invoice), "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "urn:strict")
    document = read(content).document
    assert "Rechnung 4711" in lines(document)
    words = {word.text: word.box for word in document.pages[0].words}
    assert words["4711"].y1 - words["4711"].y0 > words["Brot"].y1 - words["Brot"].y0


def test_breaks_tabs_and_odd_spaces_part_words() -> None:
    content = with_body("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r></w:p>")
    assert lines(read(content).document) == ["a", "b-c"]
    tabs = with_body("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r></w:p>")
    assert [word.text for word in read(tabs).document.pages[0].words] == ["1", "2"]


def test_page_break_begins_a_page() -> None:
    content = with_body(f'<w:p>{run("one")}<w:r><w:br w:type="page"/></w:r></w:p><w:p>{run("two")}</w:p>')
    document = read(content).document
    assert [lines(document, 1), lines(document, 2)] == [["one"], ["two"]]


def test_large_picture_is_a_page_of_its_own_behind_the_text() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("text " * 100)
        with_picture(document, width=Cm(10))
        with_picture(document, width=Cm(2), pixels=(700, 700))

    pages = read(letter(write)).document.pages
    assert [(page.number, page.unit) for page in pages] == [(1, "pt"), (2, "px")]
    assert (pages[1].width, pages[1].height) == (800, 1100)


def test_of_a_letter_that_is_only_pictures_all_are_pages() -> None:
    def write(document: Document) -> None:
        with_picture(document, width=Cm(4))
        with_picture(document, width=Cm(4), pixels=(900, 1200))
        with_picture(document, width=Cm(4), pixels=(30, 30))

    assert [page.width for page in read(letter(write)).document.pages] == [800, 900]


def test_picture_that_cannot_be_read_costs_a_warning_only() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("text")
        with_picture(document, width=Cm(10))

    content = letter(write)
    broken = with_part(content, "word/media/image1.png", part_of(content, "word/media/image1.png")[:200])
    document = read(broken).document
    assert (len(document.pages), document.warnings) == (1, ("picture_unreadable",))


def test_more_pictures_than_are_recognised_cost_a_warning() -> None:
    def write(document: Document) -> None:
        for number in range(4):
            with_picture(document, width=Cm(10), pixels=(800, 900 + number))

    document = read(letter(write), limits=Limits(scanned_pages=2)).document
    assert (len(document.pages), document.warnings) == (2, ("too_many_scanned_pages",))


def test_long_letter_is_cut_with_a_warning() -> None:
    document = read(letter(lambda written: written.add_paragraph("word " * 5_000)), limits=Limits(pages=2)).document
    assert (len(document.pages), document.warnings) == (2, ("pages_cut",))


def test_empty_letter_is_empty() -> None:
    with pytest.raises(EmptyDocumentError):
        read(letter(lambda _: None))


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"<w:document", CorruptFileError),
        (b"", CorruptFileError),
        (b'<?xml version="1.0" encoding="utf-7"?><w/>', CorruptFileError),
        (b"<d><body>" + b"<tbl><tr><tc>" * 1_000 + b"</tc></tr></tbl>" * 1_000 + b"</body></d>", ResourceLimitError),
    ],
    ids=["cut off", "nothing", "unknown encoding", "tables without end"],
)
def test_broken_body_is_refused_by_name(body: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read(with_part(letter(invoice), BODY, body))


def test_elements_nested_without_end_are_read() -> None:
    deep = 50_000
    body = b"<d><body><p>" + b"<sdt>" * deep + b"<r><t>deep</t></r>" + b"</sdt>" * deep + b"</p></body></d>"
    assert lines(read(with_part(letter(invoice), BODY, body)).document)[1] == "deep"


@pytest.mark.parametrize("tag", [b"<p><r><t>word</t></r></p>", b"<tbl><tr><tc><p><r><t>a</t></r></p></tc><tc/></tr></tbl>"])
def test_letter_without_end_takes_little_memory(tag: bytes) -> None:
    content = with_part(letter(invoice), BODY, b"<d><body>" + tag * 105_000 + b"</body></d>")
    limits = Limits(pages=1, tables=5, unpacked_bytes=50_000_000)
    assert "pages_cut" in read(content, limits=limits).document.warnings


def test_missing_parts_are_no_crash() -> None:
    content = letter(invoice)
    with pytest.raises(CorruptFileError):
        read(with_part(content, "_rels/.rels", None))
    for part in ("word/_rels/document.xml.rels", "word/styles.xml", "word/header1.xml"):
        assert read(with_part(content, part, None)).document.pages
