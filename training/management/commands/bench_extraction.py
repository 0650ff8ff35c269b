"""`manage.py bench_extraction`: how well documents of a manifest are extracted, and what is better or worse than before."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from finance.services.file_limits import file_limits
from services.classifiers.artefact import FOLDER, ArtefactError, current_version, manifest_of
from services.parsers.rankings import RANKINGS
from services.reading.reader import Reader
from services.reading.wish import PdfEngineName, ReadWish
from training.bench.blame import faults
from training.bench.masking import MaskError, mask_named
from training.bench.predicting import Bench, outcomes
from training.bench.report import write_report
from training.bench.run_file import RunFileError, changes, read_run, write_run
from training.bench.scoring import Scored, figures, groups, scored
from training.bench.tables import blame_table, calibration_table, change_list, error_list, figures_table
from training.corpus import ManifestError, ReadingShelf, entries

DEFAULT_KINDS = ("receipt", "invoice", "einvoice", "credit_note")


class Command(BaseCommand):
    help = "Extracts the documents of a manifest and tells figures by source, errors and their causes."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--manifest", type=Path, required=True, help="documents with truth, one JSON object per line")
        parser.add_argument("--against", type=Path, metavar="RUN", help="folder of an earlier run to compare with")
        parser.add_argument("--out", type=Path, default=settings.VAR_DIR / "bench", help="folder of this run and its report")
        parser.add_argument(
            "--shelf", type=Path, default=settings.VAR_DIR / "readings", help="where readings are kept between runs"
        )
        parser.add_argument("--kinds", nargs="+", default=list(DEFAULT_KINDS), metavar="KIND")
        parser.add_argument("--today", type=date.fromisoformat, help="instead of the date of this day")
        parser.add_argument("--ocr", default="rapid", choices=["rapid", "tesseract", "none"], help="by which pictures are read")
        parser.add_argument("--mask", metavar="NAME", help="take the words of training/bench/masks/NAME.txt out of the readings")
        parser.add_argument("--without-xml", action="store_true", help="read e-invoices by their pages alone")
        parser.add_argument("--label-errors", type=Path, help='JSON lines {"file", "field", "why"} of truths that are wrong')

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            self._run(options)
        except (ManifestError, RunFileError, MaskError, ArtefactError, OSError) as error:
            raise CommandError(str(error)) from error

    def _run(self, options: Mapping[str, Any]) -> None:
        before = read_run(options["against"]) if options["against"] else None
        label_errors = _label_errors(options["label_errors"])
        wish = ReadWish(ocr=options["ocr"], pdf_engine=PdfEngineName(settings.PDF_ENGINE))
        with Reader(limits=file_limits(), wish=wish) as reader:
            some = self._scored(options, reader)
            told = {name: figures(group) for name, group in groups(some).items()}
            wrong = list(faults(some, label_errors))
            changed = changes(before, some) if before is not None else []
            write_run(options["out"], some, {name: str(value) for name, value in options.items()})
            report = write_report(options["out"], told, wrong, changed, reader)
        self.stdout.write(figures_table(told))
        self.stdout.write("\n" + calibration_table(told["all"]))
        self.stdout.write("\n" + blame_table(wrong) + "\n\n" + error_list(wrong))
        if before is not None:
            self.stdout.write("\n" + change_list(changed))
        self.stdout.write("\n" + _cross_validation() + f"\n\nReport: {report}")

    def _scored(self, options: Mapping[str, Any], reader: Reader) -> list[Scored]:
        bench = Bench(
            reader,
            ReadingShelf(options["shelf"], reader),
            options["today"] or date.today(),  # noqa: DTZ011  (the day of the person at this terminal)
            mask_named(options["mask"]) if options["mask"] else None,
            without_xml=options["without_xml"],
        )
        chosen = [entry for entry in entries(options["manifest"]) if entry.kind in options["kinds"]]
        if not chosen:
            raise CommandError("The manifest has no document of these kinds.")
        return [scored(outcome) for outcome in outcomes(chosen, bench)]


def _label_errors(path: Path | None) -> frozenset[tuple[str, str]]:
    if path is None:
        return frozenset()
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return frozenset((str(row["file"]), str(row["field"])) for row in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f'{path} is no list of {{"file", "field", "why"}}, one JSON object per line: {error!r}.') from error


def _cross_validation() -> str:
    """What the models in use got right of vendors that they had not seen."""
    rows = [
        "Cross-validation by vendor, of the models in use:",
        "| field | version | source | documents | right | silent |",
        "|---|---|---|---|---|---|",
    ]
    for field in RANKINGS:
        version = current_version(FOLDER, field.value)
        for source, row in manifest_of(FOLDER, field.value, version)["cross_validation_by_vendor"].items():
            rows.append(f"| {field.value} | {version} | {source} | {row['documents']} | {row['right']} | {row['silent']} |")
    return "\n".join(rows)
