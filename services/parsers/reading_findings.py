"""What the readers of files warn of, in words for a person: one row per code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from services.types import DocumentKind, FieldName, Finding, ReadDocument, Severity

F = FieldName
S = Severity
_AMOUNTS = (F.TOTAL, F.DATE, F.CURRENCY)
_TOLD: Mapping[str, tuple[Severity, str, tuple[FieldName, ...]]] = {
    "table_cut": (S.INFO, "A table is longer or wider than what is kept of it. The file itself is kept whole.", ()),
    "einvoice_pages_cut": (S.INFO, "The invoice is longer than the pages that are shown of it. All of it was read.", ()),
    "einvoice_invalid": (
        S.DOUBT,
        "The XML inside the PDF is no e-invoice that can be read. The values stand as the pages show them: check them.",
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
            "Where your bank gives it as CSV or XLSX, import that under Imports; then confirm, and this one is filed."
        )
        yield Finding("statement_not_yet_read", Severity.BLOCK, message)
