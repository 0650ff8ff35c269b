"""Documents of every country: their sums agree, their numbers are valid, the same seed gives the same."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban
from stdnum.at import uid as austrian
from stdnum.au import abn
from stdnum.be import vat as belgian
from stdnum.br import cnpj
from stdnum.ca import bn
from stdnum.ch import uid as swiss
from stdnum.cz import dic
from stdnum.de import vat as german
from stdnum.es import cif
from stdnum.fr import tva
from stdnum.gb import vat as british
from stdnum.ie import vat as irish
from stdnum.in_ import gstin
from stdnum.it import iva
from stdnum.mx import rfc
from stdnum.nl import btw
from stdnum.pl import nip
from stdnum.pt import nif
from stdnum.se import vat as swedish
from stdnum.sg import uen

from services.types import DocumentKind
from training.documents.goods import UNITS
from training.documents.spec import CENT, DocumentSpec, PaymentMethod
from training.documents.world import COUNTRIES, HELD_OUT, KINDS, draw_scene, draw_spec

SEEDS = st.integers(min_value=0, max_value=10**6)
VALIDATORS: Mapping[str, Callable[[str], bool]] = {
    "AT": austrian.is_valid,
    "AU": abn.is_valid,
    "BE": belgian.is_valid,
    "BR": cnpj.is_valid,
    "CA": bn.is_valid,
    "CH": swiss.is_valid,
    "CZ": dic.is_valid,
    "DE": german.is_valid,
    "ES": cif.is_valid,
    "FR": tva.is_valid,
    "GB": british.is_valid,
    "IE": irish.is_valid,
    "IN": gstin.is_valid,
    "IT": iva.is_valid,
    "MX": rfc.is_valid,
    "NL": btw.is_valid,
    "PL": nip.is_valid,
    "PT": nif.is_valid,
    "SE": swedish.is_valid,
    "SG": uen.is_valid,
}
UNCHECKED = {"MY", "US"}  # their numbers have no check digit


def specs(code: str, count: int = 12) -> list[DocumentSpec]:
    return [draw_scene(COUNTRIES[code], kind, seed).spec for kind in KINDS for seed in range(count)]


@settings(max_examples=200, deadline=None)
@given(code=st.sampled_from(sorted(COUNTRIES)), kind=st.sampled_from(KINDS), seed=SEEDS)
def test_sums_agree_in_whole_cents(code: str, kind: DocumentKind, seed: int) -> None:
    spec = draw_scene(COUNTRIES[code], kind, seed).spec
    lines = sum((line.amount for line in spec.lines), Decimal(0))
    base = lines if spec.prices_include_tax else lines + spec.tax
    assert spec.total == base + spec.service_charge + spec.tip + spec.rounding
    assert spec.net + spec.tax == base
    for amount in (spec.total, spec.tax, spec.net, spec.amount_due, *(line.amount for line in spec.lines)):
        assert amount == amount.quantize(CENT)
    is_given_back = kind is DocumentKind.CREDIT_NOTE and spec.total < 0  # as some firms write credit notes
    assert all((line.amount < 0) == is_given_back and line.amount for line in spec.lines)
    assert (spec.amount_due < 0) == is_given_back


@settings(max_examples=100, deadline=None)
@given(code=st.sampled_from(sorted(COUNTRIES)), seed=SEEDS)
def test_who_pays_in_cash_gets_change_in_coins_that_exist(code: str, seed: int) -> None:
    country = COUNTRIES[code]
    spec = draw_scene(country, DocumentKind.RECEIPT, seed).spec
    if spec.payment.method is not PaymentMethod.CASH:
        assert spec.change is None
        assert spec.rounding == 0
        return
    assert spec.change is not None
    assert spec.change >= 0
    if country.cash_step:
        assert spec.total % country.cash_step == 0
        assert abs(spec.rounding) <= country.cash_step / 2


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_same_seed_gives_the_same_and_another_seed_another(code: str) -> None:
    country = COUNTRIES[code]
    assert draw_scene(country, DocumentKind.RECEIPT, 5) == draw_scene(country, DocumentKind.RECEIPT, 5)
    assert draw_scene(country, DocumentKind.RECEIPT, 5).spec != draw_scene(country, DocumentKind.RECEIPT, 6).spec


@pytest.mark.parametrize("code", sorted(set(COUNTRIES) - UNCHECKED))
def test_tax_ids_pass_the_validator_of_their_country(code: str) -> None:
    numbers = {spec.seller.tax_id for spec in specs(code) if spec.seller.tax_id}
    assert len(numbers) > 6
    assert all(VALIDATORS[code](number) for number in numbers)


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_printed_tax_id_is_the_tax_id_but_for_signs_and_letters(code: str) -> None:
    for spec in specs(code):
        digits = "".join(sign for sign in spec.seller.tax_id if sign.isdigit())
        assert "".join(sign for sign in spec.seller.tax_id_printed if sign.isdigit()) == digits


@pytest.mark.parametrize("code", COUNTRIES)
def test_ibans_are_valid_and_of_the_country(code: str) -> None:
    numbers = {spec.seller.iban for spec in specs(code) if spec.seller.iban}
    assert all(iban.is_valid(number) and number.startswith(code) for number in numbers)
    assert numbers or code in {"AU", "BR", "CA", "IN", "MX", "MY", "SG", "US"}


@pytest.mark.parametrize("code", COUNTRIES)
def test_shops_have_many_names(code: str) -> None:
    shop = COUNTRIES[code].shop
    parties = [shop(Random(seed)) for seed in range(400)]
    assert len({party.name for party in parties}) > 350
    assert any(party.brand and party.brand not in party.name for party in parties)
    assert any(party.name.isupper() for party in parties)
    assert any(party.branch for party in parties)


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_shop_and_firm_has_goods_in_every_language_of_its_country(code: str) -> None:
    country = COUNTRIES[code]
    trades = {country.shop(Random(seed)).trade for seed in range(200)}
    for words in country.words:
        shop = [article for article in country.shop_goods if article.language in ("", words.language)]
        firm = [article for article in country.firm_goods if article.language in ("", words.language)]
        assert trades <= {article.trade for article in shop}
        assert len(shop) >= 25
        assert len(firm) >= 10


@pytest.mark.parametrize("code", COUNTRIES)
def test_words_name_every_unit_and_month_and_have_no_empty_choice(code: str) -> None:
    for words in COUNTRIES[code].words:
        assert {unit for unit, _printed in words.units} == set(UNITS)
        assert len(words.months) == 12
        for name in words.__slots__:
            assert getattr(words, name), name


@pytest.mark.parametrize("code", COUNTRIES)
def test_rates_of_articles_are_rates_of_the_country(code: str) -> None:
    country = COUNTRIES[code]
    rates = {Decimal(article.rate) for article in (*country.shop_goods, *country.firm_goods)}
    assert rates <= {*country.rates, Decimal(0)} or country.has_one_rate


def test_what_is_held_out_has_its_language_or_currency_in_what_is_learnt_from() -> None:
    learnt = [country for code, country in COUNTRIES.items() if code not in HELD_OUT]
    languages = {words.language for country in learnt for words in country.words}
    assert len(HELD_OUT) == 4
    for code in HELD_OUT:
        assert {words.language for words in COUNTRIES[code].words} <= languages


def test_baskets_are_short_and_long() -> None:
    counts = [len(spec.lines) for code in COUNTRIES for spec in specs(code, 8) if spec.kind is DocumentKind.RECEIPT]
    assert min(counts) == 1
    assert max(counts) >= 10
    assert sum(count <= 3 for count in counts) > len(counts) / 4


def test_a_statement_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="bank_statement cannot be drawn"):
        draw_spec(COUNTRIES["DE"], DocumentKind.BANK_STATEMENT, Random(1))
