"""Invented firms and people out of word parts: shops with their signs, firms that write invoices, customers.

A name is built by one of many patterns, because real ones differ so: with or without legal form, a person's, initials, a town,
a number, a sign that says something else than the register does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from training.documents.identities import Drawer, filled, no_number
from training.documents.spec import Party


@dataclass(frozen=True, slots=True)
class Naming:
    """The word parts of one language. `signs` are patterns of {adjective} and {noun}; `trades` maps a trade to its words.

    `pattern` joins {name} and {trade} in the usual order of the language; `branches` may hold {town} and {number}.
    """

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    trades: Mapping[str, tuple[str, ...]]
    firm_trades: tuple[str, ...]
    pattern: str
    kin: tuple[str, ...]
    signs: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    branches: tuple[str, ...]
    street_heads: tuple[str, ...]
    street_tails: tuple[str, ...]  # "gasse", " Lane"; written behind a head, or with {} where the head goes
    town_heads: tuple[str, ...]
    town_tails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registry:
    """How a country writes addresses and numbers. Post codes and telephones are templates of `identities`."""

    code: str
    legal_forms: tuple[str, ...]
    house: str  # "{street} {number}"
    postcodes: tuple[str, ...]
    phones: tuple[str, ...]
    tax_id: Drawer
    tax_id_forms: tuple[Callable[[str], str], ...] = (str,)
    iban: Drawer = no_number
    registration: Drawer = no_number
    owner_marks: tuple[str, ...] = ("",)  # "Inh. ", before the name of a person who owns a shop
    city_forms: tuple[str, ...] = field(default=("{town}",))


Built = tuple[str, str]  # what the sign says ("" when the same), the legal name


def word(naming: Naming, random: Random) -> str:
    return random.choice(naming.heads) + random.choice(naming.tails)


def _town(naming: Naming, random: Random) -> str:
    return random.choice(naming.town_heads) + random.choice(naming.town_tails)


def _street(naming: Naming, random: Random) -> str:
    head, tail = random.choice(naming.street_heads), random.choice(naming.street_tails)
    return tail.format(head) if "{}" in tail else head + tail


def _person(naming: Naming, random: Random) -> str:
    return f"{random.choice(naming.given)} {random.choice(naming.surnames)}"


@dataclass(frozen=True, slots=True)
class NameMaker:
    """Builds names of one trade; every public method is a pattern that gives a sign and a legal name."""

    naming: Naming
    registry: Registry
    trade_words: tuple[str, ...]
    random: Random

    def _with_trade(self, name: str) -> str:
        return self.naming.pattern.format(name=name, trade=self.random.choice(self.trade_words))

    def _legal(self, name: str) -> str:
        return f"{name} {self.random.choice(self.registry.legal_forms)}"

    def _word(self) -> str:
        return word(self.naming, self.random)

    def plain(self) -> Built:
        return "", self._with_trade(self._word())

    def firm(self) -> Built:
        return "", self._legal(self._with_trade(self._word()))

    def short_sign(self) -> Built:
        name = self._word()
        return name, self._legal(self._with_trade(name))

    def sign_with_trade(self) -> Built:
        name = self._with_trade(self._word())
        return name, self._legal(name)

    def other_owner(self) -> Built:
        return self._with_trade(self._word()), self._legal(self._word())

    def surname(self) -> Built:
        return "", self._with_trade(self.random.choice(self.naming.surnames))

    def person(self) -> Built:
        return "", self._with_trade(_person(self.naming, self.random))

    def owned_by_person(self) -> Built:
        mark = self.random.choice(self.registry.owner_marks)
        return self._sign(), mark + _person(self.naming, self.random)

    def kin(self) -> Built:
        name = f"{self.random.choice(self.naming.surnames)} {self.random.choice(self.naming.kin)}"
        return "", self.random.choice((name, self._with_trade(name), self._legal(name)))

    def initials(self) -> Built:
        one, other = (random_letter(self.random) for _ in range(2))
        short = self.random.choice(
            (f"{one}&{other}", f"{one}.{other}.", f"{one}{other}{random_letter(self.random)}", f"{one} & {other}")
        )
        name = self._with_trade(short)
        return "", self.random.choice((name, self._legal(name)))

    def sign(self) -> Built:
        return "", self._sign()

    def sign_of_firm(self) -> Built:
        return self._sign(), self._legal(self._word())

    def town(self) -> Built:
        return "", self._with_trade(_town(self.naming, self.random))

    def number(self) -> Built:
        number = self.random.choice((7, 9, 11, 24, 27, 33, 45, 66, 88, 101, 360))
        name = f"{self._word()} {number}"
        return self.random.choice((("", self._with_trade(name)), (name, self._legal(self._word()))))

    def two_words(self) -> Built:
        return "", f"{self._word()} {self._word()}"

    def _sign(self) -> str:
        pattern = self.random.choice(self.naming.signs)
        return pattern.format(
            adjective=self.random.choice(self.naming.adjectives),
            noun=self.random.choice(self.naming.nouns),
            name=self.random.choice(self.naming.surnames),
        )


_SHOP_PATTERNS: tuple[Callable[[NameMaker], Built], ...] = (
    NameMaker.plain,
    NameMaker.plain,
    NameMaker.firm,
    NameMaker.firm,
    NameMaker.short_sign,
    NameMaker.short_sign,
    NameMaker.sign_with_trade,
    NameMaker.other_owner,
    NameMaker.surname,
    NameMaker.person,
    NameMaker.owned_by_person,
    NameMaker.kin,
    NameMaker.initials,
    NameMaker.sign,
    NameMaker.sign_of_firm,
    NameMaker.town,
    NameMaker.number,
    NameMaker.two_words,
)
_FIRM_PATTERNS: tuple[Callable[[NameMaker], Built], ...] = (
    NameMaker.firm,
    NameMaker.firm,
    NameMaker.firm,
    NameMaker.short_sign,
    NameMaker.sign_with_trade,
    NameMaker.kin,
    NameMaker.initials,
    NameMaker.person,
    NameMaker.surname,
    NameMaker.plain,
)


def random_letter(random: Random) -> str:
    return random.choice("ABCDEFGHJKLMNPRSTVWZ")


def shops(naming: Naming, registry: Registry) -> Callable[[Random], Party]:
    """Draws shops; `Party.trade` tells which goods they sell. A few print everything in capitals."""

    def drawn(random: Random) -> Party:
        trade = random.choice(tuple(naming.trades))
        maker = NameMaker(naming, registry, naming.trades[trade], random)
        party = _party(random.choice(_SHOP_PATTERNS)(maker), naming, registry, random)
        branch = _branch(naming, random) if random.random() < 0.25 else ""
        shop = replace(party, trade=trade, branch=branch)
        return _in_capitals(shop) if random.random() < 0.35 else shop

    return drawn


def firms(naming: Naming, registry: Registry) -> Callable[[Random], Party]:
    """Draws firms that write invoices; most have a legal form, an id and, where the country has them, an IBAN."""

    def drawn(random: Random) -> Party:
        maker = NameMaker(naming, registry, naming.firm_trades, random)
        party = _party(random.choice(_FIRM_PATTERNS)(maker), naming, registry, random)
        return replace(party, iban=registry.iban(random))

    return drawn


def customers(naming: Naming, registry: Registry) -> Callable[[Random], Party]:
    """Draws private and business customers."""

    def drawn(random: Random) -> Party:
        if random.random() < 0.3:
            return _addressed(_person(naming, random), naming, registry, random)
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
        street=registry.house.format(street=_street(naming, random), number=number),
        postcode=filled(random.choice(registry.postcodes), random),
        city=random.choice(registry.city_forms).format(town=_town(naming, random)),
        country=registry.code,
        phone=filled(random.choice(registry.phones), random),
    )


def _branch(naming: Naming, random: Random) -> str:
    return random.choice(naming.branches).format(town=_town(naming, random), number=random.randint(2, 4999))


def _in_capitals(party: Party) -> Party:
    return replace(party, name=party.name.upper(), brand=party.brand.upper())


def slug(name: str) -> str:
    """The name as it stands in a web address: lower case, without accents and signs."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    return "".join(sign for sign in plain.lower() if sign.isascii() and sign.isalnum())[:24]
