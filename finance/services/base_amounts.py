"""What postings are worth in the base currency of the workspace. Pure, but for the one look-up of rates.

What a person gave stays. In one currency the rate of the day values the money, and its splits share that by largest remainder,
so that they add up to 0. Across currencies both amounts were seen: the one side is worth what the other one is (`bank`); where
none of them is the base currency, a rate values all but the last. Nothing is guessed: without a rate the base amount is None.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from finance.errors import BaseAmountError
from finance.models import RateSource
from finance.selectors.rates import Rate, RateTable, converted, divided, multiplied, rate_table
from finance.services.posting_drafts import PostingDraft
from utils.money import quantum

RATE_DIGITS = 12
RATE_LIMIT = Decimal(10) ** 12  # numeric(24,12)
NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a base amount comes from, as it is kept beside it. `rate` None: none was used, or it has no room."""

    source: str
    rate: Decimal | None = None
    date: datetime.date | None = None


def drafts_with_base(
    drafts: Sequence[PostingDraft], *, date: datetime.date, base_currency: str, rates: RateTable | None = None
) -> list[PostingDraft]:
    """The drafts in their order, with all base amounts that can be known. `rates` covers the date; None: they are fetched.

    Raises BaseAmountError where the base amount of an amount in the base currency is another one.
    """
    told = [_told(draft, base_currency) for draft in drafts]
    missing = _currencies(draft for draft in told if draft.base_amount is None)
    if not missing:
        return told
    table = rates or rate_table(base=base_currency, currencies=missing, first=date, last=date)
    if len(_currencies(told)) == 1:
        return _in_one_currency(told, table, date)
    return _across_currencies(told, missing, table, date)


def kept_rate(value: Decimal) -> Decimal | None:
    """A rate as it is kept beside a base amount, to 12 digits after the point; None for one that has no room there."""
    kept = round(value, RATE_DIGITS)
    return kept if 0 < kept < RATE_LIMIT else None


def _told(draft: PostingDraft, base_currency: str) -> PostingDraft:
    if draft.currency == base_currency:
        if draft.base_amount not in (None, draft.amount):
            raise BaseAmountError(f"{draft.amount} {base_currency} is in the base currency already: leave base_amount out.")
        return replace(draft, base_amount=draft.amount, rate=None, rate_date=None, rate_source="")
    if draft.base_amount is not None and not draft.rate_source:
        return replace(draft, rate_source=RateSource.GIVEN.value)
    return draft


def _in_one_currency(drafts: list[PostingDraft], rates: RateTable, date: datetime.date) -> list[PostingDraft]:
    """The amounts add up to 0. What is known values the rest; else the rate of the day values the money first."""
    known = next((draft for draft in drafts if draft.base_amount is not None), None)
    if known is not None:
        return _rest_shared(drafts, Origin(known.rate_source, known.rate, known.rate_date), rates.base)
    rate = rates.find(drafts[0].currency, date)
    if rate is None:
        return drafts
    money = next((place for place, draft in enumerate(drafts) if draft.account is not None), 0)
    origin = _origin(rate)
    valued = _marked(drafts[money], converted(drafts[money].amount, rate, rates.base), origin)
    return _rest_shared([*drafts[:money], valued, *drafts[money + 1 :]], origin, rates.base, rate.value)


def _across_currencies(
    drafts: list[PostingDraft], missing: list[str], rates: RateTable, date: datetime.date
) -> list[PostingDraft]:
    """All but one currency by their rates; the last one, or the one without a rate, is worth what the others leave.

    A currency whose amounts add up to 0 by themselves is valued for itself.
    """
    valued = drafts
    for currency in missing:
        if sum((draft.amount for draft in drafts if draft.currency == currency), NOUGHT) == 0:
            valued = _valued_for_itself(valued, currency, rates, date)
    found = {currency: rates.find(currency, date) for currency in _currencies(_without_base(valued))}
    for currency in sorted(found, key=lambda code: found[code] is None)[:-1]:  # those without a rate are the last
        if (rate := found[currency]) is None:
            return drafts
        valued = [_converted(draft, rate, rates.base) if draft.currency == currency else draft for draft in valued]
    return _rest_shared(valued, Origin(RateSource.BANK.value, date=date), rates.base)


def _valued_for_itself(drafts: list[PostingDraft], currency: str, rates: RateTable, date: datetime.date) -> list[PostingDraft]:
    own = iter(_in_one_currency([draft for draft in drafts if draft.currency == currency], rates, date))
    return [next(own) if draft.currency == currency else draft for draft in drafts]


def _rest_shared(drafts: list[PostingDraft], origin: Origin, base: str, value: Decimal | None = None) -> list[PostingDraft]:
    """The drafts without a base amount share what the others leave, by their amounts: largest remainder, earlier ones first.

    `value`: base units per unit; None: what the others leave comes to. They stay without where that is of another sign, or of
    nothing. What the bank gave gets that rate.
    """
    rest = _without_base(drafts)
    amount = sum((draft.amount for draft in rest), NOUGHT)
    left = -sum((draft.base_amount for draft in drafts if draft.base_amount is not None), NOUGHT)
    if value is None:
        if not _is_worth(left, amount, rest, origin):
            return drafts
        value = divided(left, amount) if amount else NOUGHT
        if origin.source == RateSource.BANK and origin.rate is None:
            origin = replace(origin, rate=kept_rate(value))
    shares = iter(_shares([draft.amount for draft in rest], value, left, base))
    return [_marked(draft, next(shares), origin) if draft.base_amount is None else draft for draft in drafts]


def _is_worth(left: Decimal, amount: Decimal, rest: Sequence[PostingDraft], origin: Origin) -> bool:
    """Whether what is left can be the worth of the rest."""
    if amount == 0:
        return left == 0 and not any(draft.amount for draft in rest)
    return left * amount > 0 or (left == 0 and origin.source != RateSource.BANK)


def _shares(amounts: Sequence[Decimal], value: Decimal, whole: Decimal, base: str) -> list[Decimal]:
    """amount × value of each, in the smallest unit of the currency (or of `whole`, if that is finer), adding up to `whole`."""
    exponent = min(int(quantum(base).as_tuple().exponent), int(whole.normalize().as_tuple().exponent))
    exact = [multiplied(amount, value).scaleb(-exponent) for amount in amounts]
    shares = [share.to_integral_value(ROUND_FLOOR) for share in exact]
    over = int(whole.scaleb(-exponent) - sum(shares, NOUGHT))
    for place in sorted(range(len(exact)), key=lambda place: (shares[place] - exact[place], place))[:over]:
        shares[place] += 1
    return [share.scaleb(exponent) for share in shares]


def _converted(draft: PostingDraft, rate: Rate, base: str) -> PostingDraft:
    return draft if draft.base_amount is not None else _marked(draft, converted(draft.amount, rate, base), _origin(rate))


def _origin(rate: Rate) -> Origin:
    return Origin(rate.source.value, kept_rate(rate.value), rate.date)


def _marked(draft: PostingDraft, base_amount: Decimal, origin: Origin) -> PostingDraft:
    return replace(draft, base_amount=base_amount, rate=origin.rate, rate_date=origin.date, rate_source=origin.source)


def _without_base(drafts: Iterable[PostingDraft]) -> list[PostingDraft]:
    return [draft for draft in drafts if draft.base_amount is None]


def _currencies(drafts: Iterable[PostingDraft]) -> list[str]:
    return list(dict.fromkeys(draft.currency for draft in drafts))
