"""What the readers of files warn of, in words for a person: one row per code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.types import DocumentKind, FieldName, Finding, ReadDocument, Severity

F = FieldName
S = Severity
STATEMENT = "statement_not_yet_read"
_AMOUNTS = (F.TOTAL, F.DATE, F.CURRENCY)
_TOLD: Mapping[str, tuple[Severity, str, tuple[FieldName, ...]]] = {
    "table_cut": (S.INFO, "A table is longer or wider than what is kept of it. The file itself is kept whole.", ()),
    "pages_cut": (
        S.DOUBT,
        "The text is longer than the pages that are kept of it. Send the part that matters, or check the values by hand.",
        _AMOUNTS,
    ),
    "hidden_sheets": (S.INFO, "The workbook has hidden sheets. They were kept as tables, and no value was taken from them.", ()),
    "formula_without_value": (
        S.DOUBT,
        "The workbook has formulas whose results were never stored. Open it in a spreadsheet program, save it, send it again.",
        _AMOUNTS,
    ),
    "tracked_changes": (S.INFO, "The letter has tracked changes. What was deleted was left out, what was inserted was read.", ()),
    "picture_unreadable": (S.INFO, "A picture in the letter could not be read. Send it as a file of its own if it matters.", ()),
    "einvoice_pages_cut": (S.INFO, "The invoice is longer than the pages that are shown of it. All of it was read.", ()),
    "attachment_unreadable": (S.INFO, "A file inside the PDF is broken or locked, and was not read. The pages were.", ()),
    "einvoice_invalid": (
        S.DOUBT,
        "The XML inside the PDF is no e-invoice that can be read. The values stand as the pages show them: check them.",
        _AMOUNTS,
    ),
    "einvoices_differ": (
        S.DOUBT,
        "The PDF holds several e-invoices that say different things. The first was read. Check it, and send the others alone.",
        _AMOUNTS,
    ),
    "xml_forbidden": (
        S.DOUBT,
        "The XML inside the PDF holds entities or references, and was not read. The values stand as the pages show them.",
        _AMOUNTS,
    ),
    "hidden_text": (
        S.DOUBT,
        "The PDF holds figures that nobody sees on its pages (transparent, tiny, covered). They were left out: check the values.",
        _AMOUNTS,
    ),
    "text_layer_untrusted": (
        S.INFO,
        "The text in the PDF is not what its pages show. They were read by text recognition instead.",
        (),
    ),
    "attachments_cut": (
        S.DOUBT,
        "More files are enclosed than are taken out of one. The first were; send the others one by one.",
        (),
    ),
    "mail_cut": (S.INFO, "The text of the mail is longer than what is read of it. The file itself is kept whole.", ()),
    "mail_hidden_text": (
        S.INFO,
        "The mail holds figures that nobody sees: their styles hide them. They were left out.",
        (),
    ),
    "tables_cut": (S.INFO, "There are more tables than are kept. The file itself is kept whole.", ()),
    "language_unsupported": (
        S.DOUBT,
        "No text recognition here knows the letters of your languages. Check the values, or install Tesseract's data for them.",
        (F.VENDOR, *_AMOUNTS),
    ),
    "second_engine_missing": (
        S.INFO,
        "Two text recognitions were wished for, and only one could read this. The values stand as one reads them.",
        (),
    ),
    "too_many_scanned_pages": (
        S.DOUBT,
        "Only the first pages of this scan were read: it has more than are recognised. Split it, or check the values by hand.",
        _AMOUNTS,
    ),
}


def reading_findings(document: ReadDocument) -> Iterator[Finding]:
    """A finding for each warning of the reader; an unknown code is a defect and raises KeyError."""
    for code in document.warnings:
        severity, message, fields = _TOLD[code]
        yield Finding(code, severity, message, fields)


def kind_findings(kind: DocumentKind) -> Iterator[Finding]:
    """What the kind alone asks of a person."""
    if kind is DocumentKind.BANK_STATEMENT:
        message = (
            "A bank statement: it is kept, but its movements are not taken into the ledger from here yet. "
            "Where your bank gives it as CSV or XLSX, import that under Imports; then confirm, and this one is filed. "
            "If it is an invoice, enter its total, date and currency, and confirm that."
        )
        yield Finding(STATEMENT, Severity.BLOCK, message)
