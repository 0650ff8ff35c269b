"""By property: the base amounts of any split add up to 0, each within a unit of its exact worth."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from finance.models import Account, AccountKind, Category, RateSource
from finance.selectors.rates import RateTable
from finance.services.base_amounts import drafts_with_base
from finance.services.posting_drafts import PostingDraft
from tests.ledger.conftest import DAY
from utils.money import quantum, rounded

D = Decimal
AMOUNT = st.decimals(min_value=D("-99999.99"), max_value=D("99999.99"), places=2)
RATE = st.decimals(min_value=D("0.000001"), max_value=D("20000"), places=6)


@given(splits=st.lists(AMOUNT, min_size=1, max_size=12), rate=RATE, base=st.sampled_from(["EUR", "JPY", "KWD"]))
@settings(max_examples=40, deadline=None)
def test_base_amounts_of_any_split_add_up_to_nought(splits: list[Decimal], rate: Decimal, base: str) -> None:
    account, category = Account(kind=AccountKind.BANK), Category()
    total = sum(splits, D(0))
    legs = [PostingDraft(-total, "USD", account=account), *(PostingDraft(split, "USD", category=category) for split in splits)]
    told = drafts_with_base(legs, date=DAY, base_currency=base, rates=RateTable(base, own={"USD": {DAY: rate}}))
    worth = [draft.base_amount for draft in told]
    assert sum(base for base in worth if base is not None) == 0
    unit = quantum(base)
    assert told[0].base_amount == rounded(-total * rate, base)
    for draft in told:
        assert draft.base_amount is not None
        assert abs(draft.base_amount - draft.amount * rate) <= unit
        assert draft.base_amount == draft.base_amount.quantize(unit)
        assert draft.rate_source == RateSource.OWN.value
