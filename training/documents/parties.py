"""Invented firms and people: shops with their signs, firms that write invoices, customers; each with address and numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random

from training.documents.identities import filled
from training.documents.names import (
    FIRM_PATTERNS,
    SHOP_PATTERNS,
    Built,
    NameMaker,
    Naming,
    Registry,
    person_of,
    street_of,
    town_of,
)
from training.documents.spec import Party


def shops(naming: Naming, registry: Registry) -> Callable[[Random], Party]:
    """Draws shops; `Party.trade` tells which goods they sell. A few print everything in capitals."""

    def drawn(random: Random) -> Party:
        trade = random.choice(tuple(naming.trades))
        maker = NameMaker(naming, registry, naming.trades[trade], random)
        party = _party(random.choice(SHOP_PATTERNS)(maker), naming, registry, random)
        branch = _branch(naming, random) if random.random() < 0.25 else ""
        shop = replace(party, trade=trade, branch=branch)
        return _in_capitals(shop) if random.random() < registry.capital_share else shop

    return drawn


def firms(naming: Naming, registry: Registry) -> Callable[[Random], Party]:
    """Draws firms that write invoices; most have a legal form, an id and, where the country has them, an IBAN."""

    def drawn(random: Random) -> Party:
        maker = NameMaker(naming, registry, naming.firm_trades, random)
        party = _party(random.choice(FIRM_PATTERNS)(maker), naming, registry, random)
        return replace(party, iban=registry.iban(random))

    return drawn


def customers(naming: Naming, registry: Registry) -> Callable[[Random], Party]:
    """Draws private and business customers."""

    def drawn(random: Random) -> Party:
        if random.random() < 0.3:
            return _addressed(person_of(naming, random), naming, registry, random)
        maker = NameMaker(naming, registry, naming.firm_trades, random)
        _sign, name = random.choice((NameMaker.firm, NameMaker.kin, NameMaker.initials))(maker)
        buyer = _addressed(name, naming, registry, random)
        return _identified(buyer, registry, random) if random.random() < 0.3 else buyer

    return drawn


def _party(built: Built, naming: Naming, registry: Registry, random: Random) -> Party:
    sign, name = built
    return replace(
        _identified(_addressed(name, naming, registry, random), registry, random),
        brand=sign,
        registration=registry.registration(random),
        domain=f"{slug(sign or name)}.example",
    )


def _identified(party: Party, registry: Registry, random: Random) -> Party:
    """With a tax id, where the country's firms print one."""
    tax_id = registry.tax_id(random)
    printed = random.choice(registry.tax_id_forms)(tax_id) if tax_id else ""
    return replace(party, tax_id=tax_id, tax_id_printed=printed)


def _addressed(name: str, naming: Naming, registry: Registry, random: Random) -> Party:
    number = random.choice((str(random.randint(1, 199)), str(random.randint(1, 60)) + random.choice("abA")))
    return Party(
        name=name,
        street=registry.house.format(street=street_of(naming, random), number=number),
        postcode=filled(random.choice(registry.postcodes), random),
        city=random.choice(registry.city_forms).format(town=town_of(naming, random)),
        country=registry.code,
        phone=filled(random.choice(registry.phones), random),
    )


def _branch(naming: Naming, random: Random) -> str:
    return random.choice(naming.branches).format(town=town_of(naming, random), number=random.randint(2, 4999))


def _in_capitals(party: Party) -> Party:
    return replace(party, name=party.name.upper(), brand=party.brand.upper())


def slug(name: str) -> str:
    """The name as it stands in a web address: lower case, without accents and signs."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    return "".join(sign for sign in plain.lower() if sign.isascii() and sign.isalnum())[:24]
