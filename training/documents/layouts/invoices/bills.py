"""Layouts of programs and of firms that bill month by month: labels over values, large totals, lists of charges."""

from __future__ import annotations

from training.documents.canvas import Align
from training.documents.layouts.invoices.cells import Column
from training.documents.layouts.invoices.closing import bank, how_to_pay, notes, slip, tax_note
from training.documents.layouts.invoices.compose import at_foot, beside, framed, gap, keep, maybe, ruled, stack
from training.documents.layouts.invoices.design import Design
from training.documents.layouts.invoices.footers import columns_footer, law_footer, lines_footer
from training.documents.layouts.invoices.letterheads import (
    address,
    address_line,
    copy_mark,
    legal_name,
    logo,
    reaches,
    sentence,
    tax_id,
    title,
)
from training.documents.layouts.invoices.line_blocks import line_blocks
from training.documents.layouts.invoices.particulars import USUAL, Ask, Manner, particulars, strip
from training.documents.layouts.invoices.parties import recipient, seller_block, ship_to
from training.documents.layouts.invoices.sheet import LETTER, nothing
from training.documents.layouts.invoices.table import Rules, TableLook, lines_table
from training.documents.layouts.invoices.tax_tables import tax_table
from training.documents.layouts.invoices.totals import Frame, account_summary, block, currency_heading, large_total, strip_of_sums

C = Column
CLOSING = keep(stack(how_to_pay(), tax_note(), gap(4), notes()))

_BOX = framed(stack(particulars(Manner.SPREAD, USUAL, extras=2), ruled(large_total(scale=1.2), above=True)))
_WHOLESALE = (C.POSITION, C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.DISCOUNT, C.RATE, C.AMOUNT)

MODULES = Design(
    stack(
        ruled(beside(logo(scale=1.8), stack(legal_name(align=Align.RIGHT), address_line(align=Align.RIGHT)))),
        gap(14),
        beside(maybe("ship left", 0.4, ship_to(1.0)), recipient(labelled=False), share=0.58),
        gap(20),
        title(scale=2.2, bold=False, with_number=True),
        gap(8),
        strip((Ask.DATE, Ask.DUE, Ask.SERVICE, Ask.EXTRAS), extras=1, framed=False),
        gap(10),
        currency_heading(),
        lines_table(TableLook((C.DESCRIPTION, C.QUANTITY, C.PRICE, C.DISCOUNT, C.RATE, C.AMOUNT), Rules.LINES, airiness=1.1)),
        gap(8),
        keep(block(Frame.RULE, share=0.42)),
        gap(14),
        CLOSING,
    ),
    lines_footer(),
)
MONTHLY = Design(
    stack(
        beside(stack(logo(scale=1.8), address()), stack(copy_mark(), particulars(Manner.SPREAD, extras=4)), share=0.52),
        gap(26),
        recipient(labelled=False),
        gap(22),
        beside(stack(title(scale=1.6), sentence("openings")), framed(large_total(scale=1.5), grey=0.9), share=0.55),
        gap(16),
        currency_heading(),
        account_summary(),
        lines_table(TableLook((C.DESCRIPTION, C.AMOUNT), Rules.LINES, bold_head=False)),
        gap(4),
        keep(block(Frame.RULE, share=1.0)),
        gap(12),
        CLOSING,
        gap(10),
        maybe("monthly slip", 0.4, at_foot(slip()), keep(bank())),
    ),
    columns_footer(),
)
SUMMARY = Design(
    stack(
        beside(stack(logo(scale=1.6), address(), reaches()), stack(title(scale=1.8, align=Align.RIGHT)), share=0.5),
        gap(14),
        beside(recipient(), _BOX, share=0.5),
        gap(20),
        line_blocks(),
        gap(8),
        keep(block(Frame.BOX, share=0.5)),
        gap(14),
        CLOSING,
        keep(bank()),
    ),
    law_footer(),
    paper=LETTER,
)
STACKED = Design(
    stack(
        beside(stack(logo(scale=1.4), seller_block(labelled=False)), particulars(Manner.TABBED, extras=4), share=0.55),
        gap(20),
        beside(recipient(labelled=False), ship_to(0.7)),
        gap(18),
        title(scale=1.5, with_number=True),
        gap(6),
        currency_heading(),
        lines_table(
            TableLook(
                (C.POSITION, C.ARTICLE, C.DESCRIPTION, C.QUANTITY, C.UNIT, C.PRICE, C.DISCOUNT, C.RATE, C.AMOUNT),
                Rules.HEAD,
                stacked=True,
            )
        ),
        gap(6),
        keep(beside(nothing, tax_table(share=1.0), share=0.35)),
        gap(6),
        keep(strip_of_sums()),
        gap(10),
        CLOSING,
        keep(bank()),
    ),
    columns_footer(with_account=False),
)
HOURS = Design(
    stack(
        title(scale=1.8, align=Align.RIGHT, upper=True, grey=0.3),
        gap(6),
        beside(seller_block(labelled=True, with_reaches=1.0), recipient(bold_name=True)),
        gap(18),
        particulars(Manner.SPREAD, USUAL, extras=2, scale=1.05),
        gap(18),
        line_blocks(numbered=False),
        gap(10),
        keep(block(Frame.BAND, share=0.55)),
        gap(16),
        CLOSING,
        keep(bank(Manner.SPREAD)),
        gap(6),
        tax_id(),
    ),
    law_footer(align=Align.CENTRE),
)
