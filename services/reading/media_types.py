"""The types of files that are read, by media type."""

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

IN_WORDS = "PDF, JPEG, PNG, WebP, TIFF, GIF and BMP"
