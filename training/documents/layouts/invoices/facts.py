"""What an invoice tells beside its spec: numbers and dates that are not the invoice's own, people, banks, web addresses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from stdnum import iban as iban_numbers

from training.documents.scene import Scene
from training.documents.spec import Party

_FIRST_NAMES = ("Ada", "Bruno", "Clara", "Edwin", "Ines", "Jonas", "Lea", "Marek", "Nora", "Oskar", "Rosa", "Vito")
_LAST_NAMES = (
    "Quillbeck",
    "Zwirner-Loth",
    "Tarnowell",
    "Merizalde",
    "Vossenkamp",
    "Dubrelle",
    "Pennastri",
    "Krzewik",
    "Lumbao",
    "Ferrow",
)
_BANKS = ("Quarzbank", "Banco Merizal", "Kontora Bank", "Tindle Bank", "Crédit Lumière Rurale", "Bank Krzewny", "Cassa Pennastra")
_PLACES = ("Harbour Gate", "Hof 7", "Nord 2", "B-14", "Pavillon C", "Lot 22", "Alfa", "Delta 3")


@dataclass(frozen=True, slots=True)
class Account:
    """`iban` in groups of four, or the number of an account where the country has no IBANs."""

    bank: str
    iban: str
    bic: str


@dataclass(frozen=True, slots=True)
class Facts:
    customer_number: str
    order_number: str
    order_date: dt.date
    delivery_note: str
    project: str
    reference: str
    contact: str
    director: str
    register: str
    ship_to: Party
    account: Account
    second_account: Account
    mail: str
    web: str
    period: tuple[dt.date, dt.date]
    early_days: int
    early_percent: int
    balance: Decimal  # of the invoice before, paid since


def facts_of(scene: Scene) -> Facts:
    """Invented anew for each seed, the same for the same scene."""
    random, issued = Random(f"{scene.seed} facts"), scene.spec.issued.date()
    seller = scene.spec.seller
    domain = seller.domain or f"{scene.seed % 997}.example"
    start = issued.replace(day=1) - dt.timedelta(days=random.choice((0, 30, 31)))
    return Facts(
        customer_number=_number(random, ("", "K", "C-", "KD", "0")),
        order_number=_number(random, ("", "A", "PO-", "SO", f"{issued.year}-")),
        order_date=issued - dt.timedelta(days=random.randint(3, 45)),
        delivery_note=_number(random, ("", "L", "LS-", "DN", "WZ/")),
        project=f"{random.choice(_PLACES)} {random.randint(10, 99)}",
        reference=f"{random.choice(_LAST_NAMES)[:2].upper()}/{random.choice(_FIRST_NAMES)[:2]}",
        contact=_person(random),
        director=_person(random),
        register=_number(random, ("", "", "B ", "0")),
        ship_to=scene.country.customer(random),
        account=Account(random.choice(_BANKS), grouped(seller.iban) or _digits(random, 10), _bic(random, scene.country.code)),
        second_account=Account(
            random.choice(_BANKS), grouped(_other_iban(seller.iban, random)), _bic(random, scene.country.code)
        ),
        mail=f"{random.choice(('info', 'office', 'contact', 'mail', 'billing'))}@{domain}",
        web=f"{random.choice(('www.', 'www.', 'https://', ''))}{domain}",
        period=(start, start + dt.timedelta(days=27)),
        early_days=random.choice((7, 8, 10, 14)),
        early_percent=random.choice((2, 3)),
        balance=Decimal(random.randint(1000, 99999)) / 100,
    )


def grouped(number: str) -> str:
    """An IBAN in groups of four."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def _number(random: Random, prefixes: tuple[str, ...]) -> str:
    return random.choice(prefixes) + str(random.randint(1, 9)) + _digits(random, random.randint(3, 6))


def _person(random: Random) -> str:
    return f"{random.choice(_FIRST_NAMES)} {random.choice(_LAST_NAMES)}"


def _bic(random: Random, country: str) -> str:
    letters = "".join(random.choices("BCDFGKLMNPQRSTVZ", k=4))
    return f"{letters}{country}{random.choice(('99', '9X', 'ZZ'))}{random.choice(('', 'XXX'))}"


def _other_iban(iban: str, random: Random) -> str:
    """An IBAN of the same country, with right check digits; "" for none."""
    if not iban:
        return ""
    account = iban[4:-6] + _digits(random, 6)
    return iban[:2] + iban_numbers.calc_check_digits(f"{iban[:2]}00{account}") + account
