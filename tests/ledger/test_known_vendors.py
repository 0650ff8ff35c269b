"""The vendors that extraction is told of, and the name under which a known one is booked."""

from __future__ import annotations

from dataclasses import replace

from finance.selectors.known_vendors import known_vendors
from finance.services.vendor_aliases import alias_add
from finance.services.vendors import vendor_archive, vendor_create
from services.providers.base import KnownVendor
from tests.ledger.conftest import NOW, Books
from tests.pipeline.test_deciding import F, plan, record


def test_vendors_in_use_are_told_with_their_names_and_numbers_in_one_query(books: Books, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    shop = vendor_create(actor=books.actor, name="Meadow Hardware", tax_id="GB123456782")
    alias_add(actor=books.actor, vendor=shop, name="Meadow Ironmongers")
    vendor_archive(actor=books.actor, vendor=vendor_create(actor=books.actor, name="Closed Ltd"), now=NOW)
    with django_assert_num_queries(1):
        found = known_vendors()
    assert found == (KnownVendor("Meadow Hardware", ("Meadow Ironmongers",), ("GB123456782",)),)


def test_a_known_vendor_is_booked_under_its_own_name_unless_a_person_names_another() -> None:
    known = replace(record(), known_vendor="Meadow Hardware")
    assert plan(known).vendor_name == "Meadow Hardware"
    assert plan(known, fixed={F.VENDOR: "Green Corp"}).vendor_name == "Green Corp"
