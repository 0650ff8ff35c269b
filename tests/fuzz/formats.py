"""The whole file of each format from which mutants are made: small, so that a change hits something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.reading import media_types
from services.reading.wish import PdfEngineName
from tests.hostile.cases import SIGNED_LETTER
from tests.hostile.image_cases import letter_picture, tiff
from tests.hostile.mail_cases import enclosed, html_that_fetches
from tests.hostile.making_pdf import letter, simple
from tests.hostile.packed_cases import letter_docx, workbook
from tests.hostile.pdf_cases import active, form, outline_loop, portfolio
from tests.hostile.text_cases import STATEMENT
from tests.hostile.xml_cases import cii, in_pdf, ubl
from tests.reading.samples import encoded, picture

OFX = b"""OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261120<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>1<ACCTID>2<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20261101<DTEND>20261130
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261120<TRNAMT>-12.50<FITID>1<NAME>Tea House</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>100.00<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
QIF = b"!Type:Bank\nD20/11/2026\nT-12.50\nPTea House\nLTea\nSTea\n$-12.50\n^\nD21/11/2026\nT2,500.00\nPSalary\n^\n"
MT940 = (
    b"{1:F01BANKDEFFXXXX0000000000}{2:I940BANKDEFFXXXXN}{4:\r\n:20:STARTUMS\r\n:25:10020030/1234567\r\n:28C:1/1\r\n"
    b":60F:C261119EUR100,00\r\n"
    b":61:2611201120D12,50NMSCNONREF//1\r\n:86:166?00Tea?20Tea House?32Tea\r\n:62F:C261120EUR87,50\r\n-}\r\n"
)
CAMT = (
    b'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCs'
    b"tmrStmt><GrpHdr>"
    b"<MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct><Bal><Tp><Cd"
    b"OrPrtry><Cd>OPBD"
    b'</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt Ccy="EUR">12.50</'
    b"Amt><CdtDbtInd>"
    b"DBIT</CdtDbtInd><BookgDt><Dt>2026-11-20</Dt></BookgDt><AddtlNtryInf>Tea House</AddtlNtryInf></Ntry></Stmt></Bk"
    b"ToCstmrStmt></Document>"
)


@dataclass(frozen=True)
class Format:
    """One way of reading: a type, a name that goes with it, the engine of PDF, and the whole files."""

    media_type: str
    filename: str
    wholes: Callable[[], tuple[bytes, ...]]
    engine: PdfEngineName = PdfEngineName.PYMUPDF


def pdfs() -> tuple[bytes, ...]:
    return letter(), simple(), active(), form(), outline_loop(), portfolio(), in_pdf(cii().encode())


def photo(kind: str) -> Callable[[], tuple[bytes, ...]]:
    return lambda: (encoded(letter_picture().resize((400, 320)), kind),)


FORMATS: Mapping[str, Format] = {
    "pdf_pymupdf": Format(media_types.PDF, "a.pdf", pdfs),
    "pdf_pdfium": Format(media_types.PDF, "a.pdf", pdfs, PdfEngineName.PDFIUM),
    "png": Format("image/png", "a.png", photo("PNG")),
    "jpeg": Format("image/jpeg", "a.jpg", photo("JPEG")),
    "gif": Format("image/gif", "a.gif", photo("GIF")),
    "webp": Format("image/webp", "a.webp", photo("WEBP")),
    "bmp": Format("image/bmp", "a.bmp", lambda: (encoded(picture(("Tea",), (120, 80)), "BMP"),)),
    "tiff": Format("image/tiff", "a.tif", lambda: (tiff(2, (200, 100)),)),
    "docx": Format(media_types.DOCX, "a.docx", lambda: (letter_docx(),)),
    "xlsx": Format(media_types.XLSX, "a.xlsx", lambda: (workbook(),)),
    "csv": Format(media_types.CSV, "a.csv", lambda: (STATEMENT.encode(), STATEMENT.encode("utf-16"))),
    "txt": Format(media_types.TXT, "a.txt", lambda: ("\n".join(SIGNED_LETTER).encode(),)),
    "eml": Format(media_types.EML, "a.eml", lambda: (html_that_fetches(), enclosed("a.pdf", letter()))),
    "ubl": Format(media_types.EINVOICE, "a.xml", lambda: (ubl().encode(),)),
    "cii": Format(media_types.EINVOICE, "a.xml", lambda: (cii().encode(),)),
    "ofx": Format(media_types.OFX, "a.ofx", lambda: (OFX,)),
    "qif": Format(media_types.QIF, "a.qif", lambda: (QIF,)),
    "camt": Format(media_types.CAMT, "a.xml", lambda: (CAMT,)),
    "mt940": Format(media_types.MT940, "a.sta", lambda: (MT940,)),
}
