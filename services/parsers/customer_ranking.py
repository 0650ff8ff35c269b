"""The customer as a ranked field: names beside or below a label of the recipient, and those over an address."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from services.classifiers.linear import Features
from services.parsers.candidates import Sheet
from services.parsers.ranked import Candidate, Choice, Ranking
from services.parsers.vendor_ranking import share_alike, vendor_candidates
from services.providers.base import OwnIdentity
from services.types import FieldName

_SIGNS = (
    "party_recipient", "party_recipient_first", "party_recipient_first_beside", "party_seller", "block_postal", "nth_0",
    "is_address", "is_postal", "is_title", "is_labelled", "is_legal_form", "read_poorly", "read_unsurely", "sender_details",
    "block_contact", "at_foot", "in_rows_after_money", "is_many_digits", "domain_same",
)  # fmt: skip


def customer_candidates(sheet: Sheet, own: OwnIdentity, today: date) -> Sequence[Candidate]:
    """The candidates of the vendor but those that a label or bank details give to the sender."""
    return [c for c in vendor_candidates(sheet, own, today) if "party_account_holder" not in c.features]


def customer_signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
    """How far it is ahead of others, and whether a label or an address says that it is the recipient's."""
    best = choices[0]
    signs = {name: 1.0 for name in _SIGNS if name in best.candidate.features}
    return {**signs, "log_share": share_alike(choices).log_share, "own_share": best.log_share}


CUSTOMER_RANKING = Ranking(FieldName.CUSTOMER, customer_candidates, customer_signs)
