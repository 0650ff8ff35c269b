"""What invoices have and receipts lack: a recipient's block, and a sender who stands in letterhead and foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from services.parsers.candidates import Sheet
from services.parsers.folding import letters_and_digits, plain
from services.parsers.layout import Row, Span
from services.parsers.vendor import VendorChoice
from services.parsers.vendor_words import RECIPIENT, SELLER

_SENDER_CUES = re.compile(
    r"\biban\b|\bbic\b|\bswift\b|\bust-?id|\bvat (?:no|id|reg)|\bsteuernummer|\bsiret\b|\btva\b|"
    r"\bbank\b|\bgeschaftsfuhrer|\bhrb\b|\bregistergericht|www\.|@"
)
_LABEL = re.compile(r"(?:name|nummer|number|address|anschrift|contact|ansprechpartner)\b")
_SELLER_REACH = 4  # rows below the heading in which the name stands
_RECIPIENT_REACH = 3  # rows below the label that belong to the recipient's block


def sender(sheet: Sheet, ranked: Sequence[VendorChoice], own_names: Sequence[str]) -> tuple[VendorChoice, ...]:
    """The ranking again with the weights of an invoice: named more than once, near bank details, not the recipient."""
    own = {letters_and_digits(name) for name in own_names}
    keys = Counter(key for row in sheet.rows for key in _cell_keys(row))
    text = letters_and_digits(" ".join(row.text for row in sheet.rows))
    scored = [replace(c, score=c.score + _invoice_score(c, sheet, keys, text, own)) for c in ranked]
    return tuple(sorted(scored, key=lambda choice: -choice.score))


def customer(sheet: Sheet) -> Span | None:
    """The recipient's name: beside or below a label such as "Bill to"."""
    for row in sheet.rows[:40]:
        for start, end in row.cells:
            match = RECIPIENT.match(plain(row.text[start:end]))
            if match and row.text[start:end].strip().endswith((":", "to", "To", "TO")):
                return _below(Span(row, start, end), sheet)
    return None


def _below(label: Span, sheet: Sheet) -> Span | None:
    for row in sheet.rows[label.row.index + 1 : label.row.index + 3]:
        for start, end in row.cells:
            cell = Span(row, start, end)
            if cell.box.x0 < label.box.x1 and cell.box.x1 > label.box.x0 and re.search(r"[^\W\d_]{3}", cell.text):
                return cell
    return None


def _cell_keys(row: Row) -> list[str]:
    return [letters_and_digits(row.text[start:end]) for start, end in row.cells]


def _invoice_score(choice: VendorChoice, sheet: Sheet, keys: Counter[str], text: str, own: set[str]) -> float:
    key = letters_and_digits(choice.name)
    score = 0.0
    if len(key) > 3 and text.count(key) > 1:
        score += 2.0
    if _in_seller_block(choice.spans[0], sheet):
        score += 3.0 + 3.0 * _stands_beside_name(choice.spans[0])
    if keys[key] == 1 and in_recipient_block(choice.spans[0], sheet):
        score -= 4.0
    if _near_bank_details(choice.spans[0], sheet):
        score += 1.5
    return score - 9.0 * (key in own)


def _in_seller_block(span: Span, sheet: Sheet) -> bool:
    index = span.row.index
    above = sheet.rows[max(0, index - _SELLER_REACH) : index]
    return not _LABEL.match(plain(span.text)) and any(SELLER.match(plain(row.text)) for row in above)


def _stands_beside_name(span: Span) -> bool:
    return re.match(r"(?:name|firma|company|nom|nombre|nome|naam|namn|nazwa)\b", plain(span.row.text)) is not None


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


def _near_bank_details(span: Span, sheet: Sheet) -> bool:
    around = sheet.rows[max(0, span.row.index - 3) : span.row.index + 5]
    return any(_SENDER_CUES.search(plain(row.text)) for row in around)
