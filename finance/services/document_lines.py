"""A file as one JSON line, without a database: what `manage.py extract` prints. Scoring tools read it; keep it stable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from errno import ENOENT
from pathlib import Path
from time import monotonic
from typing import Any

from finance.services.document_crops import looked_at_again
from finance.services.document_line_tables import TableFiles, tables_told, tables_written
from finance.services.file_limits import file_limits, too_large
from finance.services.second_reading import read_well
from services.errors import EmptyFileError, FileTooLargeError
from services.parsers.remedies import remedy_of
from services.providers.base import ExtractionProvider, ExtractionRequest, OwnIdentity
from services.providers.chain import extract
from services.reading.reader import Reader
from services.reading.sniff import HEAD_BYTES, sniff
from services.types import Evidence, FieldName, FieldValue, Finding, LineItem, ReadDocument, Record
from utils.errors import QuittanceError

Line = dict[str, Any]
TOLD = ("vendor", "date", "total", "currency", "tax", "invoice_number", "amount_due")
NOBODY = "command"  # the reading children serve one workspace each; files of one command are one workspace


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for all files of one command."""

    reader: Reader
    today: date
    own: OwnIdentity = field(default_factory=OwnIdentity)
    country: str | None = None
    currency: str | None = None
    providers: tuple[ExtractionProvider, ...] = ()
    tables: bool = False  # told in the line as well
    table_files: TableFiles | None = None

    def request(self, document: ReadDocument) -> ExtractionRequest:
        return ExtractionRequest(document, self.today, self.country, self.currency, self.own)


def line_of_file(name: str, path: Path, setting: Setting) -> Line:
    """What was read from one file, or why it could not be; `name` is how the caller calls it."""
    started = monotonic()
    try:
        record, document = _record(path, setting)
    except QuittanceError as error:
        return line_of_error(name, error.code, error.detail)
    except OSError as error:
        return line_of_error(name, "file_unavailable", error.strerror or type(error).__name__)
    try:
        tables = _tables(name, document, setting)
    except OSError as error:
        return line_of_error(name, "tables_not_written", error.strerror or type(error).__name__)
    return {"file": name} | line_of_record(record) | tables | {"seconds": round(monotonic() - started, 3)}


def _tables(name: str, document: ReadDocument, setting: Setting) -> Line:
    told: Line = {"tables": tables_told(document)} if setting.tables else {}
    return told | ({"table_files": tables_written(document, name, setting.table_files)} if setting.table_files else {})


def line_of_error(name: str, code: str, detail: str) -> Line:
    """The line of a file that could not be read; `code` is stable, `detail` a sentence."""
    return {"file": name, "error": {"code": code, "detail": detail}}


def line_of_record(record: Record) -> Line:
    """Amounts and dates are strings; what was not found is null."""
    fields = record.fields
    return {
        "kind": record.kind.value,
        "direction": record.direction.value,
        **{name: fields[FieldName(name)].value if FieldName(name) in fields else None for name in TOLD},
        "line_items": [_line_item(item) for item in record.line_items],
        "transactions": [],
        "confidence": {name.value: value.confidence for name, value in fields.items()},
        "evidence": _evidences(fields),
        "review": [name.value for name in record.review],
        "findings": [_finding(finding) for finding in record.findings],
        "provider": record.provider,
    }


def _record(path: Path, setting: Setting) -> tuple[Record, ReadDocument]:
    content = _content(path)
    media_type = sniff(content[:HEAD_BYTES], path.name)
    result = read_well(
        setting.reader,
        content,
        media_type=media_type,
        workspace=NOBODY,
        wish=setting.reader.wish,
        request=setting.request,
    )
    record = extract(setting.request(result.document), setting.providers)
    checked = looked_at_again(
        record, result.document, content=lambda: content, reader=setting.reader, workspace=NOBODY, wish=setting.reader.wish
    )
    return checked, result.document


def _content(path: Path) -> bytes:
    if not path.is_file():  # reading a pipe might never end
        raise FileNotFoundError(ENOENT, "This is no regular file." if path.exists() else "There is no such file.")
    limit_bytes = file_limits().file_bytes
    with path.open("rb") as file:
        content = file.read(limit_bytes + 1)
    if not content:
        raise EmptyFileError("The file is empty.")
    if len(content) > limit_bytes:
        raise FileTooLargeError(too_large())
    return content


def _evidences(fields: Mapping[FieldName, FieldValue]) -> dict[str, Line]:
    return {name.value: _evidence(value.evidence) for name, value in fields.items() if value.evidence is not None}


def _evidence(evidence: Evidence) -> Line:
    return {"page": evidence.page, "box": [round(side, 5) for side in evidence.box], "text": evidence.text}


def _line_item(item: LineItem) -> Line:
    numbers = ("amount", "quantity", "unit_price", "discount", "tax_rate")
    told = {name: _number(getattr(item, name)) for name in numbers}
    return {"description": item.description, "unit": item.unit, "tax_mark": item.tax_mark} | told


def _number(value: object) -> str | None:
    return None if value is None else format(value, "f")


def _finding(finding: Finding) -> Line:
    fields = [name.value for name in finding.fields]
    told = {"code": finding.code, "severity": finding.severity.value, "message": finding.message}
    return {**told, "remedy": remedy_of(finding.code), "fields": fields}
