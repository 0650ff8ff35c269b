"""Who sold it, and to whom: names among addresses, titles, numbers and other columns."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.party_cells import party_cells
from services.parsers.party_fields import party_fields, party_findings, read_parties
from services.parsers.party_words import is_only_labels
from services.parsers.proof import is_proof
from services.providers.base import OwnIdentity
from services.types import FieldName, FieldValue
from tests.parsers.sheets import TODAY, document

F = FieldName
NOBODY = OwnIdentity()
TWO_COLUMNS = """
Invoice 4711
Seller:                      Bill to:
Meadow Hardware Ltd          Green Corp Ltd
14 Mill Lane                 3 High Street
Ludlow SY8 1AA               Leeds LS1 4AP
Date: 12 March 2026
Total                        £ 120.00
"""
WINDOW = """
Lindenhof Werkzeuge GmbH
Lindenhof Werkzeuge GmbH · Markt 3 · 50667 Köln
Brunnen & Söhne KG
Hauptstraße 5
70173 Stuttgart
Rechnung 2026-17
Datum 12.03.2026
Gesamtbetrag 119,00 €
"""


def fields(text: str, own: OwnIdentity = NOBODY, unit: str = "px") -> dict[FieldName, FieldValue]:
    sheet = lay_out(document(text, unit=unit), today=TODAY)
    return {value.name: value for value in party_fields(read_parties(sheet, own), sheet)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tan woon yann\nMEADOW HARDWARE LTD\n14 Mill Lane\nTel 0123 456789", "MEADOW HARDWARE LTD"),
        ("TAX INVOICE\nMEADOW HARDWARE LTD (519537-X)\n14 Mill Lane", "MEADOW HARDWARE LTD"),
        ("HOME MASTER HARDWARE &\nELECTRICAL\nNO.113 JALAN SETIA", "HOME MASTER HARDWARE & ELECTRICAL"),
        ("POPULAR PAPER\nCO. (M) SDN BHD\nJALAN SATU", "POPULAR PAPER CO. (M) SDN BHD"),
        ("Welcome!\nCafé Linde\nBahnhofstraße 3", "Café Linde"),
        ("Meadow Ltd\n14 Mill Lane\nBill to\nGreen Corp Ltd", "Meadow Ltd"),
        ("Lindenkauf Neustadt\nMarkt 3\nwww.lindenkauf.de", "Lindenkauf"),
        ("Lindenkauf Neustadt GmbH\nMarkt 3\nwww.lindenkauf.de", "Lindenkauf Neustadt GmbH"),
        ("#000002 MEADOW (M) Sdn Bhd\nJALAN SATU", "MEADOW (M) Sdn Bhd"),
        (TWO_COLUMNS, "Meadow Hardware Ltd"),
        (WINDOW, "Lindenhof Werkzeuge GmbH"),
    ],
)
def test_the_seller_is_the_name_of_the_sender(text: str, name: str) -> None:
    assert fields(text)[F.VENDOR].value == name


def test_the_workspace_itself_is_not_the_seller() -> None:
    own = OwnIdentity(names=("GREEN CORP LTD",))
    assert fields("Green Corp Ltd\nMeadow Hardware\n14 Mill Lane", own)[F.VENDOR].value == "Meadow Hardware"


@pytest.mark.parametrize(("text", "name"), [(TWO_COLUMNS, "Green Corp Ltd"), (WINDOW, "Brunnen & Söhne KG")])
def test_the_customer_stands_beside_the_sender_or_in_the_window(text: str, name: str) -> None:
    assert fields(text, unit="pt")[F.CUSTOMER].value == name


def test_the_address_is_what_stands_below_the_name() -> None:
    found = fields("MEADOW HARDWARE LTD\n14 Mill Lane\nLudlow SY8 1AA\nTel 0123 456789\nTotal 5.00")
    assert found[F.VENDOR_ADDRESS].value == "14 Mill Lane, Ludlow SY8 1AA"


def test_what_is_told_of_the_parties_is_proven_by_the_page() -> None:
    page = document(TWO_COLUMNS)
    assert all(is_proof(value, page.pages[0]) for value in fields(TWO_COLUMNS).values())


def test_a_page_without_words_has_no_parties() -> None:
    sheet = lay_out(document("12 34\n5.00"), today=TODAY)
    read = read_parties(sheet, NOBODY)
    assert (list(party_fields(read, sheet)), list(party_findings(read))) == ([], [])


def test_a_doubtful_name_is_to_be_confirmed() -> None:
    read = read_parties(lay_out(document("Qx\nto go\nTotal 5.00"), today=TODAY), NOBODY)
    assert [finding.code for finding in party_findings(read)] in ([], ["vendor_doubtful"])
    assert read.vendor.is_doubtful


def test_the_parts_of_seller_and_recipient_lie_beside_each_other() -> None:
    cells = party_cells(lay_out(document(TWO_COLUMNS), today=TODAY).rows).cells
    sides = {cell.text: (cell.seller_rank >= 0, cell.recipient_rank >= 0) for cell in cells}
    assert sides["Meadow Hardware Ltd"] == (True, False)
    assert sides["Green Corp Ltd"] == (False, True)


@pytest.mark.parametrize(
    ("text", "is_only"),
    [
        ("factuuradres afleveradres", True),
        ("bill to: ship to:", True),
        ("verkaufer", True),
        ("from the farm", False),
        ("client house ltd", False),
        ("meadow", False),
        ("  ", False),
    ],
)
def test_heads_of_columns_are_labels_and_no_names(text: str, is_only: bool) -> None:
    assert is_only_labels(text) is is_only
