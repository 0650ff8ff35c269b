"""By account: what its balance changed by; and the flow of money: what came in and went out, apart from what was only moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import Case, CharField, F, Q, Value, When

from finance.selectors.reports.behind import FLOWS, Behind
from finance.selectors.reports.directory import Directory, Purse
from finance.selectors.reports.periods import Period, Span
from finance.selectors.reports.sources import Grouped, posted, rolled_up
from finance.selectors.reports.tables import Line, Numbers, keys_of
from finance.selectors.reports.wishes import Wish

ACCOUNT, CLEARING = "account", "clearing"
CHANGE = "change"
PARTS = ("in", "out", "transfer", "settlement", "opening", CHANGE)
_ON_ACCOUNTS = Q(account__isnull=False)
_FLOW = Case(*[When(condition, then=Value(flow)) for flow, condition in FLOWS.items()], output_field=CharField())


class AccountChanges:
    """What each account changed by: all its postings, from the roll-up."""

    rest = 0

    def __init__(self, wish: Wish, directory: Directory) -> None:
        self._wish, self._directory = wish, directory

    def numbers(self, span: Span, periods: Sequence[Period]) -> Numbers:
        numbers = Numbers()
        for (account_id,), index, found in self._sums(span, periods):
            purse = _purse(self._directory, account_id)
            numbers.add(("purse", purse.id), index, found)
            numbers.add((_group(purse),), index, found)
        return numbers

    def lines(self, numbers: Sequence[Numbers]) -> list[Line]:
        purses = _purses_in(self._directory, numbers)
        return [self._line(purse) for purse in purses]

    def totals(self, numbers: Sequence[Numbers]) -> list[Line]:
        found = keys_of(numbers)
        return [_total_line(self._wish, CHANGE, (ACCOUNT,))] if (ACCOUNT,) in found else []

    def _sums(self, span: Span, periods: Sequence[Period]) -> Iterator[Grouped]:
        condition = _behind(self._wish).condition(self._directory) & _ON_ACCOUNTS
        if self._wish.project is not None:
            return posted(condition, span, periods, {"account": F("account_id")})
        kept = _ON_ACCOUNTS
        if self._wish.account is not None:
            kept &= Q(account_id__in=self._directory.accounts_of(self._wish.account))
        if self._wish.currency is not None:
            kept &= Q(currency=self._wish.currency)
        return rolled_up(kept, span, periods, "account_id", posted_condition=condition)

    def _line(self, purse: Purse) -> Line:
        behind = _behind(self._wish).with_terms(account=str(purse.id))
        return Line(("purse", purse.id), purse.name, _group(purse), behind, part=CHANGE, id=purse.id)


class CashFlow:
    """Per account: in, out, transfers, settlements and opening balances; together they are its change."""

    rest = 0

    def __init__(self, wish: Wish, directory: Directory) -> None:
        self._wish, self._directory = wish, directory

    def numbers(self, span: Span, periods: Sequence[Period]) -> Numbers:
        numbers = Numbers()
        condition = _behind(self._wish).condition(self._directory) & _ON_ACCOUNTS
        for (account_id, flow), index, found in posted(condition, span, periods, {"account": F("account_id"), "flow": _FLOW}):
            purse = _purse(self._directory, account_id)
            for part, sign in ((flow, -1 if flow == "out" else 1), (CHANGE, 1)):
                numbers.add(("purse", purse.id), index, found)
                numbers.add((purse.id, part), index, found, sign)
                numbers.add((_group(purse), part), index, found, sign)
        return numbers

    def lines(self, numbers: Sequence[Numbers]) -> list[Line]:
        found = keys_of(numbers)
        purses = _purses_in(self._directory, numbers)
        return [self._line(purse, part) for purse in purses for part in PARTS if (purse.id, part) in found]

    def totals(self, numbers: Sequence[Numbers]) -> list[Line]:
        found = keys_of(numbers)
        return [_total_line(self._wish, part, (ACCOUNT, part)) for part in PARTS if (ACCOUNT, part) in found]

    def _line(self, purse: Purse, part: str) -> Line:
        behind = _flowing(_behind(self._wish).with_terms(account=str(purse.id)), part)
        return Line((purse.id, part), purse.name, _group(purse), behind, part=part, id=purse.id)


def _behind(wish: Wish) -> Behind:
    return wish.behind(account="account")


def _flowing(behind: Behind, part: str) -> Behind:
    return behind if part == CHANGE else behind.with_terms(flow=part)


def _group(purse: Purse) -> str:
    return CLEARING if purse.is_clearing else ACCOUNT


def _purse(directory: Directory, account_id: UUID) -> Purse:
    return directory.accounts[directory.account(account_id)]


def _purses_in(directory: Directory, numbers: Sequence[Numbers]) -> list[Purse]:
    """Those with something in them by name, the clearing account behind all others."""
    found = {key[1] for key in keys_of(numbers) if key[0] == "purse"}
    purses = [purse for purse in directory.accounts.values() if purse.id in found]
    return sorted(purses, key=lambda purse: (purse.is_clearing, purse.name.casefold(), str(purse.id)))


def _total_line(wish: Wish, part: str, key: tuple[str, ...]) -> Line:
    """Of all accounts but clearing, which has its own row."""
    return Line(key, "All accounts", ACCOUNT, _flowing(_behind(wish).with_terms(money=ACCOUNT), part), part=part)
