"""What invoices have and receipts lack: a recipient's block."""

from __future__ import annotations

from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.layout import Span
from services.parsers.vendor_words import RECIPIENT

_RECIPIENT_REACH = 3  # rows below the label that belong to the recipient's block


def in_recipient_block(span: Span, sheet: Sheet) -> bool:
    """Whether it stands close below a label such as "Bill to"."""
    index = span.row.index
    above = sheet.rows[max(0, index - _RECIPIENT_REACH) : index]
    for row in above:
        for start, end in row.cells:
            cell = Span(row, start, end)
            beside = cell.box.x0 < span.box.x1 and cell.box.x1 > span.box.x0
            if RECIPIENT.match(plain(cell.text)) and (beside or len(row.cells) == 1):
                return True
    return False
