"""The numbers of the seller, the card and the way of paying in a reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.parsers.candidates import Sheet
from services.parsers.identifiers import card_last4, seller_iban
from services.parsers.payment import find_payment
from services.parsers.tax_ids import seller_tax_id
from services.parsers.values import field_at
from services.types import FieldName, FieldValue

_CHECKED, _UNCHECKED, _REPAIRED = 0.97, 0.8, 0.7


def id_fields(sheet: Sheet, own_ids: Sequence[str]) -> Iterator[FieldValue]:
    """Tax id, account, card digits and way of paying, as far as they are printed; none of `own_ids`."""
    tax_id, account, card = seller_tax_id(sheet, own_ids), seller_iban(sheet, own_ids), card_last4(sheet.rows)
    if tax_id is not None:
        confidence = _REPAIRED if tax_id.repaired else _CHECKED if tax_id.checked else _UNCHECKED
        yield field_at(FieldName.VENDOR_TAX_ID, tax_id.value, tax_id.span, confidence)
    if account is not None:
        yield field_at(FieldName.VENDOR_IBAN, account.value, account.span, _REPAIRED if account.repaired else _CHECKED)
    if card is not None:
        yield field_at(FieldName.CARD_LAST4, card.value, card.span, _UNCHECKED)
    payment = find_payment(sheet)
    if payment is not None:
        yield field_at(FieldName.PAYMENT_METHOD, payment.method, payment.span, 0.9 if payment.beside_amount else 0.7)
