"""Why a value is wrong: its words were not read, it was no candidate, another ranked higher, or the truth errs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rapidfuzz.fuzz import partial_ratio

from services.parsers.amounts import find_amounts, readings
from services.parsers.candidates import Sheet, lay_out
from services.parsers.dates import find_dates
from services.parsers.folding import letters_and_digits
from services.parsers.proof import AMOUNTS, DATES
from services.parsers.rankings import RANKINGS
from services.providers.base import OwnIdentity
from services.types import FieldName
from training.bench.scoring import Scored, Verdict
from training.matching import LIKE_ENOUGH, TEXTS, is_right

LATEST = date(2100, 1, 1)


class Blame(StrEnum):
    LABELS = "labels"  # the truth of the manifest is wrong
    OCR = "ocr"  # the value is not in the words that were read
    CANDIDATES = "candidates"  # it is, but was not proposed
    RANKING = "ranking"  # it was proposed, and another value was preferred, or none


@dataclass(frozen=True, slots=True)
class Fault:
    """One field of one document that is not right."""

    scored: Scored
    field: FieldName
    verdict: Verdict
    true: str
    said: str
    blame: Blame


def faults(some: Iterable[Scored], label_errors: Collection[tuple[str, str]]) -> Iterator[Fault]:
    """All fields that are not right, with whom to blame. `label_errors` are pairs of file and field."""
    for one in some:
        wrong = [name for name, verdict in one.verdicts.items() if verdict is not Verdict.RIGHT]
        sheet = lay_out(one.outcome.document, today=LATEST) if wrong and one.outcome.document else None
        for name in wrong:
            record = one.outcome.record
            said = record.fields[name].value if record and name in record.fields else ""
            is_label = (one.outcome.entry.file, name.value) in label_errors
            blame = Blame.LABELS if is_label else _blame(one, name, sheet)
            yield Fault(one, name, one.verdicts[name], str(one.outcome.entry.truth[name.value]), said, blame)


def shares_of_blame(some: Iterable[Fault]) -> Mapping[FieldName, Counter[Blame]]:
    counts: dict[FieldName, Counter[Blame]] = {}
    for fault in some:
        counts.setdefault(fault.field, Counter())[fault.blame] += 1
    return counts


def _blame(one: Scored, name: FieldName, sheet: Sheet | None) -> Blame:
    if sheet is None or not _was_read(name, str(one.outcome.entry.truth[name.value]), sheet):
        return Blame.OCR
    return Blame.RANKING if _was_candidate(name, one, sheet) else Blame.CANDIDATES


def _was_candidate(name: FieldName, one: Scored, sheet: Sheet) -> bool:
    ranking = RANKINGS.get(name)
    if ranking is None:
        return False
    candidates = ranking.candidates(sheet, OwnIdentity(), LATEST)
    return any(is_right(name, candidate.value, one.outcome.entry.truth) for candidate in candidates)


def _was_read(name: FieldName, true: str, sheet: Sheet) -> bool:
    texts = [row.text for row in sheet.rows]
    if name in AMOUNTS:
        return any(abs(Decimal(true)) in map(abs, readings(match.text)) for text in texts for match in find_amounts(text))
    if name in DATES:
        return any(
            true in {day.isoformat() for day in match.values} for text in texts for match in find_dates(text, latest=LATEST)
        )
    wanted, whole = letters_and_digits(true), letters_and_digits("".join(texts))
    return wanted in whole or (name in TEXTS and partial_ratio(wanted, whole) >= LIKE_ENOUGH)
