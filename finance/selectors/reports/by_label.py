"""By vendor, project or tag: the ones with the most money in rows of their own, the others together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, CharField, Count, F, IntegerField, Q, Sum, UUIDField, Value, When
from django.db.models.functions import Abs

from finance.models import Project, Tag, Vendor
from finance.selectors.reports.behind import NONE, NOT, SIDE_CONDITIONS
from finance.selectors.reports.by_category import add_to_sides, side_lines, sign_of
from finance.selectors.reports.directory import SIDES, Directory
from finance.selectors.reports.figures import NOUGHT
from finance.selectors.reports.periods import Period, Span
from finance.selectors.reports.sources import in_days, posted
from finance.selectors.reports.tables import Line, Numbers, keys_of, weight
from finance.selectors.reports.wishes import CELLS_MAX, ReportName, Wish

NAMED, WITHOUT, OTHERS = 0, 1, 2
_RESULT_SIDES = {side: SIDE_CONDITIONS[side] for side in SIDES}
SIDE = Case(*[When(condition, then=Value(side)) for side, condition in _RESULT_SIDES.items()], output_field=CharField())


@dataclass(frozen=True, slots=True)
class Label:
    """What a transaction bears; `path` leads there from a posting."""

    name: str
    model: type[Vendor | Project | Tag]
    path: str
    is_one: bool  # a transaction bears one at most, so that rows may be added up


LABELS = {
    ReportName.VENDORS: Label("vendor", Vendor, "transaction__vendor_id", is_one=True),
    ReportName.PROJECTS: Label("project", Project, "transaction__project_id", is_one=True),
    ReportName.TAGS: Label("tag", Tag, "transaction__tag_links__tag_id", is_one=False),
}


class ByLabel:
    """Two queries: which labels have the most money over all days, then their sums by period and side."""

    def __init__(self, wish: Wish, directory: Directory, label: Label) -> None:
        self._wish, self._directory, self._label = wish, directory, label
        self._condition = wish.behind().condition(directory) & SIDE_CONDITIONS["result"]
        self._top, self.rest = self._chosen()
        self._names = dict(label.model.objects.filter(id__in=self._top).values_list("id", "name"))

    def numbers(self, span: Span, periods: Sequence[Period]) -> Numbers:
        numbers = Numbers()
        path, named = self._label.path, self._with_merged(self._top)
        is_named = Q(**{f"{path}__in": named})
        by = {
            "place": Case(
                When(is_named, then=Value(NAMED)),
                When(**{path: None}, then=Value(WITHOUT)),
                default=Value(OTHERS),
                output_field=IntegerField(),
            ),
            "label": Case(When(is_named, then=F(path)), output_field=UUIDField()),
            "side": SIDE,
        }
        for (place, label, side), index, found in posted(self._condition, span, periods, by):
            if place == OTHERS and not self._label.is_one:
                continue
            numbers.add((place, label and self._survivor(label), side), index, found, sign_of(side))
            if self._label.is_one:
                add_to_sides(numbers, side, index, found)
        return numbers

    def lines(self, numbers: Sequence[Numbers]) -> list[Line]:
        found = {key for key in keys_of(numbers) if len(key) == 3}
        weights: dict[object, tuple[Decimal, int]] = defaultdict(lambda: (NOUGHT, 0))
        for key in found:
            base, count = weight(numbers, key)
            weights[key[1]] = (weights[key[1]][0] + base, weights[key[1]][1] + count)

        def order(key: tuple[object, ...]) -> tuple[object, ...]:
            base, count = weights[key[1]]
            return (key[0] == OTHERS, key[0] == WITHOUT, -base, -count, self._name(key), str(key[1]), SIDES.index(str(key[2])))

        return [self._line(key) for key in sorted(found, key=order)]

    def totals(self, numbers: Sequence[Numbers]) -> list[Line]:
        """None where a transaction may stand in several rows."""
        return side_lines(self._wish, numbers) if self._label.is_one else []

    def _line(self, key: tuple[object, ...]) -> Line:
        place, label, side = key
        label_id = label if isinstance(label, UUID) else None
        value = {NAMED: str(label_id), WITHOUT: NONE, OTHERS: NOT + ".".join(map(str, self._top))}[int(str(place))]
        behind = self._wish.behind().with_terms(**{self._label.name: value, "side": str(side)})
        return Line(key, self._name(key), str(side), behind, id=label_id)

    def _name(self, key: tuple[object, ...]) -> str:
        unnamed = {WITHOUT: f"(no {self._label.name})", OTHERS: f"({self.rest} others)"}
        return unnamed.get(int(str(key[0]))) or str(self._names[key[1]])  # type: ignore[index]  # a UUID where it is named

    def _chosen(self) -> tuple[list[UUID], int]:
        """The labels that get rows of their own, and how many others have something."""
        span = self._wish.span
        room = max(CELLS_MAX // len(span.periods()) // len(SIDES) - 2, 1)
        turnover: dict[UUID, tuple[Decimal, int]] = defaultdict(lambda: (NOUGHT, 0))
        rows = in_days(self._condition & Q(**{f"{self._label.path}__isnull": False}), span.first, span.last)
        sums = rows.values_list(self._label.path).annotate(base=Sum(Abs("base_amount")), count=Count("id"))
        for label, base, count in sums:
            survivor = self._survivor(label)
            turnover[survivor] = (turnover[survivor][0] + (base or NOUGHT), turnover[survivor][1] + count)
        ranked = sorted(turnover, key=lambda label: (-turnover[label][0], -turnover[label][1], label))
        top = ranked[: min(self._wish.top, room)]
        return top, len(ranked) - len(top)

    def _survivor(self, label: UUID) -> UUID:
        return self._directory.vendor(label) if self._label.model is Vendor else label

    def _with_merged(self, labels: list[UUID]) -> list[UUID]:
        return self._directory.vendors_of(labels) if self._label.model is Vendor else labels
