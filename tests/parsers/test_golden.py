"""Whole documents against their stored records.

To store them anew after a wanted change: QUITTANCE_REGENERATE=1 python -m pytest tests/parsers/test_golden.py
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from services.parsers.proof import is_proof
from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.types import Record
from tests.parsers.sheets import TODAY, document

GOLDEN = Path(__file__).parent / "golden"
SHEETS = sorted(GOLDEN.glob("*.txt"))


def record_of(sheet: Path) -> Record:
    unit = "pt" if "invoice" in sheet.stem else "px"
    return extract(ExtractionRequest(document(sheet.read_text(), unit=unit), TODAY))


def as_json(record: Record) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "fields": {name.value: [value.value, value.printed] for name, value in sorted(record.fields.items())},
        "confirmed_by": list(record.fields["total"].confirmed_by) if "total" in record.fields else [],
        "lines": [[line.description, str(line.amount), line.quantity and str(line.quantity)] for line in record.line_items],
        "tax_lines": [[str(line.rate), str(line.net), str(line.tax)] for line in record.tax_lines],
        "findings": [finding.code for finding in record.findings],
        "review": [name.value for name in record.review],
        "proven": record.proven,
    }


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_a_document_gives_its_stored_record(sheet: Path) -> None:
    found = as_json(record_of(sheet))
    stored = sheet.with_suffix(".json")
    if os.environ.get("QUITTANCE_REGENERATE"):
        stored.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(stored.read_text())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_every_accepted_field_reads_back_from_its_box(sheet: Path) -> None:
    unit = "pt" if "invoice" in sheet.stem else "px"
    (page,) = document(sheet.read_text(), unit=unit).pages
    record = record_of(sheet)
    accepted = [v for name, v in record.fields.items() if name not in record.review and v.evidence is not None]
    assert accepted
    assert all(is_proof(value, page) for value in accepted)
