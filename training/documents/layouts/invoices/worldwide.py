"""Layouts as firms of English-speaking countries and programs for everybody make them."""

from __future__ import annotations

from training.documents.canvas import Align
from training.documents.layouts.invoices.cells import Column
from training.documents.layouts.invoices.closing import bank, bank_line, how_to_pay, notes, slip, tax_note
from training.documents.layouts.invoices.compose import at_foot, beside, columns, framed, gap, inset, keep, maybe, ruled, stack
from training.documents.layouts.invoices.design import Design
from training.documents.layouts.invoices.footers import columns_footer, law_footer, lines_footer
from training.documents.layouts.invoices.letterheads import (
    address,
    address_line,
    copy_mark,
    legal_name,
    logo,
    reach_line,
    reaches,
    sentence,
    tax_id,
    title,
)
from training.documents.layouts.invoices.particulars import USUAL, Ask, Manner, particulars, strip
from training.documents.layouts.invoices.parties import recipient, seller_block, ship_to
from training.documents.layouts.invoices.sheet import LETTER, SERIF, nothing
from training.documents.layouts.invoices.table import Rules, TableLook, lines_table
from training.documents.layouts.invoices.tax_tables import tax_table
from training.documents.layouts.invoices.totals import Frame, block, currency_heading, large_total

C = Column
CLOSING = keep(stack(how_to_pay(), tax_note(), gap(4), notes()))
_SIMPLE = (C.DESCRIPTION, C.QUANTITY, C.PRICE, C.DISCOUNT, C.AMOUNT)

BIG_WORD = Design(
    stack(
        beside(
            stack(logo(), legal_name(), address(), reaches()),
            stack(copy_mark(), title(scale=3.0, align=Align.RIGHT, upper=True, grey=0.35)),
        ),
        gap(14),
        beside(columns(recipient(), ship_to()), particulars(Manner.SPREAD, extras=3), share=0.6),
        gap(20),
        currency_heading(),
        lines_table(TableLook(_SIMPLE, Rules.ZEBRA)),
        gap(8),
        keep(block(Frame.BAND)),
        gap(20),
        CLOSING,
        keep(bank()),
    ),
    lines_footer(with_account=False),
    paper=LETTER,
)
CENTRED = Design(
    stack(
        logo(scale=2.4, align=Align.CENTRE),
        legal_name(align=Align.CENTRE),
        address_line(align=Align.CENTRE),
        ruled(stack(reach_line(align=Align.CENTRE), tax_id(align=Align.CENTRE))),
        gap(10),
        title(scale=1.6, align=Align.CENTRE, upper=True),
        gap(14),
        beside(recipient(), particulars(Manner.TABBED, extras=2), share=0.55),
        gap(18),
        currency_heading(),
        lines_table(TableLook((C.QUANTITY, C.DESCRIPTION, C.PRICE, C.RATE, C.AMOUNT), Rules.HEAD)),
        gap(6),
        keep(block(Frame.RULE)),
        gap(18),
        CLOSING,
    ),
    columns_footer(),
    typeface=SERIF,
)
PROGRAM = Design(
    stack(
        beside(title(scale=2.0), logo(scale=1.5, align=Align.RIGHT, grey=0.3)),
        gap(8),
        particulars(Manner.TABBED, (Ask.NUMBER, Ask.DATE, Ask.DUE, Ask.SERVICE), extras=0),
        gap(16),
        columns(seller_block(labelled=False, with_tax_id=True), recipient(), maybe("ship column", 0.3, ship_to(1.0))),
        gap(20),
        large_total(),
        gap(16),
        lines_table(TableLook((C.DESCRIPTION, C.QUANTITY, C.PRICE, C.RATE, C.AMOUNT), Rules.HEAD, bold_head=False, airiness=1.5)),
        gap(6),
        keep(block(Frame.RULE, share=0.5, total_scale=1.0)),
        gap(20),
        CLOSING,
        keep(bank()),
    ),
    law_footer(),
    paper=LETTER,
    has_page_numbers=0.9,
)
FORM = Design(
    stack(
        beside(
            stack(logo(scale=1.7), legal_name(), address(), reaches()),
            stack(title(scale=2.2, align=Align.RIGHT), gap(4), strip((Ask.DATE, Ask.NUMBER), grey_head=True)),
            share=0.6,
        ),
        gap(22),
        columns(framed(recipient()), framed(ship_to(1.0))),
        gap(14),
        beside(nothing, strip((Ask.EXTRAS, Ask.SERVICE, Ask.DUE), extras=3), share=0.25),
        gap(10),
        currency_heading(),
        lines_table(TableLook((C.QUANTITY, C.ARTICLE, C.DESCRIPTION, C.PRICE, C.DISCOUNT, C.AMOUNT), Rules.GRID, airiness=0.8)),
        gap(2),
        keep(block(Frame.GRID, share=0.42)),
        gap(16),
        CLOSING,
        bank_line(),
    ),
    law_footer(),
    paper=LETTER,
)
REMITTANCE = Design(
    stack(
        beside(
            stack(logo(), legal_name()), stack(address(align=Align.RIGHT), reaches(align=Align.RIGHT), tax_id(align=Align.RIGHT))
        ),
        gap(22),
        beside(recipient(), framed(particulars(Manner.SPREAD, extras=2)), share=0.56),
        gap(22),
        title(scale=1.8),
        gap(6),
        currency_heading(),
        lines_table(TableLook((C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.PRICE, C.RATE, C.AMOUNT), Rules.LINES)),
        gap(6),
        keep(beside(stack(how_to_pay(), tax_note()), block(Frame.RULE, share=1.0), share=0.52)),
        gap(14),
        at_foot(slip()),
    ),
    law_footer(),
)
SIDEBAR_LEFT = Design(
    stack(
        beside(
            stack(
                logo(scale=1.5),
                gap(10),
                particulars(Manner.ABOVE, USUAL, extras=3),
                gap(10),
                recipient(scale=0.95),
                gap(10),
                stack(legal_name(scale=0.9), address(scale=0.85), reaches(), tax_id()),
            ),
            stack(title(scale=2.6, bold=False, grey=0.2), gap(12), sentence("openings"), gap(10), large_total(scale=1.6)),
            share=0.34,
        ),
        gap(16),
        lines_table(TableLook(_SIMPLE, Rules.OPEN, airiness=1.2)),
        gap(8),
        keep(block(Frame.BOX, align=Align.RIGHT)),
        gap(14),
        CLOSING,
        keep(bank()),
    ),
    law_footer(align=Align.CENTRE),
)
FREELANCE = Design(
    stack(
        stack(
            logo(scale=1.4, align=Align.RIGHT), address(align=Align.RIGHT), reaches(align=Align.RIGHT), tax_id(align=Align.RIGHT)
        ),
        gap(16),
        recipient(),
        gap(20),
        particulars(Manner.JOINED, USUAL, extras=1),
        gap(16),
        title(scale=1.3),
        gap(6),
        sentence("openings"),
        gap(8),
        currency_heading(),
        lines_table(TableLook((C.DESCRIPTION, C.QUANTITY, C.PRICE, C.AMOUNT), Rules.HEAD, has_head=True, airiness=1.3)),
        gap(4),
        keep(block(Frame.NONE, share=0.6)),
        gap(20),
        CLOSING,
        gap(4),
        keep(bank(Manner.JOINED, second=0.0)),
    ),
)
WEB_SHOP = Design(
    stack(
        framed(beside(logo(scale=1.8), reach_line(align=Align.RIGHT), share=0.4), grey=0.9),
        gap(12),
        beside(title(scale=1.5, with_number=True), particulars(Manner.JOINED, (Ask.DATE, Ask.EXTRAS), extras=3), share=0.55),
        gap(14),
        columns(recipient(), ship_to(0.9)),
        gap(16),
        currency_heading(),
        lines_table(TableLook((C.ARTICLE, C.DESCRIPTION, C.PRICE, C.QUANTITY, C.RATE, C.AMOUNT), Rules.LINES, airiness=1.3)),
        gap(6),
        keep(beside(tax_table(share=0.95, align=Align.LEFT, ruled=False), block(Frame.RULE, share=1.0), share=0.5)),
        gap(14),
        CLOSING,
    ),
    lines_footer(),
)
SUPPLIER = Design(
    stack(
        columns(
            stack(logo(scale=1.3), seller_block(labelled=False)), recipient(), particulars(Manner.SPREAD, extras=3, scale=0.95)
        ),
        gap(10),
        ruled(title(scale=1.5, align=Align.CENTRE), above=True),
        gap(6),
        currency_heading(),
        lines_table(
            TableLook(
                (C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.DISCOUNT, C.AMOUNT, C.RATE),
                Rules.BAND,
                airiness=0.6,
                scale=0.9,
            )
        ),
        gap(8),
        keep(beside(stack(tax_table(share=1.0), how_to_pay()), block(Frame.BOX, share=1.0), share=0.58)),
        gap(8),
        keep(stack(bank(), tax_note(), notes())),
    ),
    columns_footer(with_account=False),
)
PLAIN_TABLE = Design(
    stack(
        inset(stack(logo(scale=1.2, bold=False), address_line(), tax_id()), left=10),
        gap(20),
        inset(particulars(Manner.JOINED, USUAL, extras=2), left=10),
        gap(12),
        inset(recipient(), left=10),
        gap(16),
        lines_table(TableLook((C.QUANTITY, C.DESCRIPTION, C.AMOUNT), Rules.OPEN, has_head=False, airiness=1.2)),
        keep(block(Frame.RULE, share=1.0)),
        gap(16),
        CLOSING,
        bank_line(),
    ),
    law_footer(),
)
