"""The total as a ranked field: every printed amount with its label, place, neighbours and what the arithmetic says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.classifiers.linear import Features, named
from services.parsers.candidates import Sheet
from services.parsers.ranked import Candidate, Choice, Ranking
from services.parsers.totals import figures_of, rank_totals, told_of
from services.parsers.values import decimal_string
from services.providers.base import OwnIdentity
from services.types import FieldName


def total_candidates(sheet: Sheet, _own: OwnIdentity, _today: date) -> Sequence[Candidate]:
    """One candidate per distinct amount."""
    figures = figures_of(sheet)
    return [
        Candidate(decimal_string(c.amount.value), (c.amount.span,), told_of(c, sheet), c.confirmed_by)
        for c in rank_totals(sheet, figures)
    ]


def total_signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
    """What speaks for and against the first choice."""
    best = choices[0]
    return {"log_share": best.log_share, **named(dict.fromkeys(best.candidate.confirmed_by, True))}


TOTAL_RANKING = Ranking(FieldName.TOTAL, total_candidates, total_signs)
