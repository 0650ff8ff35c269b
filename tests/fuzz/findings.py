"""What the fuzzing found: one entry for each operation and check, with a request that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schemathesis.engine import events


@dataclass(frozen=True, slots=True)
class Finding:
    operation: str
    title: str
    message: str
    shown_by: str


@dataclass
class Report:
    """`errors` are what stopped the fuzzing itself from testing an operation; they count as findings."""

    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)
    operations: set[str] = field(default_factory=set)
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        return not self.findings and not self.errors and bool(self.answers)

    def lines(self) -> Iterable[str]:
        calls = sum(self.answers.values())
        told = ", ".join(f"{status}: {count}" for status, count in sorted(self.answers.items()))
        yield f"{calls} calls of {len(self.operations)} operations in {self.seconds:.0f} s ({told})"
        yield f"{len(self.findings)} findings, {len(self.errors)} errors"
        for finding in self.findings.values():
            yield f"\n== {finding.operation}: {finding.title}\n{finding.message[:1500]}\n{finding.shown_by[:1500]}"
        for label, sentence in self.errors.items():
            yield f"\n== {label}: not tested: {sentence[:500]}"


def report_of(stream: Iterable[Any]) -> Report:
    """Reads the events of one run of schemathesis to its end."""
    report = Report()
    for event in stream:
        if isinstance(event, events.ScenarioFinished):
            _note(report, event)
        elif isinstance(event, events.NonFatalError):
            report.errors[event.label] = f"{event.info.title}: {event.info.message}"
        elif isinstance(event, events.EngineFinished):
            report.seconds = event.running_time
    return report


def _note(report: Report, event: events.ScenarioFinished) -> None:
    for interaction in event.recorder.interactions.values():
        if interaction.response is not None:
            report.answers[str(interaction.response.status_code)] += 1
    for node in event.recorder.cases.values():
        report.operations.add(node.value.operation.label)
    for checks in event.recorder.checks.values():
        for check in checks:
            if check.failure_info is not None:
                failure = check.failure_info.failure
                shown = Finding(failure.operation or "", failure.title, failure.message, check.failure_info.code_sample)
                report.findings.setdefault((shown.operation, shown.title), shown)
