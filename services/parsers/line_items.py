"""The bought things of a document: of its tables of lines, else of the free rows of a receipt.

There may be several ways to read them: by the column of net or of gross amounts, with or without rows that count nothing.
The one is taken whose amounts add up to what is printed as a sum; else the one of which most lines prove themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import TOTAL_ROLES, AmountRole
from services.parsers.line_columns import AMOUNT_COLUMNS, Heading
from services.parsers.line_drafts import Draft, description_of, line_item
from services.parsers.line_figures import Figure, RowFigures
from services.parsers.line_headings import headings
from services.parsers.line_receipt import free_drafts
from services.parsers.line_table import proven_drafts, table_drafts
from services.types import LineItem

_SUMS = TOTAL_ROLES | {AmountRole.SUBTOTAL, AmountRole.WEAK_TOTAL}
_ZERO = Decimal(0)
_WORTH_OF_SUM = 3  # in lines that prove themselves


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the lines of a document."""

    drafts: tuple[Draft, ...]
    sheet: Sheet

    @property
    def worth(self) -> tuple[int, int, bool]:
        proven = sum(draft.factors.is_proven for draft in self.drafts)
        return (
            _WORTH_OF_SUM * _adds_up(self.drafts, self.sheet) + proven,
            sum(draft.is_counted for draft in self.drafts),
            bool(self.drafts),
        )


def line_items(sheet: Sheet) -> tuple[LineItem, ...]:
    """Line items with what is printed beside them, in the order of the document."""
    return tuple(line_item(draft) for draft in _drafts(sheet))


def item_amounts(sheet: Sheet) -> tuple[AmountFound, ...]:
    """The amounts of the line items; a discount that stands right below one has the role of a discount."""
    found = {(amount.span.row.index, amount.match.start): amount for amount in sheet.amounts}
    return tuple(_amount(figure, role, found) for figure, role in _figures(_drafts(sheet)))


def line_values(amounts: Sequence[AmountFound]) -> Iterator[Decimal]:
    """What the lines add up from: discounts printed without a minus count as such."""
    for amount in amounts:
        yield -abs(amount.value) if amount.role is AmountRole.DISCOUNT else amount.value


def _figures(drafts: Sequence[Draft]) -> Iterator[tuple[Figure, AmountRole | None]]:
    for draft in drafts:
        yield draft.amount, None
        if draft.deducted is not None:
            yield draft.deducted, AmountRole.DISCOUNT


def _amount(figure: Figure, role: AmountRole | None, found: dict[tuple[int, int], AmountFound]) -> AmountFound:
    known = found.get((figure.span.row.index, figure.match.start))
    if known is not None and known.value == figure.value and role in (None, known.role):
        return known
    role = role or AmountRole.NONE
    return AmountFound(figure.value, figure.span, figure.match, role, "", False, 0, 1, figure.has_decimals)


def _drafts(sheet: Sheet) -> tuple[Draft, ...]:
    """The best reading; tables before free rows, net amounts before gross ones, where nothing else tells."""
    found = headings(sheet)
    readings = list(_readings(sheet, found))
    return max(readings, key=lambda reading: reading.worth).drafts


def _readings(sheet: Sheet, found: Sequence[Heading]) -> Iterator[_Reading]:
    """All ways, the likelier first; each way by tables also without the lines that count nothing."""
    figures = RowFigures(sheet)
    present = {role for heading in found if heading.is_of_lines for role in heading.roles}
    for column in [role for role in AMOUNT_COLUMNS if role in present] or AMOUNT_COLUMNS[:1]:
        yield from _with_and_without(table_drafts(sheet, figures, found, column), sheet)
    proven = list(_with_and_without(proven_drafts(sheet, figures, found), sheet))
    free = _Reading(_told(free_drafts(sheet, figures, found)), sheet)
    yield from (*proven, free) if any(heading.may_be_of_lines for heading in found) else (free, *reversed(proven))


def _with_and_without(drafts: tuple[Draft, ...], sheet: Sheet) -> Iterator[_Reading]:
    told = _told(drafts)
    counted = tuple(draft for draft in told if draft.is_counted)
    for some in (counted, told) if len(counted) < len(told) else (told,):
        yield _Reading(some, sheet)


def _told(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The lines without those that neither prove themselves nor say what they are about: rows of rates, a lone amount.

    One name may be unreadable, but not all of them.
    """
    is_any_named = any(map(_is_told, drafts))
    return tuple(draft for draft in drafts if _is_told(draft) or (is_any_named and not _is_rated(draft)))


def _is_told(draft: Draft) -> bool:
    return draft.factors.is_proven or sum(letter.isalpha() for letter in description_of(draft)) > 1


def _is_rated(draft: Draft) -> bool:
    return any(figure.is_rate for figures in draft.named.values() for figure in figures)


def _adds_up(drafts: Sequence[Draft], sheet: Sheet) -> bool:
    """Whether the lines lead to an amount that is printed as a sum on another row, by themselves or with a printed tax."""
    own = {row.index for draft in drafts for row in draft.rows}
    total = sum((draft.amount.value for draft in drafts), _ZERO)
    less = sum((abs(draft.deducted.value) for draft in drafts if draft.deducted is not None), _ZERO)
    others = [amount for amount in sheet.amounts if amount.span.row.index not in own]
    taxes = {_ZERO, *(amount.value for amount in others if amount.role is AmountRole.TAX and amount.has_decimals)}
    wanted = {value + tax for value in (total, total - less) for tax in taxes}
    return bool(drafts) and any(amount.role in _SUMS and amount.value in wanted for amount in others)
