"""Values that cross rooms: frozen, without behaviour beyond reading themselves.

Coordinates: a `Box` is in fractions (0 to 1) of its page's width and height, origin top left, y downwards, after the page
was turned upright. So the same box fits the page at any resolution: the preview, the crop, the drawing in the browser.
Amounts are `Decimal`, as printed (no sign is turned round here). Dates are `datetime.date`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from services.einvoice.model import EInvoice


class Box(NamedTuple):
    """A rectangle on a page, in fractions of the page: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float


class WordSource(StrEnum):
    """Where a word comes from."""

    TEXT = "text"  # the PDF's own text layer
    RAPID = "ocr:rapid"
    TESSERACT = "ocr:tesseract"
    BOTH = "ocr:both"  # two engines read the page; each word's confidence tells whether they agree
    TYPESET = "typeset"  # set on pages by us: the file (a sheet, a letter, a mail, a text) has words but no pages
    XML = "xml"  # set on pages by us from the XML of an e-invoice


class Word(NamedTuple):
    """One run of characters without white space. `line` counts from 0 per page, in reading order."""

    text: str
    box: Box
    line: int
    confidence: float = 1.0  # of the engine, 0 to 1; 1.0 for a text layer


@dataclass(frozen=True, slots=True)
class Page:
    """One upright page. `number` counts from 1; `width` and `height` in `unit` (pt for PDF, px for images)."""

    number: int
    width: float
    height: float
    unit: str
    words: tuple[Word, ...]
    source: WordSource
    rotation: int = 0  # degrees clockwise by which the original was turned to stand upright


class TableOrigin(StrEnum):
    """How the rows and columns of a table were known."""

    RULED = "ruled"  # by lines on the page
    UNRULED = "unruled"  # by the places of the words
    SHEET = "sheet"  # of a workbook
    TEXT = "text"  # by the separators of a text
    DOCUMENT = "document"  # by the markup of a letter (DOCX)
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, where it stands (None: on no page), and the formula behind the value ("" where there is none)."""

    text: str
    box: Box | None = None
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns. `number` counts from 1 through the document; rows may differ in length.

    `page` and `box` tell where it stands (None: on no page). `title` is the name of a sheet or a caption.
    """

    number: int
    rows: tuple[tuple[Cell, ...], ...]
    origin: TableOrigin
    page: int | None = None
    box: Box | None = None
    title: str = ""
    is_hidden: bool = False  # a sheet that a spreadsheet does not show


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the file. `media_type` is what its bytes are ("" where that is not known), whatever it claims.

    `is_document` tells that it is to be kept as a document of its own: the enclosure of a mail or of a portfolio.
    """

    name: str
    media_type: str
    size_bytes: int
    is_document: bool = False


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What `services/reading` makes of bytes: derived data, can always be made again.

    Pages come first as the file has them; pages that were set from an e-invoice's XML (`WordSource.XML`) stand behind them.
    `warnings` are codes of `services/parsers/reading_findings.py`. `language` is ISO 639-1, "" where it is not known.
    """

    media_type: str
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()
    reader_version: str = ""
    tables: tuple[Table, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    einvoice: EInvoice | None = None
    language: str = ""
    sender: str = ""  # the address that a mail says it is from (anybody can write that), "" of what is no mail


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: page (from 1), box, and the words there, verbatim. `path` is the XPath of a value of an XML."""

    page: int
    box: Box
    text: str
    source: WordSource
    path: str = ""


class DocumentKind(StrEnum):
    """What a document is; the kind decides whether it may be booked at all."""

    RECEIPT = "receipt"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    SELF_BILLING = "self_billing_invoice"
    BANK_STATEMENT = "bank_statement"
    CARD_SLIP = "card_slip"
    REMINDER = "reminder"
    QUOTE = "quote"
    ORDER_CONFIRMATION = "order_confirmation"
    PRO_FORMA = "pro_forma"
    DELIVERY_NOTE = "delivery_note"
    OTHER = "other"


class Direction(StrEnum):
    """Who sent a document to whom, by the workspace's own names, tax ids and IBANs."""

    INCOMING = "incoming"  # somebody else is its sender (its vendor)
    OUTGOING = "outgoing"  # we are
    UNCLEAR = "unclear"  # our own name or number stands on it, but not on which side


class FieldName(StrEnum):
    """The fields of a record. Values are normalised strings (see `FieldValue.value`)."""

    VENDOR = "vendor"
    DATE = "date"  # issue date, ISO 8601
    TOTAL = "total"  # decimal string as printed, "." as separator
    CURRENCY = "currency"  # ISO 4217
    TAX = "tax"
    NET = "net"
    TIP = "tip"
    ROUNDING = "rounding"
    AMOUNT_DUE = "amount_due"
    PREPAID = "prepaid"
    INVOICE_NUMBER = "invoice_number"
    DUE_DATE = "due_date"
    SERVICE_DATE = "service_date"
    PAYMENT_METHOD = "payment_method"  # cash, card, transfer, direct_debit, …
    CARD_LAST4 = "card_last4"
    VENDOR_TAX_ID = "vendor_tax_id"
    VENDOR_IBAN = "vendor_iban"
    CUSTOMER = "customer"
    VENDOR_LEGAL_NAME = "vendor_legal_name"  # of the firm behind a brand, where `vendor` is the brand
    VENDOR_ADDRESS = "vendor_address"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field as one reader (or the agreement of several) has it.

    `value` is normalised: decimal string, ISO date, ISO 4217 code, or text with folded white space. `printed` is verbatim.
    `confidence` is 0 to 1. `source` names who says so: a provider's name, "arithmetic", "user".
    `confirmed_by` lists independent confirmations, such as "net_plus_tax", "lines_sum", "cash_minus_change", "second_label".
    """

    name: FieldName
    value: str
    printed: str
    confidence: float
    source: str
    evidence: Evidence | None = None
    confirmed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineItem:
    """One bought thing. Amounts as printed; what is not printed is None."""

    description: str
    amount: Decimal | None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    discount: Decimal | None = None
    tax_rate: Decimal | None = None  # per cent: 19 means 19 %
    evidence: Evidence | None = None
    tax_mark: str | None = None  # the letter or sign behind the amount that stands for its rate


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One row of a tax table: rate in per cent."""

    rate: Decimal | None
    net: Decimal | None
    tax: Decimal | None
    gross: Decimal | None = None
    evidence: Evidence | None = None


class Severity(StrEnum):
    """What a finding does to its document."""

    INFO = "info"  # worth knowing, stops nothing
    DOUBT = "doubt"  # a person has to look at the named fields
    BLOCK = "block"  # the document cannot be booked as it is


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence for a person about what was noticed, with a stable code and the fields that it puts in doubt."""

    code: str
    severity: Severity
    message: str
    fields: tuple[FieldName, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader (offline, an LLM, an XML) says of a document, before the gates."""

    provider: str
    kind: DocumentKind
    kind_confidence: float
    fields: Mapping[FieldName, FieldValue]
    line_items: tuple[LineItem, ...] = ()
    tax_lines: tuple[TaxLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    direction: Direction = Direction.INCOMING


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a document after agreement, arithmetic and evidence gates: what deciding and people see.

    `review` names the fields that are in doubt; it is empty only when a machine may go on alone.
    """

    kind: DocumentKind
    kind_confidence: float
    fields: Mapping[FieldName, FieldValue]
    line_items: tuple[LineItem, ...]
    tax_lines: tuple[TaxLine, ...]
    findings: tuple[Finding, ...]
    review: tuple[FieldName, ...]
    provider: str
    proven: bool = field(default=False)  # the total has evidence and an independent confirmation
    direction: Direction = Direction.INCOMING
    known_vendor: str = ""  # the name by which the workspace knows the vendor; "" where it knows none that is alike
