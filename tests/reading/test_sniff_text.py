"""Files of text are told apart by what they begin with."""

from __future__ import annotations

import pytest

from services.errors import TypeMismatchError, UnsupportedTypeError
from services.reading.media_types import CAMT, CSV, EINVOICE, EML, MT940, OFX, QIF, TXT
from services.reading.sniff import sniff

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
MT940_STATEMENT = b"\r\n:20:STARTUMS\r\n:25:10010010/1234567\r\n:28C:1/1\r\n:60F:C260101EUR100,00\r\n"
MAIL = b"Received: from a by b\r\nFrom: Ann <ann@example.org>\r\nSubject: Your invoice\r\n\r\nHello"
SGML = b"OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\n\r\n<OFX><SIGNONMSGSRSV1>"


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (f'<?xml version="1.0"?><Invoice xmlns="{UBL}Invoice-2">'.encode(), "a.xml", EINVOICE),
        (
            f'<?xml version="1.0"?>\n<!-- by <b>us</b> -->\n<cn:CreditNote xmlns:cn="{UBL}CreditNote-2">'.encode(),
            "a",
            EINVOICE,
        ),
        (f'<?xml version="1.0" encoding="UTF-16"?><Invoice xmlns="{UBL}Invoice-2">'.encode("utf-16"), "a.xml", EINVOICE),
        (
            b'<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100">',
            "a.pdf",
            EINVOICE,
        ),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><Invoice>&a;</Invoice>', "a.xml", EINVOICE),
        ('<?xml version="1.0" encoding="cp037"?><Invoice/>'.encode("cp037"), "a.xml", EINVOICE),
        (b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>', "a.xml", CAMT),
        (b"<Document><BkToCstmrStmt><GrpHdr>", "a.xml", CAMT),
        (SGML, "a.ofx", OFX),
        (b'<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX>', "a.qfx", OFX),
        (b"!Type:Bank\nD1/2/26\nT-5.00\n^\n", "a.qif", QIF),
        (MT940_STATEMENT, "a.txt", MT940),
        (b"\x01" + MT940_STATEMENT + b"\x03", "a.sta", MT940),
        (MAIL, "message", EML),
        (b"Date;Text;Amount\n1;a;2\n2;b;3\n", "a.txt", CSV),
        (b"date,text\n", "a.csv", CSV),
        ("Quittung\nBäckerei, Nord\n5,00\n".encode("latin-1"), "a.txt", TXT),
        (b"A line\nand another\n", "", TXT),
    ],
    ids=[
        "ubl",
        "ubl-prefix",
        "utf-16",
        "cii",
        "doctype",
        "ebcdic",
        "camt",
        "camt-bare",
        "ofx-sgml",
        "ofx-xml",
        "qif",
        "mt940",
        "mt940-swift",
        "mail",
        "columns",
        "csv",
        "text",
        "no-name",
    ],
)
def test_text_is_known_by_how_it_begins(head: bytes, name: str, media_type: str) -> None:
    assert sniff(head, name) == media_type


@pytest.mark.parametrize(
    "head",
    [
        b"<html><body>receipt</body></html>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"#!/bin/sh\nrm -rf /\n",
        b"push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 'https://evil.example/x'\n",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"{\\rtf1\\ansi hello}",
        b'{"total": "1.00"}',
    ],
    ids=["html", "svg", "shell", "mvg", "postscript", "rtf", "json"],
)
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a"])
def test_markup_and_programs_are_no_text(head: bytes, name: str) -> None:
    with pytest.raises((TypeMismatchError, UnsupportedTypeError)):
        sniff(head, name)


def test_text_with_the_name_of_another_type_is_a_mismatch() -> None:
    with pytest.raises(TypeMismatchError, match="application/pdf"):
        sniff(b"just some words\nand more\n", "invoice.pdf")


def test_text_of_an_unknown_name_is_refused() -> None:
    with pytest.raises(UnsupportedTypeError):
        sniff(b"var a = 1;\nalert(a);\n", "invoice.pdf.js")
