"""Which row is which transaction: of what fits by amount and date, names decide. One row, one transaction; doubt is asked.

Candidates are taken from the table `import_fit`, amount by amount, so that memory stays flat; what is decided goes into
`import_verdict`. Greedy by score, which is stable: equal input, equal result.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from finance.models import Verdict
from services.parsers.names import name_likeness
from utils.copying import copy_rows

SURE = 75  # likeness from which the name is the same
POSSIBLE = 45  # from which it may be, and a person is asked
UNKNOWN = 60  # where one side bears no name
DAY_COSTS = 2
CLOSE = 12  # a second transaction that fits so nearly as well makes a row ambiguous
CANDIDATES_MAX = 10
AT_ONCE = 2_000  # rows fetched, and matches saved

# Of the transactions that fit a row by amount and date, the nearest twenty. An alias of a vendor is a name of it.
_FETCH = """
SELECT f.row_id, f.transaction_id, f.verdict, f.days, m.number, m.amount, m.currency, m.payee, m.description,
       f.vendor_id, v.name, f.description,
       ARRAY(SELECT a.name FROM finance_vendoralias a WHERE a.vendor_id = f.vendor_id ORDER BY a.name LIMIT 20)
  FROM (SELECT *, row_number() OVER (PARTITION BY row_id ORDER BY days, transaction_id) AS place FROM import_fit) f
  JOIN import_left m ON m.id = f.row_id
  LEFT JOIN finance_vendor v ON v.id = f.vendor_id
 WHERE f.place <= 20
 ORDER BY m.amount, m.currency, m.number, f.transaction_id
"""
_COLUMNS = ("row_id", "verdict", "matched_id", "candidates")


@dataclass(frozen=True, slots=True)
class Fit:
    """A transaction that a row may be. `likeness` None: one of them bears no name. `same` is equal for equal purchases."""

    row_id: UUID
    number: int
    transaction_id: UUID
    verdict: Verdict
    days: int
    likeness: int | None
    same: tuple[UUID | None, str, int] | None

    @property
    def score(self) -> int:
        return (UNKNOWN if self.likeness is None else self.likeness) - DAY_COSTS * self.days

    @property
    def is_sure(self) -> bool:
        return self.likeness is not None and self.likeness >= SURE

    @property
    def is_possible(self) -> bool:
        return self.likeness is None or self.likeness >= POSSIBLE


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a row: `transaction_id` None with the candidates that a person chooses from."""

    row_id: UUID
    verdict: Verdict
    transaction_id: UUID | None
    candidates: tuple[UUID, ...] = ()


def rows_match() -> None:
    """From `import_fit` to `import_verdict`, in the connection's transaction."""
    waiting: list[Match] = []
    for _amount, group in groupby(_fetched(), key=lambda row: (row[5], row[6])):
        waiting += fits_decide([_fit(row) for row in group])
        if len(waiting) >= AT_ONCE:
            _save(waiting)
            waiting.clear()
    _save(waiting)


def fits_decide(fits: Sequence[Fit]) -> list[Match]:
    """Decide about the rows of one amount; rows that are not named are nothing that was there. Pure."""
    ranked = sorted(
        (fit for fit in fits if fit.is_possible), key=lambda fit: (-fit.score, fit.days, fit.number, fit.transaction_id)
    )
    of_row: dict[UUID, list[Fit]] = defaultdict(list)
    for fit in ranked:
        of_row[fit.row_id].append(fit)
    chosen = _assigned(fit for fit in ranked if fit.is_sure)
    taken = {fit.transaction_id for fit in chosen.values()}
    return [match for row_id, mine in of_row.items() if (match := _decided(mine, chosen.get(row_id), taken)) is not None]


def _assigned(sure: Iterable[Fit]) -> dict[UUID, Fit]:
    chosen: dict[UUID, Fit] = {}
    taken: set[UUID] = set()
    for fit in sure:
        if fit.row_id not in chosen and fit.transaction_id not in taken:
            chosen[fit.row_id] = fit
            taken.add(fit.transaction_id)
    return chosen


def _decided(mine: Sequence[Fit], best: Fit | None, taken: set[UUID]) -> Match | None:
    free = [fit for fit in mine if fit.transaction_id not in taken]
    if best is None:
        return _asked(free) if free else None
    rivals = [fit for fit in free if best.score - fit.score < CLOSE and (fit.same is None or fit.same != best.same)]
    if rivals:
        return _asked([best, *rivals])
    return Match(best.row_id, best.verdict, best.transaction_id)


def _asked(fits: Sequence[Fit]) -> Match:
    candidates = tuple(dict.fromkeys(fit.transaction_id for fit in fits))[:CANDIDATES_MAX]
    return Match(fits[0].row_id, Verdict.AMBIGUOUS, None, candidates)


def _save(matches: Sequence[Match]) -> None:
    if matches:
        copy_rows(table="import_verdict", columns=_COLUMNS, rows=map(_values, matches))


def _fetched() -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_FETCH)
        while rows := cursor.fetchmany(AT_ONCE):
            yield from rows


def _fit(row: tuple[Any, ...]) -> Fit:
    row_id, transaction_id, verdict, days, number, _amount, _currency, payee, said, vendor_id, name, description, aliases = row
    names = [name, *aliases] if name else [description]
    likeness = name_likeness(f"{payee} {said}", names)
    same = (vendor_id, verdict, days) if vendor_id else None
    return Fit(row_id, number, transaction_id, Verdict(verdict), days, likeness, same)


def _values(match: Match) -> tuple[Any, ...]:
    candidates = json.dumps([str(one) for one in match.candidates]) if match.candidates else None
    return match.row_id, match.verdict.value, match.transaction_id, candidates
