"""By category, as a tree in which those above hold what is below them; and what remains of it: the income statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db.models import F, Q

from finance.selectors.reports.behind import SIDE_CONDITIONS
from finance.selectors.reports.directory import INCOME, OTHER, SIDES, Directory, Place
from finance.selectors.reports.figures import Sum
from finance.selectors.reports.periods import Period, Span
from finance.selectors.reports.sources import Grouped, posted, rolled_up
from finance.selectors.reports.tables import Line, Numbers, keys_of
from finance.selectors.reports.wishes import Wish

RESULT = "result"
NAMES = {"income": "Income", "expense": "Expense", "other": "Not sorted, rounding and exchange", RESULT: "Result"}


def sign_of(side: str) -> int:
    """Income is posted negative and shown positive; expense is positive as cost."""
    return -1 if side in (INCOME, RESULT) else 1


def category_sums(wish: Wish, span: Span, periods: Sequence[Period], directory: Directory) -> Iterator[Grouped]:
    """Sums by category, as posted (expense positive): from the roll-up unless it cannot know what is asked."""
    condition = wish.behind().condition(directory) & SIDE_CONDITIONS[RESULT]
    if wish.account is not None or wish.project is not None:
        return posted(condition, span, periods, {"category": F("category_id")})
    kept = SIDE_CONDITIONS[RESULT]
    if wish.category is not None:
        kept &= Q(category_id__in=directory.below(wish.category))
    if wish.currency is not None:
        kept &= Q(currency=wish.currency)
    return rolled_up(kept, span, periods, "category_id", posted_condition=condition)


class IncomeStatement:
    """Income, expense and what remains."""

    rest = 0

    def __init__(self, wish: Wish, directory: Directory) -> None:
        self._wish, self._directory = wish, directory

    def numbers(self, span: Span, periods: Sequence[Period]) -> Numbers:
        numbers = Numbers()
        for (category_id,), index, found in category_sums(self._wish, span, periods, self._directory):
            add_to_sides(numbers, str(self._directory.categories[category_id].side), index, found)
        return numbers

    def lines(self, numbers: Sequence[Numbers]) -> list[Line]:
        return side_lines(self._wish, numbers)[:-1]

    def totals(self, numbers: Sequence[Numbers]) -> list[Line]:
        return side_lines(self._wish, numbers)[-1:]


class CategoryTree:
    """Each category with all below it, children behind their parents; the sides and the result are its totals."""

    rest = 0

    def __init__(self, wish: Wish, directory: Directory) -> None:
        self._wish, self._directory = wish, directory
        self._top = directory.category(wish.category) if wish.category else None

    def numbers(self, span: Span, periods: Sequence[Period]) -> Numbers:
        numbers = Numbers()
        for (category_id,), index, found in category_sums(self._wish, span, periods, self._directory):
            side = str(self._directory.categories[category_id].side)
            for place in self._upwards(category_id):
                numbers.add(("category", place.id), index, found, sign_of(side))
            add_to_sides(numbers, side, index, found)
        return numbers

    def lines(self, numbers: Sequence[Numbers]) -> list[Line]:
        found = {key[1] for key in keys_of(numbers) if key[0] == "category"}
        paths = [
            tuple(reversed(list(self._upwards(category_id))))
            for category_id in self._directory.categories
            if category_id in found
        ]
        return [self._line(path) for path in sorted(paths, key=_order)]

    def totals(self, numbers: Sequence[Numbers]) -> list[Line]:
        return side_lines(self._wish, numbers)

    def _upwards(self, category_id: UUID) -> Iterator[Place]:
        """Up to the category that was asked for, if one was."""
        for place in self._directory.upwards(category_id):
            yield place
            if place.id == self._top:
                return

    def _line(self, path: tuple[Place, ...]) -> Line:
        place, parent = path[-1], path[-2].id if len(path) > 1 else None
        behind = self._wish.behind().with_terms(category=str(place.id))
        return Line(("category", place.id), place.name, str(place.side), behind, id=place.id, parent=parent, level=len(path) - 1)


def add_to_sides(numbers: Numbers, side: str, index: int, found: Sum) -> None:
    numbers.add((side,), index, found, sign_of(side))
    numbers.add((RESULT,), index, found, sign_of(RESULT))


def side_lines(wish: Wish, numbers: Sequence[Numbers]) -> list[Line]:
    """Income and expense, what is neither yet if there is something, and the result."""
    found = keys_of(numbers)
    shown = [side for side in SIDES if side != OTHER or (OTHER,) in found]
    return [Line((side,), NAMES[side], side, wish.behind().with_terms(side=side)) for side in [*shown, RESULT]]


def _order(path: tuple[Place, ...]) -> tuple[object, ...]:
    return SIDES.index(str(path[0].side)), [(place.name.casefold(), str(place.id)) for place in path]
