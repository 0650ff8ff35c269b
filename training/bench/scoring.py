"""Verdicts and figures: right, wrong, silently wrong, missing, by source; with intervals, by vendor, and calibration."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import mean, median
from typing import Any

import numpy as np
from scipy.stats import binomtest

from finance.services.deciding import NEEDED
from services.types import FieldName, LineItem, Record
from training.bench.predicting import Outcome
from training.learning.judging import BINS, FEWEST_IN_BIN
from training.matching import is_right, vendor_key

F = FieldName
SCORED = (F.VENDOR, F.DATE, F.TOTAL, F.CURRENCY, F.TAX, F.INVOICE_NUMBER, F.AMOUNT_DUE)
WHOLE = (F.VENDOR, F.DATE, F.TOTAL)
_DRAWS = 500  # of the bootstrap over vendors


class Verdict(StrEnum):
    RIGHT = "right"
    MISSING = "missing"
    WRONG = "wrong"
    SILENT = "silent"  # wrong, and no person is asked


@dataclass(frozen=True, slots=True)
class Scored:
    """One document with its verdicts; `lines` are found, invented and lost ones."""

    outcome: Outcome
    verdicts: Mapping[FieldName, Verdict]
    lines: tuple[int, int, int]

    @property
    def source(self) -> str:
        origin = self.outcome.entry.source.split(maxsplit=1) or ["unnamed"]
        return f"{self.outcome.entry.kind}: {origin[0]}"

    @property
    def vendor(self) -> str:
        return vendor_key(str(self.outcome.entry.truth.get("vendor", "")))

    @property
    def is_whole(self) -> bool | None:
        """Whether vendor, date and total are right; None where the truth lacks one of them."""
        told = [self.verdicts.get(name) for name in WHOLE]
        return None if None in told else all(verdict is Verdict.RIGHT for verdict in told)

    @property
    def is_silent(self) -> bool:
        return any(self.verdicts.get(name) is Verdict.SILENT for name in WHOLE)

    @property
    def is_automatic(self) -> bool:
        record = self.outcome.record
        return record is not None and not any(name in record.review for name in NEEDED)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in per cent with its 95 % interval, of `count`."""

    count: int
    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.share:.1f} ({self.low:.0f} to {self.high:.0f})"


def share_of(told: Sequence[bool]) -> Share | None:
    """By Wilson's interval; None of nothing."""
    if not told:
        return None
    interval = binomtest(sum(told), len(told)).proportion_ci(method="wilson")
    return Share(len(told), 100 * mean(told), 100 * interval.low, 100 * interval.high)


def by_vendor(scored: Sequence[Scored], told: Callable[[Scored], bool | None]) -> Share | None:
    """The mean of the vendors' own shares, so that one that came often counts once; the interval by bootstrap over vendors."""
    of_vendor: dict[str, list[bool]] = defaultdict(list)
    for one in scored:
        answer = told(one)
        if answer is not None:
            of_vendor[one.vendor].append(answer)
    if not of_vendor:
        return None
    shares = np.array([mean(answers) for answers in of_vendor.values()])
    draws = np.random.default_rng(1).choice(shares, (_DRAWS, len(shares))).mean(axis=1)
    low, high = np.percentile(draws, (2.5, 97.5))
    return Share(len(shares), 100 * float(shares.mean()), 100 * float(low), 100 * float(high))


def scored(outcome: Outcome) -> Scored:
    truth, record = outcome.entry.truth, outcome.record
    verdicts = {name: _verdict(name, record, truth) for name in SCORED if truth.get(name.value) not in (None, "")}
    return Scored(outcome, verdicts, _lines(truth, record))


def _verdict(name: FieldName, record: Record | None, truth: Mapping[str, Any]) -> Verdict:
    if record is None or name not in record.fields:
        return Verdict.MISSING
    if is_right(name, record.fields[name].value, truth):
        return Verdict.RIGHT
    return Verdict.WRONG if name in record.review else Verdict.SILENT


def _lines(truth: Mapping[str, Any], record: Record | None) -> tuple[int, int, int]:
    """By amount, and by quantity where the truth has one. Without whole lines in the truth nothing is counted."""
    true = truth.get("line_items") or []
    if not true or len(true) != truth.get("line_item_count", len(true)):
        return 0, 0, 0
    left = list(record.line_items) if record else []
    found = 0
    for row in true:
        hit = next((item for item in left if _is_line(item, row)), None)
        if hit is not None:
            left.remove(hit)
            found += 1
    return found, len(left), len(true) - found


def _is_line(item: LineItem, row: Mapping[str, Any]) -> bool:
    quantity = row.get("quantity")
    has_quantity = quantity in (None, "") or item.quantity == Decimal(str(quantity))
    return has_quantity and item.amount == Decimal(str(row["amount"]))


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group of documents."""

    documents: int
    errors: int
    fields: Mapping[FieldName, Mapping[Verdict, Share]]
    whole: Share | None
    whole_by_vendor: Share | None
    silent: Share | None
    automatic: Share | None
    line_precision: Share | None
    line_recall: Share | None
    calibration: Mapping[float, tuple[int, float, float]]  # bin → values, mean confidence, share right
    median_ms: float

    @property
    def calibration_gap(self) -> float:
        """The widest gap of a bin with at least 20 values."""
        return max((abs(said - right) for count, said, right in self.calibration.values() if count >= FEWEST_IN_BIN), default=0.0)


def figures(some: Sequence[Scored]) -> Figures:
    """Of at least one document."""
    whole = [one.is_whole for one in some if one.is_whole is not None]
    found, invented, lost = (sum(one.lines[place] for one in some) for place in range(3))
    return Figures(
        documents=len(some),
        errors=sum(bool(one.outcome.error) for one in some),
        fields={name: verdicts for name in SCORED if (verdicts := _shares(name, some))},
        whole=share_of(whole),
        whole_by_vendor=by_vendor(some, lambda one: one.is_whole),
        silent=share_of([one.is_silent for one in some if one.is_whole is not None]),
        automatic=share_of([one.is_automatic for one in some]),
        line_precision=share_of([True] * found + [False] * invented) if found + lost else None,
        line_recall=share_of([True] * found + [False] * lost),
        calibration=_calibration(some),
        median_ms=1000 * median(one.outcome.seconds for one in some),
    )


def groups(some: Iterable[Scored]) -> Mapping[str, list[Scored]]:
    """By kind and by source, and all."""
    grouped: dict[str, list[Scored]] = defaultdict(list)
    for one in some:
        for name in ("all", one.outcome.entry.kind, one.source):
            grouped[name].append(one)
    return dict(sorted(grouped.items()))


def _shares(name: FieldName, some: Sequence[Scored]) -> Mapping[Verdict, Share]:
    told = [one.verdicts[name] for one in some if name in one.verdicts]
    counts = Counter(told)
    shares = {verdict: share_of([one is verdict for one in told]) for verdict in Verdict if counts[verdict] or told}
    return {verdict: share for verdict, share in shares.items() if share is not None}


def _calibration(some: Sequence[Scored]) -> Mapping[float, tuple[int, float, float]]:
    bins: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for one in some:
        for name, verdict in one.verdicts.items():
            value = one.outcome.record.fields.get(name) if one.outcome.record else None
            if value is not None:
                edge = max(edge for edge in BINS if edge <= value.confidence)
                bins[edge].append((value.confidence, verdict is Verdict.RIGHT))
    return {edge: (len(told), mean(c for c, _ in told), mean(right for _, right in told)) for edge, told in sorted(bins.items())}
