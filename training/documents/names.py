"""Names of invented firms out of word parts, by many patterns, because real ones differ so.

With or without legal form, a person's, initials, a town, a number, a sign that says something else than the register does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from training.documents.identities import Drawer, no_number


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
    city_forms: tuple[str, ...] = ("{town}",)
    capital_share: float = 0.35  # of the shops that print their names in capitals


Built = tuple[str, str]  # what the sign says ("" when the same), the legal name


def word(naming: Naming, random: Random) -> str:
    return random.choice(naming.heads) + random.choice(naming.tails)


def town_of(naming: Naming, random: Random) -> str:
    return random.choice(naming.town_heads) + random.choice(naming.town_tails)


def street_of(naming: Naming, random: Random) -> str:
    head, tail = random.choice(naming.street_heads), random.choice(naming.street_tails)
    return tail.format(head) if "{}" in tail else head + tail


def person_of(naming: Naming, random: Random) -> str:
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
        return "", self._with_trade(person_of(self.naming, self.random))

    def owned_by_person(self) -> Built:
        mark = self.random.choice(self.registry.owner_marks)
        return self._sign(), mark + person_of(self.naming, self.random)

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
        return "", self._with_trade(town_of(self.naming, self.random))

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


SHOP_PATTERNS: tuple[Callable[[NameMaker], Built], ...] = (
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
FIRM_PATTERNS: tuple[Callable[[NameMaker], Built], ...] = (
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
