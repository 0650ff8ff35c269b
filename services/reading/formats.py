"""Which reader reads which type of file. A new format is a module with a `FormatReader` and a row here."""

from __future__ import annotations

from collections.abc import Mapping

from services.reading.docx_file import read_docx
from services.reading.einvoice_file import read_einvoice
from services.reading.image_file import image_reader
from services.reading.mail import read_mail
from services.reading.media_types import CSV, DOCX, EINVOICE, EML, IMAGES, PDF, STATEMENTS, TXT, XLSX
from services.reading.parts import FormatReader
from services.reading.pdf import read_pdf
from services.reading.plain_file import read_csv, read_text
from services.reading.workbook_file import read_workbook

READERS: Mapping[str, FormatReader] = {
    PDF: read_pdf,
    EINVOICE: read_einvoice,
    EML: read_mail,
    TXT: read_text,
    CSV: read_csv,
    XLSX: read_workbook,
    DOCX: read_docx,
    **dict.fromkeys(STATEMENTS, read_text),  # to be looked at; their movements wait for a converter
    **{media_type: image_reader(media_type) for media_type in IMAGES},
}
