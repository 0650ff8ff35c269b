"""The bench: verdicts and figures on outcomes that are known, runs that are compared, and the whole command on samples."""

from __future__ import annotations

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.types import DocumentKind, FieldName, FieldValue, LineItem, Record
from tests.parsers.sheets import TODAY, document
from training.bench.blame import Blame, faults
from training.bench.predicting import Outcome
from training.bench.run_file import RunFileError, changes, read_run, write_run
from training.bench.scoring import Scored, Verdict, by_vendor, figures, groups, scored, share_of
from training.corpus import Entry

F = FieldName
READ = document("MEADOW HARDWARE LTD\n12 Mill Road\nDate: 14/03/2026\nHammer   20.00\nTOTAL   EUR 20.00\nCASH   20.00")
TRUTH = {"vendor": "Meadow Hardware", "date": "2026-03-14", "total": "20.00", "currency": "EUR"}


def entry(truth: dict[str, Any], *, file: str = "a.png", source: str = "made here") -> Entry:
    return Entry(file, Path(file), "receipt", source, "MIT", truth, {})


def value(name: F, text: str, confidence: float) -> FieldValue:
    return FieldValue(name, text, text, confidence, "offline")


def record(*, review: tuple[F, ...] = (), lines: tuple[LineItem, ...] = (), **values: tuple[str, float]) -> Record:
    fields = {F(name): value(F(name), *said) for name, said in values.items()}
    return Record(DocumentKind.RECEIPT, 0.9, fields, lines, (), (), review, "offline", proven=True)


RIGHT = {
    "vendor": ("MEADOW HARDWARE LTD", 0.9),
    "date": ("2026-03-14", 0.99),
    "total": ("20.00", 0.97),
    "currency": ("EUR", 0.95),
}


def score(told: Record | None, truth: dict[str, Any] | None = None, *, file: str = "a.png", error: str = "") -> Scored:
    return scored(Outcome(entry(truth or TRUTH, file=file), READ if told else None, told, error, 0.02))


def test_each_field_gets_its_verdict() -> None:
    told = record(review=(F.VENDOR,), **(RIGHT | {"vendor": ("Mill Road", 0.4), "total": ("2.00", 0.9)}))
    one = score(told, TRUTH | {"tax": "3.19"})
    assert one.verdicts == {
        F.VENDOR: Verdict.WRONG,
        F.DATE: Verdict.RIGHT,
        F.TOTAL: Verdict.SILENT,
        F.CURRENCY: Verdict.RIGHT,
        F.TAX: Verdict.MISSING,
    }
    assert one.is_whole is False
    assert one.is_silent
    assert one.is_automatic


def test_a_document_in_doubt_is_not_automatic_and_its_errors_are_not_silent() -> None:
    one = score(record(review=(F.TOTAL,), **(RIGHT | {"total": ("2.00", 0.5)})))
    assert not one.is_silent
    assert not one.is_automatic


def test_what_could_not_be_read_is_missing_everywhere() -> None:
    one = score(None, error="unreadable")
    assert set(one.verdicts.values()) == {Verdict.MISSING}
    assert figures([one]).errors == 1
    assert one.outcome.prediction == {"file": "a.png", "error": "unreadable"}


def test_a_document_without_a_whole_truth_is_not_counted_as_whole() -> None:
    assert score(record(**RIGHT), {"total": "20.00"}).is_whole is None


def test_lines_are_matched_by_amount_and_quantity() -> None:
    truth = TRUTH | {"line_items": [{"amount": "4.00", "quantity": "2"}, {"amount": "1.00"}, {"amount": "3.00", "quantity": "1"}]}
    lines = (
        LineItem("Nails", Decimal("4.00"), Decimal(2)),
        LineItem("Glue", Decimal("1.00"), Decimal(7)),
        LineItem("Saw", Decimal("3.00"), Decimal(3)),
        LineItem("Odd", Decimal("9.00")),
    )
    assert score(record(lines=lines, **RIGHT), truth).lines == (2, 2, 1)
    assert score(record(lines=lines, **RIGHT), truth | {"line_item_count": 4}).lines == (0, 0, 0)


def test_figures_tell_shares_with_intervals_and_calibration() -> None:
    some = [score(record(**RIGHT), file=f"{number}.png") for number in range(30)]
    some += [score(record(**(RIGHT | {"total": ("2.00", 0.97)})), file=f"x{number}.png") for number in range(10)]
    told = figures(some)
    assert told.whole is not None
    assert told.whole.share == pytest.approx(75)
    assert told.whole.low < 75 < told.whole.high
    assert told.fields[F.TOTAL][Verdict.SILENT].share == pytest.approx(25)
    assert told.calibration[0.95] == (80, pytest.approx(0.96), pytest.approx(70 / 80))
    assert told.calibration_gap == pytest.approx(0.1, abs=0.002)  # names: said 0.9, all right
    assert told.median_ms == pytest.approx(20)


def test_a_vendor_that_came_often_counts_once() -> None:
    often = [score(record(**RIGHT), file=f"{number}.png") for number in range(9)]
    once = score(record(**RIGHT), TRUTH | {"vendor": "Somebody Else"})
    share = by_vendor([*often, once], lambda one: one.is_whole)
    assert share is not None
    assert (share.count, share.share) == (2, pytest.approx(50))


def test_there_is_no_share_of_nothing() -> None:
    assert share_of([]) is None


def test_documents_are_grouped_by_kind_and_source() -> None:
    some = [score(record(**RIGHT))]
    assert list(groups(some)) == ["all", "receipt", "receipt: made"]


def blame_of(field: F, truth: dict[str, Any], told: Record, labels: set[tuple[str, str]] | None = None) -> Blame:
    (fault,) = (fault for fault in faults([score(told, truth)], labels or set()) if fault.field is field)
    return fault.blame


def test_errors_are_blamed_on_where_they_come_from() -> None:
    wrong = record(**(RIGHT | {"total": ("14.00", 0.9)}))
    assert blame_of(F.TOTAL, TRUTH, wrong) is Blame.RANKING
    assert blame_of(F.TOTAL, TRUTH | {"total": "77.00"}, wrong) is Blame.OCR
    assert blame_of(F.TOTAL, TRUTH, wrong, {("a.png", "total")}) is Blame.LABELS
    lacking = {name: said for name, said in RIGHT.items() if name != "currency"}
    assert blame_of(F.CURRENCY, TRUTH, record(**lacking)) is Blame.CANDIDATES


def test_a_run_is_compared_with_the_one_before(tmp_path: Path) -> None:
    before = [score(record(**RIGHT)), score(record(**(RIGHT | {"date": ("2026-03-15", 0.9)})), file="b.png")]
    write_run(tmp_path, before, {"manifest": "m"})
    now = [
        score(record(**(RIGHT | {"total": ("2.00", 0.9)}))),
        score(record(**RIGHT), file="b.png"),
        score(record(**RIGHT), file="new.png"),
    ]
    told = changes(read_run(tmp_path), now)
    assert [(c.file, c.field, c.is_better, c.before, c.now) for c in told] == [
        ("a.png", "total", False, "20.00", "2.00"),
        ("b.png", "date", True, "2026-03-15", "2026-03-14"),
    ]


@pytest.mark.parametrize("text", ["{", "[]", '{"documents": []}', '{"documents": {"a": {"total": 3}}}'])
def test_a_file_that_is_no_run_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(RunFileError, match="Name the folder of an earlier run"):
        read_run(tmp_path)


def test_the_extracted_record_of_the_samples_text_is_right() -> None:
    one = scored(Outcome(entry(TRUTH), READ, extract(ExtractionRequest(READ, TODAY))))
    assert one.is_whole


SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """The sample invoice, once as it is and once with a truth that is wrong, and a file that is none."""
    lines = [json.loads(line) for line in (SAMPLES / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    (invoice,) = (line for line in lines if line["file"] == "invoice.pdf")
    content = (SAMPLES / "invoice.pdf").read_bytes()
    (tmp_path / "invoice.pdf").write_bytes(content)
    (tmp_path / "other.pdf").write_bytes(content + b"\n%other")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    other = invoice | {"file": "other.pdf", "truth": invoice["truth"] | {"total": "1.23"}}
    path = tmp_path / "manifest.jsonl"
    path.write_text("\n".join(map(json.dumps, [invoice, other, invoice | {"file": "broken.pdf"}])), encoding="utf-8")
    return path


def bench(manifest: Path, tmp_path: Path, **options: Any) -> str:
    out = StringIO()
    call_command(
        "bench_extraction",
        manifest=manifest,
        out=tmp_path / "run",
        shelf=tmp_path / "shelf",
        ocr="none",
        today=TODAY,
        stdout=out,
        **options,
    )
    return out.getvalue()


def test_the_command_tells_figures_errors_and_writes_a_report(manifest: Path, tmp_path: Path) -> None:
    told = bench(manifest, tmp_path)
    assert "| invoice | 3 |" in told
    assert "| other.pdf | total | " in told
    assert "Cross-validation by vendor" in told
    report = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert report.count("<article>") == 2
    assert "data:image/webp;base64," in report
    assert 'class="light"' in report
    assert "Its pages cannot be shown" in report
    lines = (tmp_path / "run" / "predictions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["invoice.pdf", "other.pdf", "broken.pdf"]
    assert "error" in json.loads(lines[2])


def test_nothing_of_a_document_becomes_markup_of_the_report(tmp_path: Path) -> None:
    name, hostile = "<img src=x onerror=alert(1)>.txt", "<script>alert(2)</script>"
    (tmp_path / name).write_text(f"{hostile}\nTotal EUR 9.00\n", encoding="utf-8")
    row = {"file": name, "kind": "receipt", "truth": TRUTH | {"vendor": hostile}, "source": hostile}
    (tmp_path / "m.jsonl").write_text(json.dumps(row), encoding="utf-8")
    bench(tmp_path / "m.jsonl", tmp_path)
    report = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "&lt;img src=x" in report
    assert "<script" not in report
    assert "<img src=x" not in report


def test_a_document_without_a_source_is_one_of_an_unnamed_source(manifest: Path, tmp_path: Path) -> None:
    row = json.loads(manifest.read_text(encoding="utf-8").splitlines()[0])
    manifest.write_text(json.dumps({name: value for name, value in row.items() if name != "source"}), encoding="utf-8")
    assert "| invoice: unnamed | 1 |" in bench(manifest, tmp_path)


@pytest.mark.parametrize("content", ["{", "[1]", '{"file": "invoice.pdf"}', "\xff"])
def test_a_list_of_label_errors_that_is_none_is_told(manifest: Path, tmp_path: Path, content: str) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(CommandError, match=r"labels\.jsonl is no list"):
        bench(manifest, tmp_path, label_errors=path)


def test_the_command_compares_with_an_earlier_run(manifest: Path, tmp_path: Path) -> None:
    bench(manifest, tmp_path)
    run = tmp_path / "run" / "run.json"
    kept = json.loads(run.read_text(encoding="utf-8"))
    kept["documents"]["invoice.pdf"]["date"] = ["wrong", "1999-01-01"]
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(kept), encoding="utf-8")
    assert "| better | invoice.pdf | date | 1999-01-01 |" in bench(manifest, tmp_path, against=earlier)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"kinds": ["receipt"]}, "no document of these kinds"),
        ({"mask": "atlantis"}, "atlantis"),
        ({"against": Path("nowhere")}, "nowhere"),
    ],
)
def test_options_that_cannot_work_are_told(manifest: Path, tmp_path: Path, options: dict[str, Any], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        bench(manifest, tmp_path, **options)


def test_a_manifest_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text('{"file": "a", "truth": {}}\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"Line 1 of .*m\.jsonl"):
        bench(tmp_path / "m.jsonl", tmp_path)
