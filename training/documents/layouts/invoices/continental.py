"""Layouts as firms of the continent have them: windows for the address, sender lines, small print in columns, tables of taxes."""

from __future__ import annotations

from training.documents.canvas import Align
from training.documents.layouts.invoices.cells import Column
from training.documents.layouts.invoices.closing import bank, how_to_pay, notes, slip, tax_note
from training.documents.layouts.invoices.compose import (
    at_foot,
    beside,
    columns,
    framed,
    gap,
    inset,
    keep,
    maybe,
    not_above,
    ruled,
    stack,
)
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
    sender_line,
    sentence,
    tax_id,
    title,
)
from training.documents.layouts.invoices.particulars import USUAL, Ask, Manner, heading_sentence, particulars, strip
from training.documents.layouts.invoices.parties import recipient, seller_block, ship_to
from training.documents.layouts.invoices.sheet import A4_WIDE, MONO, SERIF, nothing
from training.documents.layouts.invoices.table import Rules, TableLook, lines_table
from training.documents.layouts.invoices.totals import Frame, block, currency_heading, in_words, strip_of_sums, tax_table

C = Column
CLOSING = keep(stack(how_to_pay(), tax_note(), gap(4), notes()))
_LETTER_ASKS = (Ask.EXTRAS, Ask.SERVICE, Ask.DUE)
_ALL = (C.POSITION, C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.DISCOUNT, C.RATE, C.AMOUNT)

WINDOW = Design(
    stack(
        stack(logo(align=Align.RIGHT), legal_name(align=Align.RIGHT), maybe("reaches above", 0.5, reach_line(align=Align.RIGHT))),
        not_above(127, beside(stack(sender_line(), recipient(labelled=False)), particulars(Manner.SPREAD, extras=3), share=0.58)),
        not_above(262, stack(copy_mark(), title(scale=1.6))),
        gap(10),
        currency_heading(),
        lines_table(TableLook((C.POSITION, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.DISCOUNT, C.AMOUNT), Rules.HEAD)),
        gap(6),
        keep(block(Frame.RULE)),
        gap(18),
        CLOSING,
    ),
    columns_footer(),
)
SENTENCE = Design(
    stack(
        beside(logo(scale=2.6, bold=False), stack(address(align=Align.RIGHT), reaches(align=Align.RIGHT))),
        not_above(130, stack(sender_line(), recipient(labelled=False))),
        not_above(240, particulars(Manner.JOINED, (Ask.EXTRAS,), extras=2, scale=0.9)),
        gap(12),
        heading_sentence(),
        gap(8),
        sentence("salutations"),
        gap(3),
        sentence("openings"),
        gap(8),
        currency_heading(),
        lines_table(TableLook((C.DESCRIPTION, C.QUANTITY, C.PRICE, C.DISCOUNT, C.AMOUNT), Rules.OPEN, airiness=1.4)),
        gap(6),
        keep(block(Frame.RULE, share=0.5)),
        gap(14),
        particulars(Manner.JOINED, (Ask.SERVICE,)),
        CLOSING,
    ),
    columns_footer(second_bank=0.4),
    typeface=SERIF,
)
STRIPED_LETTER = Design(
    stack(
        stack(logo(scale=2.0), address_line(), reach_line()),
        gap(26),
        beside(recipient(labelled=False), framed(particulars(Manner.TABBED, extras=3), grey=0.94), share=0.5),
        gap(28),
        title(scale=1.8, with_number=False),
        gap(8),
        currency_heading(),
        lines_table(TableLook((C.POSITION, C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.PRICE, C.RATE, C.AMOUNT), Rules.ZEBRA)),
        gap(8),
        keep(block(Frame.BAND)),
        gap(16),
        CLOSING,
        gap(8),
        keep(bank()),
    ),
    lines_footer(with_account=False),
)
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
SIDEBAR_RIGHT = Design(
    stack(
        logo(scale=2.4, grey=0.25),
        gap(24),
        beside(
            stack(sender_line(), recipient(labelled=False), gap(20), title(scale=1.5)),
            stack(legal_name(scale=0.9), address(scale=0.85), reaches(), tax_id(), gap(8), particulars(Manner.ABOVE, extras=2)),
            share=0.68,
        ),
        gap(14),
        currency_heading(),
        lines_table(TableLook((C.QUANTITY, C.UNIT, C.DESCRIPTION, C.PRICE, C.DISCOUNT, C.AMOUNT), Rules.HEAD)),
        gap(6),
        keep(block(Frame.NONE)),
        gap(12),
        CLOSING,
        keep(bank()),
    ),
    law_footer(),
)
PAYING_SLIP = Design(
    stack(
        beside(stack(logo(), address()), stack(copy_mark(), particulars(Manner.SPREAD, extras=2)), share=0.55),
        not_above(140, recipient(labelled=False)),
        not_above(230, title(scale=1.6, with_number=True)),
        gap(8),
        currency_heading(),
        lines_table(TableLook((C.POSITION, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.AMOUNT), Rules.LINES)),
        gap(6),
        keep(block(Frame.RULE)),
        gap(10),
        keep(stack(how_to_pay(), tax_note())),
        gap(12),
        at_foot(slip()),
    ),
    law_footer(),
)
CARBON = Design(
    stack(
        logo(scale=1.5),
        address_line(),
        reach_line(),
        gap(20),
        beside(recipient(labelled=False), particulars(Manner.MEETING, extras=3), share=0.48),
        gap(20),
        title(scale=1.4, upper=True),
        gap(6),
        currency_heading(),
        lines_table(
            TableLook((C.POSITION, C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.AMOUNT), Rules.HEAD, bold_head=False)
        ),
        gap(6),
        keep(block(Frame.NONE, share=0.55, total_scale=1.0)),
        gap(12),
        CLOSING,
    ),
    lines_footer(align=Align.LEFT),
    typeface=MONO,
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
GROUPS = Design(
    stack(
        beside(stack(logo(scale=1.8), legal_name(), address()), particulars(Manner.TABBED, _LETTER_ASKS, extras=3), share=0.5),
        gap(24),
        recipient(labelled=False),
        gap(24),
        heading_sentence(scale=1.5),
        gap(4),
        sentence("openings"),
        gap(8),
        currency_heading(),
        lines_table(TableLook((C.POSITION, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.AMOUNT), Rules.LINES, grouped=True)),
        gap(8),
        keep(block(Frame.RULE, share=0.5)),
        gap(12),
        CLOSING,
    ),
    columns_footer(),
)
FOOT_ALONE = Design(
    stack(
        inset(title(scale=2.4, bold=False), left=0),
        gap(24),
        beside(recipient(labelled=False), particulars(Manner.MEETING, extras=2), share=0.55),
        gap(34),
        currency_heading(),
        lines_table(TableLook((C.DESCRIPTION, C.QUANTITY, C.PRICE, C.RATE, C.AMOUNT), Rules.LINES, airiness=1.6)),
        gap(10),
        keep(block(Frame.NONE)),
        gap(20),
        CLOSING,
    ),
    columns_footer(second_bank=0.0),
)
