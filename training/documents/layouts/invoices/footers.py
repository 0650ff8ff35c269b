"""What runs along the foot of the pages: the firm's small print in columns or rows, page numbers, headings of later pages."""

from __future__ import annotations

from training.documents.canvas import Align, Content
from training.documents.layouts.invoices.closing import bank_content, bank_rows
from training.documents.layouts.invoices.letterheads import edge, legal_name_of, number_of, put, reach_rows, tax_id_of, town
from training.documents.layouts.invoices.particulars import Pair
from training.documents.layouts.invoices.sheet import Area, Part, Sheet, fitted, width_of

SMALL = 0.78


def _column(sheet: Sheet, area: Area, rows: tuple[Content, ...], align: Align = Align.LEFT) -> float:
    """Rows of one size, made smaller where one of them is too wide."""
    styles = [fitted(row, sheet.style(SMALL, grey=0.2), area.width) for row in rows]
    style = min(styles, key=lambda style: style.size)
    for row in rows:
        sheet.write(edge(area, align), area.y, row, style, align)
        area = area._replace(y=area.y + style.size * 1.38)
    return area.y


def _pair_content(pair: Pair) -> Content:
    return (pair.label, *pair.value) if isinstance(pair.value, tuple) else (pair.label, pair.value)


def firm_rows(sheet: Sheet) -> tuple[Content, ...]:
    seller = sheet.spec.seller
    return tuple(row for row in (legal_name_of(seller), seller.street, town(seller)) if row)


def law_rows(sheet: Sheet) -> tuple[Content, ...]:
    """Tax id, register and directors."""
    seller, facts = sheet.spec.seller, sheet.facts
    tax: tuple[Content, ...] = ((sheet.label(sheet.words.tax_id_labels), tax_id_of(seller)),) if seller.tax_id else ()
    names_itself = any(letter.isalpha() for letter in seller.registration)
    number = seller.registration or facts.register
    register = number if names_itself else f"{sheet.label(sheet.phrases.registers)} {number}"
    director = f"{sheet.label(sheet.phrases.directors)} {facts.director}"
    return (
        *tax,
        *((register,) if sheet.chance("register", 0.7) else ()),
        *((director,) if sheet.chance("director", 0.5) else ()),
    )


def account_rows(sheet: Sheet) -> tuple[Content, ...]:
    labels = ("vendor_iban",) if sheet.spec.seller.iban else ()
    return tuple(_pair_content(pair) for pair in bank_rows(sheet, sheet.facts.account, *labels))


def second_account_rows(sheet: Sheet) -> tuple[Content, ...]:
    if not sheet.facts.second_account.iban:
        return ()
    return tuple(_pair_content(pair) for pair in bank_rows(sheet, sheet.facts.second_account))


def columns_footer(*, second_bank: float = 0.25, with_account: bool = True) -> Part:
    """Three or four columns of small print under a rule."""

    def draw(sheet: Sheet, area: Area) -> float:
        blocks = [firm_rows(sheet), tuple(reach_rows(sheet))]
        if with_account:
            blocks.append(account_rows(sheet))
            if sheet.chance("second account", second_bank):
                blocks.append(second_account_rows(sheet))
        blocks.append(law_rows(sheet))
        filled = [block for block in blocks if block]
        sheet.canvas.rule(area.x0, area.x1, area.y, width=0.4)
        bottoms, x = [], area.x0
        for block, width in zip(filled, _shares(sheet, filled, area.width), strict=True):
            bottoms.append(_column(sheet, Area(x, x + width - 8, area.y + 3), block))
            x += width
        return max(bottoms)

    return draw


def _shares(sheet: Sheet, blocks: list[tuple[Content, ...]], width: float) -> list[float]:
    """How wide each block gets: as much as it needs, and what is left in equal parts."""
    style = sheet.style(SMALL)
    needed = [max(width_of(row, style) for row in block) + 8 for block in blocks]
    spare = (width - sum(needed)) / len(blocks)
    return [need + spare for need in needed] if spare >= 0 else [need * width / sum(needed) for need in needed]


def lines_footer(*, align: Align = Align.CENTRE, with_account: bool = True, has_rule: bool = True) -> Part:
    """The firm, its reaches, its account and its ids in two or three rows."""

    def draw(sheet: Sheet, area: Area) -> float:
        if has_rule:
            sheet.canvas.rule(area.x0, area.x1, area.y, width=0.4)
        rows: list[Content] = [_joined(firm_rows(sheet)), "  ".join(reach_rows(sheet))]
        if with_account:
            rows.append(bank_content(sheet))
        rows.append(_joined(law_rows(sheet)))
        return _column(sheet, area._replace(y=area.y + 3), tuple(row for row in rows if row), align)

    return draw


def _joined(rows: tuple[Content, ...]) -> Content:
    pieces: list[Content] = []
    for index, row in enumerate(rows):
        pieces += ["·"] * bool(index)
        pieces += row if isinstance(row, tuple) else [row]
    return tuple(piece for piece in pieces if not isinstance(piece, tuple))


def law_footer(*, align: Align = Align.LEFT) -> Part:
    """Ids alone."""
    return lambda sheet, area: _column(sheet, area, (_joined(law_rows(sheet)),), align) if law_rows(sheet) else area.y


def page_number(sheet: Sheet, number: int) -> None:
    """At the lower right corner, under the footer."""
    text = sheet.word(sheet.phrases.pages).format(page=number, pages=sheet.canvas.page_count)
    area = sheet.page._replace(y=sheet.paper.height - 18)
    put(sheet, area, text, scale=SMALL, grey=0.3, align=Align.RIGHT)


def later_heading() -> Part:
    """The head of every page after the first: name, number, a rule."""

    def draw(sheet: Sheet, area: Area) -> float:
        content: Content = (sheet.title, number_of(sheet))
        bottom = put(sheet, area, content, bold=True)
        if sheet.chance("name on later pages", 0.6):
            put(sheet, area, legal_name_of(sheet.spec.seller), align=Align.RIGHT)
        sheet.canvas.rule(area.x0, area.x1, bottom + 2, width=0.4)
        return bottom + 10

    return draw
