"""Mails: what a person reads of them becomes pages, what is enclosed comes as files, whatever they claim."""

from __future__ import annotations

import socket
from email.message import EmailMessage
from typing import Any, NoReturn

import pytest

from services.errors import CorruptFileError, ResourceLimitError
from services.reading.in_process import read_in_process
from services.reading.limits import Limits
from services.reading.media_types import EML, PDF
from services.reading.reader import Reader
from services.reading.result import ReadResult
from services.reading.wish import ReadWish
from services.types import TableOrigin, WordSource
from tests.reading.mails import enclose, mail, nested, parts_in_parts, raw, small_picture, with_invoice
from tests.reading.samples import encoded, picture, text_pdf

NO_PICTURES = ReadWish(ocr="none", pictures=False)


def read(content: bytes | EmailMessage, limits: Limits | None = None) -> ReadResult:
    content = content if isinstance(content, bytes) else content.as_bytes()
    return read_in_process(content, EML, wish=NO_PICTURES, limits=limits or Limits())


def text_of(result: ReadResult) -> str:
    return " ".join(word.text for page in result.document.pages for word in page.words)


def html(body: str) -> ReadResult:
    return read(mail(html=f"<html><body>{body}</body></html>"))


def test_headers_and_text_stand_on_pages() -> None:
    result = read(mail(subject="Rechnung für März"))
    text = text_of(result)
    for told in ("Rechnung für März", "From Shop <Shop@example.org>", "21 Nov 2026", "<1@example.org>", "Total 12.50 EUR"):
        assert told in text
    assert {page.source for page in result.document.pages} == {WordSource.TYPESET}
    assert result.document.sender == "shop@example.org"


def test_of_html_and_text_the_html_is_read_with_its_tables() -> None:
    result = html("<p>Hello</p><table><tr><th>Item</th><th>Price</th></tr><tr><td>Tea</td><td>12.50</td></tr></table>")
    assert "Thank you" not in text_of(result)
    (table,) = result.document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [["Item", "Price"], ["Tea", "12.50"]]
    assert (table.origin, table.number) == (TableOrigin.HTML, 1)


def test_html_that_shows_nothing_gives_way_to_the_text() -> None:
    assert "Thank you" in text_of(html('<img src="https://example.org/all-in-a-picture.png">'))


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">999.00</p>',
        '<p style="DISPLAY : None !important">999.00</p>',
        '<div style="visibility:hidden"><b>999.00</b></div>',
        '<span style="font-size:0">999.00</span>',
        '<span style="font-size:1px">999.00</span>',
        '<div style="max-height:0;overflow:hidden">999.00</div>',
        '<div style="opacity:0">999.00</div>',
        '<p style="color:#FFFFFF">999.00</p>',
        '<div style="background:#000"><div style="background:white;color:white">999.00</div></div>',
        '<font color="white">999.00</font>',
        '<p style="position:absolute;left:-9999px">999.00</p>',
        "<p hidden>999.00</p>",
        "<style>.x{display:none}</style><p class=x>999.00</p>",
        "<table><tr><td>Tea</td><td>1.00</td></tr><tr style='display:none'><td>Gold</td><td>999.00</td></tr></table>",
        "<table><tr><td>Tea</td><td>1.00<i style='display:none'>999.00</i></td></tr></table>",
    ],
    ids=range(15),
)
def test_what_nobody_sees_is_no_text_and_figures_in_it_are_told_of(hidden: str) -> None:
    result = html(f"<p>Total 12.50</p>{hidden}<p>Thanks</p>")
    assert "999.00" not in text_of(result)
    assert "Thanks" in text_of(result)
    assert result.document.warnings == ("mail_hidden_text",)


@pytest.mark.parametrize(
    "seen",
    [
        '<div style="background-color:#1a1a1a"><p style="color:white">77.00</p></div>',
        '<table><tr><td bgcolor="#336699"><span style="color:#fff">77.00</span></td><td>x</td></tr></table>',
        "<style>@media print{.x{display:none}} .y{color:red}</style><p class=x>77.00</p>",
        '<p style="font-size:11px;width:100%">77.00</p>',
    ],
    ids=range(4),
)
def test_what_people_see_is_text(seen: str) -> None:
    result = html(seen)
    assert "77.00" in text_of(result)
    assert result.document.warnings == ()


def test_nothing_is_fetched_and_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise AssertionError("a socket was wished for")

    monkeypatch.setattr(socket, "socket", refuse)
    result = html(
        '<link rel=stylesheet href="http://169.254.169.254/x.css"><img src=http://169.254.169.254/latest><iframe src=file:///etc/passwd>'
        '</iframe><script>document.write("script")</script><object data=http://127.0.0.1/></object><p onclick="x()">Seen</p>'
    )
    assert text_of(result).endswith("Seen")


def test_entities_from_outside_stay_unread() -> None:
    doctype = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert "root" not in text_of(read(mail(html=f"{doctype}<p>a &x; b 12.50</p>")))


def test_enclosures_come_as_they_were_sent() -> None:
    invoice = text_pdf(("Total 12.50 EUR",))
    result = read(enclose(mail(), invoice, "invoice.pdf", "application/pdf"))
    (attached,) = result.document.attachments
    assert (attached.name, attached.media_type, attached.is_document) == ("invoice.pdf", PDF, True)
    assert result.attachments == (invoice,)


def test_the_bytes_tell_the_type_whatever_the_part_claims() -> None:
    result = read(enclose(mail(), text_pdf(("x",)), "photo", "image/png"))
    assert result.document.attachments[0].media_type == PDF


def test_small_pictures_in_the_text_are_no_documents_and_large_ones_are() -> None:
    made = mail(html='<img src="cid:1">')
    enclose(made, small_picture(), "logo.png", "image/png", cid="<1>", disposition="inline")
    enclose(
        made, encoded(picture(("TOTAL 5.00",), (900, 900)), "BMP"), "receipt.bmp", "image/bmp", cid="<2>", disposition="inline"
    )
    enclose(made, small_picture(), "scan.png", "image/png")
    assert [one.is_document for one in read(made).document.attachments] == [False, True, True]


def test_what_is_not_read_is_named_and_not_opened() -> None:
    result = read(enclose(mail(), b"\x78\x9f\x3e\x22 of Outlook", "winmail.dat", "application/ms-tnef"))
    (attached,) = result.document.attachments
    assert (attached.name, attached.media_type, attached.is_document) == ("winmail.dat", "", False)


def test_a_mail_in_a_mail_is_a_document_called_by_its_subject() -> None:
    made = mail()
    made.add_attachment(mail(subject="Fwd: the receipt"))
    result = read(made)
    (attached,) = result.document.attachments
    assert (attached.name, attached.media_type, attached.is_document) == ("Fwd: the receipt.eml", EML, True)
    assert "Total 12.50 EUR" in text_of(read(result.attachments[0]))


def test_mails_in_mails_come_out_one_by_one() -> None:
    content, depth = nested(20), 0
    while (result := read(content)).attachments:
        (content,), depth = result.attachments, depth + 1
    assert (depth, "the innermost" in text_of(result)) == (20, True)


def test_of_five_hundred_enclosures_the_first_hundred_come() -> None:
    made = mail()
    for number in range(500):
        enclose(made, b"Total %d" % number, f"{number}.txt", "text/plain")
    result = read(made)
    assert len(result.document.attachments) == Limits().attachments
    assert "attachments_cut" in result.document.warnings


@pytest.mark.parametrize("depth", [100, 5_000])
def test_parts_in_parts_without_end_are_refused(depth: int) -> None:
    with pytest.raises(ResourceLimitError):
        read(parts_in_parts(depth))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (raw(), "Total 12.50"),
        (raw("Content-Type: multipart/mixed; boundary=never"), "Total 12.50"),
        (raw("Content-Type: multipart/mixed"), "Total 12.50"),
        (raw("Content-Transfer-Encoding: base64", body=b"VG90YWwgMTIuNTA"), "Total 12.50"),
        (raw("Content-Type: text/plain; charset=zlib"), "Total 12.50"),
        (raw("Content-Type: text/plain; charset=no-such"), "Total 12.50"),
        (raw("Content-Type: text/plain; charset=iso-8859-1", body=b"Betrag 12,50 \x80"), "12,50 €"),
        (raw("Subject: =?utf-8?b?!!!?="), "Total 12.50"),
        (raw("Subject: =?punycode?q?x?= y"), "Total 12.50"),
        (raw("Subject: Gr\xfc\xdfe"), "Grüße"),
        (raw("From: \x00 <@@>"), "Total 12.50"),
        (raw("Content-Type: text/html", body=b"\xff<p>Total 12.50"), "Total 12.50"),
    ],
    ids=range(12),
)
def test_a_broken_mail_is_read_as_far_as_it_goes(content: bytes, told: str) -> None:
    assert told in text_of(read(content))


@pytest.mark.parametrize(
    "name",
    ["filename*=iso-8859-1''M%E4rz.pdf", 'filename="=?iso-8859-1?q?M=E4rz.pdf?="', 'filename="M\xe4rz.pdf"'],
    ids=["rfc2231", "encoded word", "bare"],
)
def test_names_in_other_letters_are_read(name: str) -> None:
    headers = ("Content-Type: application/pdf", f"Content-Disposition: attachment; {name}")
    (attached,) = read(raw(*headers, body=text_pdf(("x",)))).document.attachments
    assert attached.name == "März.pdf"


def test_a_number_without_end_in_a_header_is_named() -> None:
    with pytest.raises(CorruptFileError):
        read(raw(f"Content-Type: multipart/mixed; boundary*{'9' * 5_000}=x"))


def test_the_sender_is_empty_where_no_address_is_told() -> None:
    assert read(mail(sender="The Shop")).document.sender == ""


def test_a_mail_longer_than_the_pages_is_cut_and_says_so() -> None:
    result = read(mail("a line of text\n" * 2_000), Limits(pages=2))
    assert len(result.document.pages) == 2
    assert "mail_cut" in result.document.warnings


def test_a_mail_with_an_invoice_has_both() -> None:
    result = read(with_invoice())
    assert "Thank you" in text_of(result)
    assert len(result.attachments) == 1


def test_a_mail_comes_whole_through_the_walls_of_the_child() -> None:
    invoice = text_pdf(("Total 12.50 EUR",))
    made = enclose(mail(html="<table><tr><td>Tea</td><td>1</td></tr><tr><td>Milk</td><td>2</td></tr></table>"), invoice, "a.pdf")
    with Reader(wish=ReadWish(ocr="none")) as reader:
        result = reader.read(made.as_bytes(), media_type=EML, workspace="a")
    assert (result.document.sender, result.attachments, len(result.document.tables)) == ("shop@example.org", (invoice,), 1)
    assert result.previews[0][8:12] == b"WEBP"
