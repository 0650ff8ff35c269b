"""The figures of a run as Markdown, for `docs/benchmarks.md` and the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.types import FieldName
from training.bench.blame import Blame, Fault, shares_of_blame
from training.bench.run_file import Change
from training.bench.scoring import SCORED, Figures, Share, Verdict

HEADS = ("whole", "whole by vendor", "silent", "automatic", *SCORED, "lines P", "lines R", "calibration gap", "ms")


def figures_table(groups: Mapping[str, Figures]) -> str:
    """One row per group: shares in per cent with their 95 % interval; of fields also the share that is silently wrong."""
    head = f"| group | n | {' | '.join(HEADS)} |\n|---|---|{'---|' * len(HEADS)}"
    return "\n".join([head, *(_row(name, figures) for name, figures in groups.items())])


def _row(name: str, figures: Figures) -> str:
    cells = [
        *map(_cell, (figures.whole, figures.whole_by_vendor, figures.silent, figures.automatic)),
        *(_field(figures, field) for field in SCORED),
        _cell(figures.line_precision),
        _cell(figures.line_recall),
        f"{figures.calibration_gap:.3f}",
        f"{figures.median_ms:.1f}",
    ]
    return f"| {name} | {figures.documents} | {' | '.join(cells)} |"


def _field(figures: Figures, name: FieldName) -> str:
    verdicts = figures.fields.get(name)
    return f"{verdicts[Verdict.RIGHT]}, silent {verdicts[Verdict.SILENT].share:.1f}" if verdicts else ""


def _cell(share: Share | None) -> str:
    return "" if share is None else str(share)


def calibration_table(figures: Figures) -> str:
    """Per bin of confidence: how many values, what was said, what was right."""
    rows = [f"| ≥ {edge} | {count} | {said:.3f} | {right:.3f} |" for edge, (count, said, right) in figures.calibration.items()]
    return "\n".join(["| confidence | values | mean confidence | share right |\n|---|---|---|---|", *rows])


def blame_table(faults: Sequence[Fault]) -> str:
    """Errors by field and by whom they come from."""
    rows = [f"| {field} | {' | '.join(str(counts[b]) for b in Blame)} |" for field, counts in shares_of_blame(faults).items()]
    return "\n".join([f"| field | {' | '.join(Blame)} |\n|---|{'---|' * len(Blame)}", *rows])


def error_list(faults: Sequence[Fault]) -> str:
    rows = [
        f"| {fault.scored.outcome.entry.file} | {fault.field} | {fault.verdict} | {fault.true} | {fault.said} | {fault.blame} |"
        for fault in faults
    ]
    return "\n".join(["| file | field | verdict | true | said | because of |\n|---|---|---|---|---|---|", *rows])


def change_list(changes: Sequence[Change]) -> str:
    rows = [
        f"| {'better' if change.is_better else 'worse'} | {change.file} | {change.field} | {change.before} | {change.now} |"
        for change in changes
    ]
    return "\n".join(["| | file | field | before | now |\n|---|---|---|---|---|", *rows])
