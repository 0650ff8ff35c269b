"""XLSX: the cells of one sheet as canonical text, row by row. Formulas give the value that was stored with them.

openpyxl parses with defusedxml, and with lxml where that is installed and OPENPYXL_LXML does not forbid it (`process.py`
does). Either way no part with a DTD reaches it: `office_package` refuses those first.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import TranslatorError
from openpyxl.utils.exceptions import InvalidFileException

from services.errors import CorruptFileError, ForbiddenXmlError, ReadingError, ResourceLimitError
from services.reading.limits import Limits
from services.reading.office_package import check_workbook_archive
from services.reading.tables import Row, TableHead, TableWish
from services.reading.workbook_numbers import cell_text

DAMAGED = "The workbook is damaged or cut off. Save it again as XLSX, or as CSV."
FOREIGN_ERRORS = (
    InvalidFileException,
    TokenizerError,
    TranslatorError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ParseError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    EOFError,
    OverflowError,
    NotImplementedError,
    RecursionError,
)


def open_workbook(content: bytes, wish: TableWish, limits: Limits) -> tuple[TableHead, Iterator[Row]]:
    """Give the sheets and the rows of the one wished for, else of the first that is shown.

    Raises UnreadableError, NeedsPasswordError, UnsupportedTypeError; the rows raise CorruptFileError, ResourceLimitError.
    """
    check_workbook_archive(content, limits)
    with foreign_errors_named():
        workbook = loaded_workbook(content, data_only=True)
        names = tuple(str(sheet.title) for sheet in workbook.worksheets)
        hidden = tuple(str(sheet.title) for sheet in workbook.worksheets if sheet.sheet_state != "visible")
    name = _chosen(names, hidden, wish.sheet)
    return TableHead(sheets=names, hidden_sheets=hidden, sheet=name), _rows(workbook[name], limits)


def loaded_workbook(content: bytes, *, data_only: bool) -> Any:
    """Give a workbook with the values that were stored for its formulas, or with the formulas. Raises what openpyxl raises."""
    return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _chosen(names: tuple[str, ...], hidden: tuple[str, ...], wish: str) -> str:
    if not names:
        raise CorruptFileError("The workbook has no sheet with rows.")
    if wish and wish not in names:
        raise CorruptFileError(f"The workbook has no sheet “{wish[:40]}”. It has: {', '.join(names)[:300]}.")
    return wish or next((name for name in names if name not in hidden), names[0])


def _rows(sheet: Any, limits: Limits) -> Iterator[Row]:
    """What the sheet claims to measure is not believed: an empty cell far out would make a million rows of it."""
    with foreign_errors_named():
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, _cells(number, values, limits)


def _cells(number: int, values: tuple[object, ...], limits: Limits) -> tuple[str, ...]:
    width = len(values)
    while width and (values[width - 1] is None or values[width - 1] == ""):
        width -= 1
    if width > limits.table_columns:
        raise ResourceLimitError(f"Row {number} has more than {limits.table_columns} columns. Delete those that are not needed.")
    cells = tuple(map(cell_text, values[:width]))
    if cells and max(map(len, cells)) > limits.cell_characters:
        raise ResourceLimitError(f"A cell in row {number} has more than {limits.cell_characters:,} characters. Shorten it.")
    return cells


@contextmanager
def foreign_errors_named() -> Iterator[None]:
    """Turn the reader's errors into ours; it reads lazily, so any question to it may be the one that fails."""
    try:
        yield
    except ReadingError:
        raise
    except FOREIGN_ERRORS as error:
        if isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException):
            raise ForbiddenXmlError("The workbook holds XML that refers to something else. Save it again as XLSX.") from error
        raise CorruptFileError(DAMAGED) from error
