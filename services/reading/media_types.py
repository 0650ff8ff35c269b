"""The types of files that are read, by media type: as documents, and as tables to import."""

from __future__ import annotations

PDF = "application/pdf"
HEIC = "image/heic"  # read with the optional package pillow-heif only
PLAIN_IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/bmp"})
IMAGES = PLAIN_IMAGES | {HEIC}

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
TXT = "text/plain"
EML = "message/rfc822"
EINVOICE = "application/xml"  # of XML, only e-invoices and CAMT are taken

OFX = "application/x-ofx"
QIF = "application/x-qif"
CAMT = "application/x-camt+xml"
MT940 = "application/x-mt940"
STATEMENTS = frozenset({OFX, QIF, CAMT, MT940})

SUPPORTED = frozenset({PDF, DOCX, XLSX, CSV, TXT, EML, EINVOICE}) | IMAGES | STATEMENTS

EXTENSIONS = {
    "pdf": PDF,
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpe": "image/jpeg",
    "jfif": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "bmp": "image/bmp",
    "heic": HEIC,
    "heif": HEIC,
    "docx": DOCX,
    "xlsx": XLSX,
    "csv": CSV,
    "tsv": CSV,
    "txt": TXT,
    "eml": EML,
    "xml": EINVOICE,
    "ofx": OFX,
    "qfx": OFX,
    "qif": QIF,
    "sta": MT940,
    "mt940": MT940,
    "940": MT940,
}

JSON = "application/json"
TABLES = frozenset({CSV, XLSX, JSON})
TABLES_IN_WORDS = "CSV, TXT, XLSX and a JSON list of expenses"

IN_WORDS = (
    "PDF, JPEG, PNG, WebP, TIFF, GIF, BMP, HEIC, DOCX, XLSX, CSV, TXT, EML, "
    "e-invoices (UBL and CII XML), OFX, QIF, CAMT and MT940"
)
