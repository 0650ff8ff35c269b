"""Which reader reads which type of file. A new format is a module with a `FormatReader` and a row here."""

from __future__ import annotations

from collections.abc import Mapping

from services.reading.einvoice_file import read_einvoice
from services.reading.image_file import image_reader
from services.reading.media_types import EINVOICE, IMAGES, PDF
from services.reading.parts import FormatReader
from services.reading.pdf import read_pdf

READERS: Mapping[str, FormatReader] = {
    PDF: read_pdf,
    EINVOICE: read_einvoice,
    **{media_type: image_reader(media_type) for media_type in IMAGES},
}
