"""Invented firms and people: names from word parts, places that do not exist, numbers that nobody can own.

Post codes lie in ranges that were never given out, telephone numbers in those kept for films, bank codes are not assigned;
check digits of IBANs and VAT ids are right, so that validators accept them.
"""

from __future__ import annotations

from random import Random

from stdnum import iban
from stdnum.gb import vat as gb_vat
from stdnum.ie import vat as ie_vat
from stdnum.iso7064 import mod_11_10

from training.documents.spec import Party

_ENGLISH_HEADS = ("Brindle", "Quiller", "Marrow", "Thistle", "Wobber", "Pennow", "Larkle", "Cobbet")
_ENGLISH_TAILS = ("wickley", "dunnet", "mossley", "ferrow", "gillock", "stowby", "hampnel", "tarrick")
_GERMAN_HEADS = ("Zwirbel", "Quarz", "Moosen", "Trudel", "Kringel", "Wunzen", "Flocken", "Pfuhl")
_GERMAN_TAILS = ("quell", "hupfer", "brammer", "lauber", "strunk", "wispel", "zirner", "mucker")
_ENGLISH_TOWNS = ("Ballyquern", "Kilmoddan", "Drumsallow", "Carrigwhin")
_BRITISH_TOWNS = ("Upper Tindlebury", "Marrowcombe", "Lower Quenby", "Withermouth-on-Sedge")
_GERMAN_TOWNS = ("Oberquirlau", "Wunzenfelde", "Bad Moosenstein", "Kringelhagen")
_ENGLISH_STREETS = ("Lanternpost Row", "Old Thimble Street", "Pepperwell Lane", "Hobnail Quay")
_GERMAN_STREETS = ("Kieselsteig", "An der alten Zwirnmühle", "Fuchsbauweg", "Hinterm Stellwerk")
_SHOPS_EN = ("Provisions", "Hardware & Home", "Household Stores", "Garden Supply")
_SHOPS_DE = ("Feinkost", "Hofmarkt", "Frischemarkt", "Naturkost")
_TRADES_EN = ("Print Works Ltd", "Joinery Ltd", "Signmakers Ltd", "Office Supply Ltd")
_TRADES_DE = ("Bürotechnik GmbH", "Messebau GmbH", "Gartenbau GmbH", "Drucksachen GmbH")


def _digits(random: Random, count: int) -> str:
    return "".join(random.choices("0123456789", k=count))


def _street_en(random: Random) -> str:
    return f"{random.randint(2, 89)} {random.choice(_ENGLISH_STREETS)}"


def _street_de(random: Random) -> str:
    return f"{random.choice(_GERMAN_STREETS)} {random.randint(2, 89)}"


def _name_en(random: Random) -> str:
    return random.choice(_ENGLISH_HEADS) + random.choice(_ENGLISH_TAILS)


def _name_de(random: Random) -> str:
    return random.choice(_GERMAN_HEADS) + random.choice(_GERMAN_TAILS)


def _iban(country: str, account: str) -> str:
    return country + str(iban.calc_check_digits(f"{country}00{account}")) + account


def _german_vat_id(random: Random) -> str:
    number = "99" + _digits(random, 6)  # numbers from 99 on have not been given out
    return f"DE{number}{mod_11_10.calc_check_digit(number)}"


def _irish_vat_id(random: Random) -> str:
    number = "99" + _digits(random, 5)
    return f"IE{number}{ie_vat.calc_check_digit(number)}"


def _british_vat_id(random: Random) -> str:
    number = "99" + _digits(random, 5)
    valid = (f"{number}{check:02}" for check in range(97) if gb_vat.is_valid(f"{number}{check:02}"))
    return f"GB{next(valid)}"


def irish_shop(random: Random) -> Party:
    return Party(
        name=f"{_name_en(random)} {random.choice(_SHOPS_EN)}",
        street=_street_en(random),
        postcode=f"Q{random.randint(10, 99)} X{random.randint(100, 999)}",  # no routing key begins with Q
        city=random.choice(_ENGLISH_TOWNS),
        country="IE",
        phone=f"020 91{random.randint(0, 9)} {_digits(random, 4)}",
        tax_id=_irish_vat_id(random),
    )


def german_shop(random: Random) -> Party:
    return Party(
        name=f"{_name_de(random)} {random.choice(_SHOPS_DE)}",
        street=_street_de(random),
        postcode=f"43{_digits(random, 3)}",  # 43 is not a German postal region
        city=random.choice(_GERMAN_TOWNS),
        country="DE",
        phone=f"030 23125 {_digits(random, 3)}",
        tax_id=_german_vat_id(random),
    )


def british_firm(random: Random) -> Party:
    return Party(
        name=f"{_name_en(random)} {random.choice(_TRADES_EN)}",
        street=_street_en(random),
        postcode=f"ZZ99 {random.randint(1, 9)}ZZ",  # pseudo post code
        city=random.choice(_BRITISH_TOWNS),
        country="GB",
        phone=f"01632 960{_digits(random, 3)}",
        tax_id=_british_vat_id(random),
        iban=_iban("GB", "TEST000000" + _digits(random, 8)),
    )


def german_firm(random: Random) -> Party:
    return Party(
        name=f"{_name_de(random)} {random.choice(_TRADES_DE)}",
        street=_street_de(random),
        postcode=f"43{_digits(random, 3)}",
        city=random.choice(_GERMAN_TOWNS),
        country="DE",
        phone=f"030 23125 {_digits(random, 3)}",
        tax_id=_german_vat_id(random),
        iban=_iban("DE", "99012345" + _digits(random, 10)),  # German bank codes begin with 1 to 8
    )


def british_customer(random: Random) -> Party:
    town = random.choice(_BRITISH_TOWNS)
    return Party(f"{_name_en(random)} & Daughters", _street_en(random), f"ZZ99 {random.randint(1, 9)}ZZ", town, "GB")


def german_customer(random: Random) -> Party:
    town = random.choice(_GERMAN_TOWNS)
    return Party(f"{_name_de(random)} Beratung e.K.", _street_de(random), f"43{_digits(random, 3)}", town, "DE")
