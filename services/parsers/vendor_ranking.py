"""The vendor as a ranked field: every stretch that may be a name, with its looks, place, neighbours and confirmations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from services.classifiers.linear import Features
from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.name_candidates import name_candidates
from services.parsers.name_features import features_of, scene_of
from services.parsers.party_cells import bare_key, party_cells
from services.parsers.party_words import is_only_labels
from services.parsers.ranked import Candidate, Choice, Ranking
from services.parsers.vendor_words import LEGAL_FORM
from services.parsers.web_domains import web_domains
from services.providers.base import OwnIdentity
from services.types import FieldName

_ALIKE = 85
_CONFIRMING = (
    "domain_same", "domain_begins", "repeated", "party_seller_first", "party_seller_first_beside", "is_legal_form",
    "is_trade_word", "print_tallest", "sender_details", "nth_0", "block_postal",
)  # fmt: skip
_DOUBTING = (
    "read_poorly", "read_unsurely", "party_recipient", "is_few_letters", "is_letters_4_6", "is_address", "is_title",
    "is_greeting", "is_sentence", "is_odd_signs", "in_rows_after_money", "goes_on_open_end", "is_open_bracket",
    "cut_later_part", "is_contact", "is_official_number", "form_elsewhere", "goes_on_bracket", "bond_other_print",
    "cut_two_rows", "cut_three_rows", "at_later_page",
)  # fmt: skip
_PRIOR = {
    "party_seller": 3.0, "party_seller_first": 1.5, "beside_name_label": 2.5, "party_account_holder": 1.0,
    "party_recipient": -3.0, "party_delivery": -3.0,
    "is_greeting": -3.0, "is_title": -3.0, "cell_title": -1.0, "is_address": -2.0, "is_house": -2.0, "is_postal": -3.0,
    "is_contact": -3.0, "is_official_number": -3.0, "is_few_letters": -2.0, "is_labelled": -1.5, "is_sentence": -1.5,
    "is_ends_in_form": 2.0, "is_legal_form": 1.0, "domain_same": 2.0, "domain_begins": 1.0, "print_tallest": 0.7,
    "print_huge": 0.5, "nth_0": 1.0, "nth_1": 0.5, "in_row_with_money": -2.0, "in_row_with_date": -1.5, "at_middle": -0.5,
    "is_colon": -1.0, "is_small_letters_only": -1.0, "is_form_only": -3.0, "is_many_digits": -2.0,
}  # fmt: skip


@lru_cache(maxsize=4)
def vendor_candidates(sheet: Sheet, own: OwnIdentity, _today: date) -> Sequence[Candidate]:
    """Names near the top and the foot, beside labels, and all that look like a firm; none of `own`, who is not the vendor."""
    found = party_cells(sheet.rows)
    domains = web_domains(cell.text for cell in found.cells)
    scene = scene_of(sheet, found, domains, own.names)
    names = [named for named in name_candidates(found, domains) if not is_only_labels(plain(named.text))]
    told = [Candidate(named.text, named.spans, features_of(named, scene)) for named in names]
    return [candidate for candidate in told if "own_name" not in candidate.features]


def vendor_signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
    """How far the name is ahead of other ones (spellings of one name are no rivals), what confirms and what belies it."""
    best = choices[0]
    alike = share_alike(choices)
    rival = next((c.share for c in choices if not are_alike(best.candidate.value, c.candidate.value)), 0.0)
    features = best.candidate.features
    signs = {name: 1.0 for name in (*_CONFIRMING, *_DOUBTING) if name in features}
    return {**signs, "log_share": alike.log_share, "own_share": best.log_share, "rival": rival}


def share_alike(choices: Sequence[Choice]) -> Choice:
    """The first choice with the share of all spellings of its name."""
    best = choices[0].candidate
    return Choice(best, min(sum(c.share for c in choices if are_alike(best.value, c.candidate.value)), 1.0))


@lru_cache(maxsize=4096)
def core_key(name: str) -> str:
    """Letters and digits without the legal form."""
    return bare_key(LEGAL_FORM.sub(" ", plain(name))) or bare_key(name)


def are_alike(one: str, other: str) -> bool:
    """Whether two names are spellings of one, apart from their legal forms."""
    mine, others = core_key(one), core_key(other)
    return mine == others or (min(len(mine), len(others)) > 4 and ratio(mine, others) >= _ALIKE)


VENDOR_RANKING = Ranking(FieldName.VENDOR, vendor_candidates, vendor_signs, _PRIOR, silent_allowed=0.02)  # it moves no money
