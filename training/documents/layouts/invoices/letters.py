"""Layouts that are letters: windows for the address, sender lines, small print in columns at the foot."""

from __future__ import annotations

from training.documents.canvas import Align
from training.documents.layouts.invoices.cells import Column
from training.documents.layouts.invoices.closing import bank, how_to_pay, notes, signature, slip, tax_note
from training.documents.layouts.invoices.compose import (
    at_foot,
    beside,
    framed,
    gap,
    inset,
    keep,
    maybe,
    not_above,
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
from training.documents.layouts.invoices.particulars import Ask, Manner, heading_sentence, particulars, place_and_date
from training.documents.layouts.invoices.parties import recipient
from training.documents.layouts.invoices.sheet import MONO, SERIF
from training.documents.layouts.invoices.table import Rules, TableLook, lines_table
from training.documents.layouts.invoices.totals import Frame, block, currency_heading

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
    footer_on_all=False,
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
COURTEOUS = Design(
    stack(
        logo(scale=1.9, align=Align.CENTRE, bold=False),
        address_line(align=Align.CENTRE),
        gap(30),
        recipient(labelled=False),
        gap(18),
        place_and_date(),
        gap(14),
        title(scale=1.2, with_number=True),
        particulars(Manner.JOINED, _LETTER_ASKS, extras=1, scale=0.95),
        gap(10),
        sentence("salutations"),
        gap(3),
        sentence("openings"),
        gap(8),
        currency_heading(),
        lines_table(TableLook((C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.AMOUNT), Rules.OPEN, bold_head=False)),
        gap(4),
        keep(block(Frame.RULE, share=0.6)),
        gap(12),
        CLOSING,
        keep(signature()),
    ),
    columns_footer(),
    typeface=SERIF,
)
