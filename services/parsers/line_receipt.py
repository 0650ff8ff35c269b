"""Line items of receipts without a table: rows with an amount at the right, before the first row of totals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.parsers.candidates import AmountFound, Sheet
from services.parsers.labels import TOTAL_ROLES, AmountRole, canonical, role_of
from services.parsers.layout import Row
from services.parsers.line_columns import ColumnRole, Heading
from services.parsers.line_drafts import Draft
from services.parsers.line_factors import Factors, factors_of
from services.parsers.line_figures import Figure, RowFigures
from services.parsers.line_headings import is_near
from services.parsers.line_table import adds_up, is_discount, is_sum_word

C = ColumnRole
R = AmountRole
_ENDS_ITEMS = TOTAL_ROLES | {R.SUBTOTAL, R.PAYMENT, R.CHANGE, R.ROUNDING}
_NO_ITEMS = frozenset({R.TAX, R.POINTS})
_TIMES = re.compile(r"(?<![\w.,])(\d{1,4}(?:[.,]\d{1,3})?) ?(?:[xX×*@](?![^\W\d_])|pcs?\b|Stk\b|EA\b|st\b)", re.IGNORECASE)
_IS_UNIT_PRICE = re.compile(r"(?:[@×]|(?<![^\W\d_])[xX*à])\s?[^\d\s]{0,3}\s?$")
_LEADING_COUNT = re.compile(r"\s*([1-9]\d?(?:[.,]\d)?|\d{1,2}[.,]\d{3})\s+(?=[^\W\d])")
_BARE_SUM = re.compile(
    r"(?:sum|net|nett|netto|amount|amt|baiance|betrag|importe|importo|montant|bedrag|vaior|kwota|saido)(?: [a-z]{2,3})?"
)
_COLUMN_WIDTH = 0.12  # of the page; a unit price on a row of its own ends further left
_LEAST_LETTERS = 3
_MOST_PIECES = 1000
_NEAR = 2.4  # heights between the middles of a line and its words


def free_drafts(sheet: Sheet, figures: RowFigures, found: Sequence[Heading]) -> tuple[Draft, ...]:
    """The rows with an amount in the last column, with the counts and words that stand on the rows beside them.

    Below a tax only what proves itself is a line: some tills print taxes before the total.
    """
    first = next((heading.last + 1 for heading in found if heading.is_of_lines), 0)
    amounts = _amounts(sheet, first)
    first_tax = next(
        (a.span.row.index for a in sheet.amounts if a.role is R.TAX and a.has_decimals and a.span.row.index >= first),
        len(sheet.rows),
    )
    taken = {amount.span.row.index for amount in amounts}
    drafts: list[Draft] = []
    for amount in amounts:
        figure = _figure(amount, figures.of(amount.span.row))
        if figure is None:
            continue
        if drafts and _is_discount(amount) and figure.span.row.index - drafts[-1].rows[-1].index == 1:
            drafts[-1].deducted = figure
            continue
        if adds_up(figure, drafts):
            break
        draft = _draft(figure, sheet.rows, figures, taken)
        if draft.factors.is_proven or amount.span.row.index < first_tax:
            drafts.append(draft)
    _count_by_column(drafts)
    _describe(drafts, sheet.rows, taken, first)
    return tuple(drafts)


def _amounts(sheet: Sheet, first: int) -> list[AmountFound]:
    """The last amount of each row that stands before the totals, in the column of the most of them."""
    last = _first_total_row(sheet, first)
    per_row: dict[int, AmountFound] = {}
    for amount in sheet.amounts:
        row = amount.span.row
        is_priced = amount.has_decimals and amount.role not in _NO_ITEMS
        if is_priced and first <= row.index < last and not _IS_UNIT_PRICE.search(row.text[: amount.span.start]):
            per_row[row.index] = amount
    right = max((amount.span.box.x1 for amount in per_row.values()), default=0.0)
    return [amount for amount in per_row.values() if amount.span.box.x1 >= right - _COLUMN_WIDTH]


def _first_total_row(sheet: Sheet, first: int) -> int:
    rows = (
        amount.span.row.index
        for amount in sheet.amounts
        if amount.has_decimals and not amount.label_above and amount.span.row.index >= first and _ends_items(amount)
    )
    return min(rows, default=0)


def _ends_items(amount: AmountFound) -> bool:
    label = canonical(amount.label)
    return amount.role in _ENDS_ITEMS or is_sum_word(amount.label) or _BARE_SUM.fullmatch(label) is not None


def _is_discount(amount: AmountFound) -> bool:
    return amount.role is R.DISCOUNT and amount.siblings == 1


def _figure(amount: AmountFound, figures: Sequence[Figure]) -> Figure | None:
    return next((figure for figure in figures if figure.match.end == amount.match.end), None)


def _draft(amount: Figure, rows: Sequence[Row], figures: RowFigures, taken: set[int]) -> Draft:
    """A line with its counts: beside the amount, or on a row of their own below or above, whichever gives the product."""
    row = amount.span.row
    left = [figure for figure in figures.of(row) if figure.match.end <= amount.match.start]
    draft = Draft(amount, {C.TAX_RATE: [figure for figure in left if figure.is_rate]}, left, [row])
    for index in (row.index, row.index + 1, row.index - 1):
        beside = rows[index] if index == row.index or (0 <= index < len(rows) and index not in taken) else None
        if beside is None:
            continue
        counts = left if beside is row else _counts(beside, left, figures)
        below = _discount_row(rows, max(index, row.index) + 1, figures, taken)
        found = factors_of(amount, {C.DISCOUNT: figures.of(below)} if below else {}, counts)
        if found.is_proven:
            told = {row.index: row, index: beside} | ({below.index: below} if below and found.discount is not None else {})
            draft.factors, draft.rows = found, [told[number] for number in sorted(told)]
            return draft
    draft.factors = _named_count(row, left)
    return draft


def _discount_row(rows: Sequence[Row], index: int, figures: RowFigures, taken: set[int]) -> Row | None:
    """The row at that place, if it tells of a discount without an amount of its own."""
    row = rows[index] if index < len(rows) and index not in taken else None
    return row if row is not None and is_discount(row, figures) else None


def _counts(beside: Row, left: Sequence[Figure], figures: RowFigures) -> Sequence[Figure]:
    """The figures of a row that only counts ("3 x 1.20"), or the price at the end of one ("@1.20") with the counts left."""
    letters = sum(character.isalpha() for character in beside.text)
    if letters < 2 * _LEAST_LETTERS or _TIMES.search(beside.text):
        return figures.of(beside)
    return [*left, *(figure for figure in figures.of(beside) if _IS_UNIT_PRICE.search(beside.text[: figure.match.start]))]


def _named_count(row: Row, left: Sequence[Figure]) -> Factors:
    """A count that is marked as one ("2 x", "3 pcs"), or that stands first, before words."""
    match = _TIMES.search(row.text) or _LEADING_COUNT.match(row.text)
    marked = [figure for figure in left if match is not None and figure.match.start == match.start(1)]
    weighed = [figure for figure in left[:1] if figure.unit is not None and not row.text[: figure.match.start].strip()]
    counted = next((figure for figure in (*weighed, *marked) if not figure.is_rate), None)
    return Factors() if counted is None else Factors(counted.value, counted.unit, used=(counted,))


def _count_by_column(drafts: Sequence[Draft]) -> None:
    """Bare numbers that all lines have at one edge are counts, unless they number the lines or are codes."""
    open_ones = [draft for draft in drafts if not draft.factors.is_proven]
    for place in (0, -1):
        counts = [draft.loose[place] for draft in open_ones if draft.loose]
        if len(drafts) > 1 and len(counts) == len(open_ones) > 0 and _are_counts(counts, place):
            for draft, figure in zip(open_ones, counts, strict=True):
                draft.factors = Factors(figure.value, figure.unit, used=(figure,))
            return


def _are_counts(figures: Sequence[Figure], edge: int) -> bool:
    values = [figure.value for figure in figures]
    numbers_lines = len(values) > 1 and values == [values[0] * place for place in range(1, len(values) + 1)]
    return not numbers_lines and all(
        0 < figure.value < _MOST_PIECES and not figure.is_rate and _is_alone(figure, edge) for figure in figures
    )


def _is_alone(figure: Figure, edge: int) -> bool:
    """First in its row before words, or in a column of its own."""
    row, start, end = figure.span.row, figure.match.start, figure.match.end
    if edge == 0:
        return not row.text[:start].strip() and row.text[end : end + 1] == " "
    unit = len(figure.unit or "") + 1
    return not figure.has_decimals and any(begin == start and stop <= end + unit for begin, stop in row.cells)


def _describe(drafts: Sequence[Draft], rows: Sequence[Row], taken: set[int], first: int) -> None:
    """Words for lines that have none of their own: all from the row above, or all from the row below."""
    taken |= {row.index for draft in drafts for row in draft.rows}
    bare = [draft for draft in drafts if _letters(draft) < _LEAST_LETTERS]
    if not bare:
        return
    step = 1 if _is_of_words(rows, bare[-1].rows[-1].index + 1, taken, first) else -1
    for draft in bare:
        index = draft.rows[-1].index + 1 if step == 1 else draft.rows[0].index - 1
        if _is_of_words(rows, index, taken, first) and is_near(rows[index], rows[index - step], _NEAR):
            draft.words = [rows[index]]


def _letters(draft: Draft) -> int:
    text = draft.amount.span.row.text[: draft.amount.match.start]
    return sum(character.isalpha() for character in re.sub(r"\b(?:RM|EUR|USD|MYR|SGD|GBP|CHF|Rp|SR|ZR)\b", "", text))


def _is_of_words(rows: Sequence[Row], index: int, taken: set[int], first: int) -> bool:
    """A row of the items that holds words and no amount."""
    if not first <= index < len(rows) or index in taken:
        return False
    text = rows[index].text
    return sum(c.isalpha() for c in text) >= _LEAST_LETTERS and role_of(text) in {R.NONE, R.QUANTITY} and ":" not in text
