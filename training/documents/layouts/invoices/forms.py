"""Layouts that are forms: both parties in tables, grids of lines, tables of taxes."""

from __future__ import annotations

from training.documents.canvas import Align
from training.documents.layouts.invoices.cells import Column
from training.documents.layouts.invoices.closing import bank, how_to_pay, notes, tax_note
from training.documents.layouts.invoices.compose import (
    at_foot,
    beside,
    columns,
    framed,
    gap,
    keep,
    ruled,
    stack,
)
from training.documents.layouts.invoices.design import Design
from training.documents.layouts.invoices.footers import law_footer, lines_footer
from training.documents.layouts.invoices.letterheads import (
    address,
    address_line,
    copy_mark,
    legal_name,
    logo,
    reaches,
    tax_id,
    title,
)
from training.documents.layouts.invoices.particulars import USUAL, Ask, Manner, particulars, strip
from training.documents.layouts.invoices.parties import recipient, seller_block, ship_to
from training.documents.layouts.invoices.sheet import A4_WIDE, nothing
from training.documents.layouts.invoices.table import Rules, TableLook, lines_table
from training.documents.layouts.invoices.tax_tables import tax_table
from training.documents.layouts.invoices.totals import Frame, block, currency_heading, in_words, strip_of_sums

C = Column
CLOSING = keep(stack(how_to_pay(), tax_note(), gap(4), notes()))
_LETTER_ASKS = (Ask.EXTRAS, Ask.SERVICE, Ask.DUE)
_ALL = (C.POSITION, C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.DISCOUNT, C.RATE, C.AMOUNT)

PARTIES = Design(
    stack(
        beside(logo(scale=1.6), stack(copy_mark(), title(align=Align.RIGHT, with_number=True, scale=1.5))),
        gap(6),
        beside(nothing, particulars(Manner.SPREAD, (Ask.DATE, Ask.SERVICE, Ask.DUE), extras=1), share=0.58),
        gap(14),
        columns(seller_block(), recipient(bold_name=True, with_tax_id=1.0)),
        gap(18),
        currency_heading(),
        lines_table(
            TableLook(
                (C.POSITION, C.DESCRIPTION, C.UNIT, C.QUANTITY, C.PRICE, C.AMOUNT, C.RATE, C.TAX, C.GROSS), Rules.GRID, scale=0.92
            )
        ),
        gap(8),
        keep(tax_table()),
        gap(8),
        keep(block(Frame.RULE, share=0.5, align=Align.LEFT, total_scale=1.4)),
        in_words(),
        gap(10),
        keep(stack(how_to_pay(with_due=0.2), bank(Manner.JOINED), tax_note())),
    ),
    law_footer(),
)
BOXED_PARTIES = Design(
    stack(
        title(scale=1.7, align=Align.CENTRE, with_number=True),
        gap(10),
        columns(framed(seller_block()), framed(recipient(bold_name=True, with_tax_id=1.0))),
        gap(10),
        strip((Ask.DATE, Ask.EXTRAS, Ask.SERVICE, Ask.DUE), grey_head=True),
        gap(12),
        currency_heading(),
        lines_table(TableLook((C.POSITION, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.RATE, C.AMOUNT, C.TAX), Rules.GRID)),
        gap(8),
        keep(tax_table(share=0.7)),
        gap(6),
        keep(block(Frame.GRID, share=0.5)),
        gap(4),
        in_words(0.5),
        gap(8),
        CLOSING,
        keep(bank(Manner.TABBED)),
    ),
    lines_footer(with_account=False, align=Align.LEFT),
)
FACTURE = Design(
    stack(
        beside(
            stack(logo(scale=1.9), legal_name(), address(), reaches(), tax_id()),
            stack(title(scale=2.2, align=Align.LEFT, upper=True), particulars(Manner.JOINED, (Ask.NUMBER, Ask.DATE, Ask.EXTRAS))),
        ),
        gap(20),
        beside(ship_to(0.4), framed(recipient(labelled=True)), share=0.5),
        gap(20),
        currency_heading(),
        lines_table(TableLook((C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.PRICE, C.DISCOUNT, C.RATE, C.AMOUNT), Rules.BAND)),
        gap(8),
        keep(beside(tax_table(share=1.0), block(Frame.BOX, share=0.95), share=0.5)),
        gap(14),
        particulars(Manner.JOINED, (Ask.SERVICE, Ask.DUE)),
        CLOSING,
        keep(bank()),
    ),
    lines_footer(with_account=False),
)
DATOS = Design(
    stack(
        ruled(
            beside(logo(scale=2.0), stack(legal_name(align=Align.RIGHT), address(align=Align.RIGHT), tax_id(align=Align.RIGHT)))
        ),
        gap(10),
        beside(stack(title(scale=1.5), particulars(Manner.TABBED, extras=2)), framed(recipient(with_tax_id=0.9)), share=0.45),
        gap(18),
        currency_heading(),
        lines_table(TableLook((C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.PRICE, C.AMOUNT), Rules.LINES, airiness=1.3)),
        gap(20),
        at_foot(stack(strip_of_sums(), gap(10), how_to_pay(), bank(Manner.JOINED), tax_note())),
    ),
    law_footer(),
)
FATTURA = Design(
    stack(
        columns(
            stack(logo(scale=1.4), seller_block(labelled=False, with_reaches=0.9)),
            stack(recipient(with_tax_id=0.9), gap(6), ship_to(0.5)),
        ),
        gap(12),
        strip(USUAL, extras=2),
        gap(8),
        currency_heading(),
        lines_table(TableLook(_ALL, Rules.GRID, scale=0.9)),
        gap(10),
        keep(tax_table(share=0.55, align=Align.LEFT)),
        gap(8),
        keep(strip_of_sums()),
        gap(8),
        CLOSING,
        keep(bank(Manner.JOINED)),
    ),
    law_footer(),
)
BROAD = Design(
    stack(
        beside(
            stack(logo(scale=1.6), address_line()),
            stack(title(align=Align.RIGHT), particulars(Manner.SPREAD, extras=2)),
            share=0.62,
        ),
        gap(6),
        columns(recipient(), ship_to(0.8), seller_block(with_reaches=0.0)),
        gap(12),
        currency_heading(),
        lines_table(TableLook((*_ALL, C.TAX, C.GROSS), Rules.GRID)),
        gap(8),
        keep(beside(stack(how_to_pay(), tax_note(), bank()), block(Frame.BOX, share=1.0), share=0.6)),
    ),
    lines_footer(with_account=False),
    paper=A4_WIDE,
)
