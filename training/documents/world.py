"""All countries, and the drawing of a document of one of them: what it says, in which language, with which variants."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from services.types import DocumentKind
from training.documents.baskets import drawn_lines, habit_of
from training.documents.countries.at import AUSTRIA
from training.documents.countries.au import AUSTRALIA
from training.documents.countries.base import Country
from training.documents.countries.be import BELGIUM
from training.documents.countries.br import BRAZIL
from training.documents.countries.ca import CANADA
from training.documents.countries.ch import SWITZERLAND
from training.documents.countries.cz import CZECHIA
from training.documents.countries.de import GERMANY
from training.documents.countries.es import SPAIN
from training.documents.countries.fr import FRANCE
from training.documents.countries.gb import BRITAIN
from training.documents.countries.ie import IRELAND
from training.documents.countries.in_ import INDIA
from training.documents.countries.it import ITALY
from training.documents.countries.mx import MEXICO
from training.documents.countries.my import MALAYSIA
from training.documents.countries.nl import NETHERLANDS
from training.documents.countries.pl import POLAND
from training.documents.countries.pt import PORTUGAL
from training.documents.countries.se import SWEDEN
from training.documents.countries.sg import SINGAPORE
from training.documents.countries.us import UNITED_STATES
from training.documents.numbering import invoice_number, receipt_number
from training.documents.scene import Scene
from training.documents.spec import CENT, DocumentSpec, Language, Payment, PaymentMethod, SpecLine, to_cents
from training.documents.trades.base import FIRM
from training.documents.wordings.base import Words

_ALL = (
    AUSTRIA,
    AUSTRALIA,
    BELGIUM,
    BRAZIL,
    CANADA,
    SWITZERLAND,
    CZECHIA,
    GERMANY,
    SPAIN,
    FRANCE,
    BRITAIN,
    IRELAND,
    INDIA,
    ITALY,
    MEXICO,
    MALAYSIA,
    NETHERLANDS,
    POLAND,
    PORTUGAL,
    SWEDEN,
    SINGAPORE,
    UNITED_STATES,
)
COUNTRIES: Mapping[str, Country] = {country.code: country for country in _ALL}
HELD_OUT: frozenset[str] = frozenset({"AU", "BE", "IN", "PT"})
"""Countries that training never sees: what is measured on them tells how a reader fares abroad."""

KINDS = (DocumentKind.RECEIPT, DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE)

_FIRST_DAY, _DAYS = (
    dt.datetime.combine(dt.date(2015, 1, 1), dt.time()),
    4340,
)  # till November 2026; without a zone, as tills print it
_TABLE_TRADES = frozenset({"restaurant", "cafe"})  # where somebody serves


def draw_scene(country: Country, kind: DocumentKind, seed: int) -> Scene:
    """A document of that country. The same arguments give the same scene; ValueError for a kind that is not drawn."""
    random = Random(f"scene {country.code} {kind.value} {seed}")
    spec = draw_spec(country, kind, random)
    return Scene(spec, country, _words_in(country, spec.language), random.randrange(2**31))


def _words_in(country: Country, language: Language) -> Words:
    return next(words for words in country.words if words.language == language.value)


def draw_spec(country: Country, kind: DocumentKind, random: Random) -> DocumentSpec:
    """What a receipt, an invoice or a credit note says; its sums agree by the rules of `DocumentSpec`."""
    if kind is DocumentKind.RECEIPT:
        return _receipt(country, random)
    if kind in KINDS:
        return _invoice(country, kind, random)
    raise ValueError(f"A {kind.value} cannot be drawn; these can: {', '.join(kind.value for kind in KINDS)}.")


def _moment(random: Random) -> dt.datetime:
    return _FIRST_DAY + dt.timedelta(days=random.randrange(_DAYS), seconds=random.randint(7 * 3600, 22 * 3600))


def _receipt(country: Country, random: Random) -> DocumentSpec:
    language, seller, issued = random.choice(country.words).language, country.shop(random), _moment(random)
    habit = habit_of(country, random, is_receipt=True)
    is_served = seller.trade in _TABLE_TRADES
    spec = DocumentSpec(
        kind=DocumentKind.RECEIPT,
        language=Language(language),
        seller=replace(seller, tax_id="", tax_id_printed="") if habit.one_rate == 0 else seller,
        number=receipt_number(issued, random),
        issued=issued,
        lines=drawn_lines(country, language, seller.trade, random, habit),
        currency=country.currency,
        payment=Payment(PaymentMethod.CARD),
        prices_include_tax=not country.taxes_on_top,
        country=country.code,
    )
    if is_served and country.has_service_charge and random.random() < 0.5:
        spec = replace(spec, service_charge=to_cents(spec.net * random.choice((Decimal("0.1"), Decimal("0.125")))))
    if is_served and country.has_tips and random.random() < 0.3:
        spec = replace(spec, tip=_tip(spec.total, random))
    return _paid(spec, country, random)


def _tip(total: Decimal, random: Random) -> Decimal:
    """Some per cent of the bill, or what fills it up to a round sum."""
    if random.random() < 0.5:
        return to_cents(total * random.choice((Decimal("0.1"), Decimal("0.15"), Decimal("0.18"), Decimal("0.2"))))
    return to_cents(total // 5 * 5 + 5 - total)


def _paid(spec: DocumentSpec, country: Country, random: Random) -> DocumentSpec:
    """Paid in cash, rounded to the smallest coin, with change; or by card."""
    if spec.tip or random.random() < 0.5:
        digits = f"{random.randrange(10000):04}" if random.random() < 0.8 else ""
        return replace(spec, payment=Payment(PaymentMethod.CARD, card_last4=digits))
    if country.cash_step is not None:
        spec = replace(spec, rounding=_rounding(spec.total, country.cash_step))
    return replace(spec, payment=Payment(PaymentMethod.CASH, tendered=_tendered(spec.amount_due, random)))


def _rounding(total: Decimal, step: Decimal) -> Decimal:
    return to_cents((total / step).quantize(Decimal(1), ROUND_HALF_UP) * step) - total


def _tendered(due: Decimal, random: Random) -> Decimal:
    """The very sum, or the next multiple of a note."""
    if random.random() < 0.25:
        return due
    note = random.choice((1, 2, 5, 10)) * Decimal(10) ** due.adjusted()
    return to_cents(math.ceil(due / note) * note)


def _invoice(country: Country, kind: DocumentKind, random: Random) -> DocumentSpec:
    language, seller, issued = random.choice(country.words).language, country.firm(random), _moment(random)
    habit = habit_of(country, random, is_receipt=False)
    is_invoice = kind is DocumentKind.INVOICE
    spec = DocumentSpec(
        kind=kind,
        language=Language(language),
        seller=replace(seller, tax_id="", tax_id_printed="") if habit.one_rate == 0 else seller,
        buyer=country.customer(random),
        number=invoice_number(issued, seller.name, random),
        issued=issued,
        service_date=issued.date() - dt.timedelta(days=random.randint(0, 40)) if random.random() < 0.5 else None,
        due_date=issued.date() + dt.timedelta(days=random.choice((7, 10, 14, 14, 21, 30, 30, 45, 60)))
        if is_invoice and random.random() < 0.75
        else None,
        lines=drawn_lines(country, language, FIRM, random, habit),
        currency=country.currency,
        payment=_settlement(random),
        prices_include_tax=not country.taxes_on_top and random.random() < 0.12,
        country=country.code,
        credited_number="" if is_invoice else invoice_number(issued, seller.name, random),
    )
    if not is_invoice:
        return replace(spec, lines=tuple(map(_given_back, spec.lines))) if random.random() < 0.4 else spec
    return replace(spec, prepaid=_prepaid(spec.total, random)) if random.random() < 0.12 else spec


def _given_back(line: SpecLine) -> SpecLine:
    """The line as credit notes of some firms print it: with a negative quantity and amount."""
    return replace(line, quantity=-line.quantity, discount=-line.discount)


def _settlement(random: Random) -> Payment:
    if random.random() < 0.85:
        return Payment(PaymentMethod.TRANSFER)
    return Payment(PaymentMethod.CARD, card_last4=f"{random.randrange(10000):04}")


def _prepaid(total: Decimal, random: Random) -> Decimal:
    share = Decimal(random.choice((10, 20, 25, 30, 50))) / 100
    return max(to_cents(total * share), CENT)
