"""Which converter reads which type of file. A new format is one more line here."""

from __future__ import annotations

from collections.abc import Mapping

from services.errors import UnsupportedTypeError
from services.reading.media_types import CSV, JSON, TABLES_IN_WORDS, XLSX
from services.statements.base import Converter
from services.statements.first_generation import FirstGenerationConverter
from services.statements.table import TableConverter

CONVERTERS: Mapping[str, Converter] = {CSV: TableConverter(), XLSX: TableConverter(), JSON: FirstGenerationConverter()}


def converter_of(media_type: str) -> Converter:
    """Give the converter of a sniffed media type. Raises UnsupportedTypeError."""
    if media_type not in CONVERTERS:
        raise UnsupportedTypeError(f"Tables of this type ({media_type}) are not read. Supported: {TABLES_IN_WORDS}.")
    return CONVERTERS[media_type]
