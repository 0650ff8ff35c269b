"""The report of a run as one HTML page: each error with the page, the lit boxes, and the truth beside what was said."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.template.loader import render_to_string

from services.reading.reader import Reader
from services.reading.sniff import HEAD_BYTES, sniff
from services.types import Box
from training.bench.blame import Fault, shares_of_blame
from training.bench.run_file import Change
from training.bench.scoring import SCORED, Figures, Scored, Verdict
from training.corpus import WORKSPACE, Entry
from utils.errors import QuittanceError

REPORT_NAME = "report.html"


@dataclass(frozen=True, slots=True)
class Light:
    """A box on a page, in per cent of it, with what it stands for."""

    field: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageShown:
    image: str  # base64 of a WebP picture
    lights: Sequence[Light]


@dataclass(frozen=True, slots=True)
class Case:
    """One document with at least one field that is not right."""

    file: str
    faults: Sequence[Fault]
    findings: Sequence[str]
    pages: Sequence[PageShown]
    unshown: str  # why its pages cannot be shown; "" where they are


def write_report(
    folder: Path, groups: Mapping[str, Figures], faults: Sequence[Fault], changes: Sequence[Change], reader: Reader
) -> Path:
    """Write `report.html`, which needs no other file and no network."""
    by_document: dict[str, list[Fault]] = {}
    for fault in faults:
        by_document.setdefault(fault.scored.outcome.entry.file, []).append(fault)
    context = {
        "groups": [(name, some, _cells(some)) for name, some in groups.items()],
        "fields": SCORED,
        "blames": [(field, sorted(counts.items())) for field, counts in shares_of_blame(faults).items()],
        "changes": changes,
        "cases": [_case(some, reader) for some in by_document.values()],
    }
    path = folder / REPORT_NAME
    path.write_text(render_to_string("training/bench.html", context), encoding="utf-8")
    return path


def _cells(figures: Figures) -> list[str]:
    return [str(figures.fields[name][Verdict.RIGHT]) if name in figures.fields else "" for name in SCORED]


def _case(faults: Sequence[Fault], reader: Reader) -> Case:
    scored = faults[0].scored
    record = scored.outcome.record
    findings = [f"{finding.severity}: {finding.message}" for finding in record.findings] if record else [scored.outcome.error]
    try:
        pictures, unshown = _pictures(scored.outcome.entry, reader), ""
    except QuittanceError as error:
        pictures, unshown = (), error.detail
    pages = [PageShown(b64encode(picture).decode(), _lights(scored, number)) for number, picture in enumerate(pictures, start=1)]
    return Case(scored.outcome.entry.file, faults, findings, pages, unshown)


def _pictures(entry: Entry, reader: Reader) -> tuple[bytes, ...]:
    content = entry.path.read_bytes()
    wish = replace(reader.wish, ocr="none", pictures=True)
    result = reader.read(content, media_type=sniff(content[:HEAD_BYTES], entry.path.name), workspace=WORKSPACE, wish=wish)
    return tuple(picture for picture in result.previews if picture)


def _lights(scored: Scored, page: int) -> list[Light]:
    record = scored.outcome.record
    values = record.fields.items() if record else ()
    return [_light(name.value, value.evidence.box) for name, value in values if value.evidence and value.evidence.page == page]


def _light(field: str, box: Box) -> Light:
    return Light(field, 100 * box.x0, 100 * box.y0, 100 * (box.x1 - box.x0), 100 * (box.y1 - box.y0))
