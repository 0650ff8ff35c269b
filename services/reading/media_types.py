"""The types of files that are read, by media type: as documents, and as tables."""

from __future__ import annotations

PDF = "application/pdf"
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/tiff", "image/bmp"})
SUPPORTED = frozenset({PDF}) | IMAGES

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
}

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"
TABLES = frozenset({CSV, XLSX, JSON})
TABLES_IN_WORDS = "CSV, TXT, XLSX and a JSON list of expenses"

IN_WORDS = "PDF, JPEG, PNG, WebP, TIFF, GIF and BMP"
