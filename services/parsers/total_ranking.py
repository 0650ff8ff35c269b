"""The total as a ranked field: every printed amount competes; what proves and what contradicts the first makes it sure or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from services.classifiers.linear import Features, named
from services.parsers.arithmetic import confirmations, explained_difference
from services.parsers.candidates import Sheet
from services.parsers.labels import TOTAL_ROLES, AmountRole, canonical
from services.parsers.ranked import Candidate, Choice, Found, Ranking
from services.parsers.total_features import around, places_by_value, told_of
from services.parsers.totals import figures_of
from services.parsers.values import decimal_string
from services.providers.base import OwnIdentity
from services.types import FieldName, Finding, Severity

_SURE_ENOUGH = 0.85  # what is wrong more often is looked at, however rare such documents are
_NEAR = 0.1  # share of the probability from which another value is a rival
_GROSS_TOTAL = str(AmountRole.GROSS_TOTAL)
_NAMED_TOTALS = frozenset(str(role) for role in TOTAL_ROLES - {AmountRole.DUE})
_STRONG_PROOFS = ("net_plus_tax", "cash_minus_change", "lines_sum", "tax_table")
_OF_THE_VALUE = ("no decimals", "repaired", "poorly read", "zero", "negative", "before tax", "without tax", "rounded to")


def total_candidates(sheet: Sheet, _own: OwnIdentity, _today: date) -> Sequence[Candidate]:
    """One candidate per distinct amount."""
    of = around(sheet)
    return [
        Candidate(
            decimal_string(value),
            (places[0].span,),
            told_of(places, of),
            confirmations(value, of.figures) if value else (),
        )
        for value, places in places_by_value(sheet).items()
    ]


def total_signs(choices: Sequence[Choice], sheet: Sheet) -> Features:
    """What speaks for and against the first choice."""
    best = choices[0]
    told = best.candidate.features
    proofs = sum(name in best.candidate.confirmed_by for name in _STRONG_PROOFS)
    return {
        "log_share": best.log_share,
        **{name: 1.0 for name in _OF_THE_VALUE if name in told},
        **named(
            {
                "proven": proofs > 0,
                "proven twice": proofs > 1,
                "second_label": "second_label" in told,
                "contradicted": proofs < 2 and any(name.startswith("against ") for name in told),
                "unlabelled": not any(str(role) in told for role in TOTAL_ROLES),
                "rival": rival_of(choices, sheet) is not None,
            }
        ),
    }


def rival_of(choices: Sequence[Choice], sheet: Sheet) -> Choice | None:
    """Another value that is nearly as likely, and from which nothing printed leads to the first."""
    best = Decimal(choices[0].candidate.value)
    near = (choice for choice in choices[1:3] if choice.share >= _NEAR)
    figures = figures_of(sheet)
    return next((c for c in near if not explained_difference(best, Decimal(c.candidate.value), figures)), None)


def _named_otherwise(choices: Sequence[Choice], sheet: Sheet) -> Choice | None:
    """An amount that is labelled as the total with taxes, where the first is only labelled as due: it may hold old debts."""
    told, best = choices[0].candidate.features, Decimal(choices[0].candidate.value)
    if "due" not in told or _NAMED_TOTALS & set(told):
        return None
    others = (choice for choice in choices[1:] if _GROSS_TOTAL in choice.candidate.features)
    figures = figures_of(sheet)
    return next((c for c in others if not explained_difference(best, Decimal(c.candidate.value), figures)), None)


def _labelled_alike(choices: Sequence[Choice], sheet: Sheet) -> Choice | None:
    """Another amount under the very label of the first, to which nothing printed leads: one of the two is wrong."""
    best = Decimal(choices[0].candidate.value)
    alone = [amount for amount in sheet.amounts if amount.role in TOTAL_ROLES and amount.siblings == 1 and amount.has_decimals]
    labels = {canonical(amount.label) for amount in alone if amount.value == best}
    others = {amount.value for amount in alone if canonical(amount.label) in labels} - {best}
    figures = figures_of(sheet)
    unexplained = {decimal_string(other) for other in others if not explained_difference(best, other, figures)}
    return next((choice for choice in choices[1:] if choice.candidate.value in unexplained), None)


def total_doubts(found: Found, sheet: Sheet) -> Iterator[Finding]:
    """Why a person is to look at the total."""
    if not found.choices:
        return
    named = _named_otherwise(found.choices, sheet) or _labelled_alike(found.choices, sheet)
    if named is None and not found.is_doubtful and found.confidence >= _SURE_ENOUGH:
        return
    value = found.choices[0].candidate.value
    rival = named or rival_of(found.choices, sheet)
    if rival is not None:
        message = f"Two amounts look like the total: {value} and {rival.candidate.value}. Choose the one that was to be paid."
        yield Finding("totals_disagree", Severity.DOUBT, message, (FieldName.TOTAL,))
    else:
        message = f"The total {value} was read from a place or in a way that is often wrong. Compare it with the page."
        yield Finding("total_doubtful", Severity.DOUBT, message, (FieldName.TOTAL,))


TOTAL_RANKING = Ranking(FieldName.TOTAL, total_candidates, total_signs)
