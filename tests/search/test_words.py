"""Full text: what is found by which words."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection

from finance.selectors import full_text
from finance.selectors.full_text import Term, terms_of, wanted_of
from tests.api.conftest import TRANSACTIONS, Client
from tests.conftest import Cast
from tests.search.conftest import Shop, found
from users.models import Workspace
from users.tenancy.actor import acting


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("kaffee", [Term("kaffee", False, False)]),
        ("kaff* milch", [Term("kaff", True, False), Term("milch", False, False)]),
        ('-zucker "kaffee crema"', [Term("zucker", False, True), Term("kaffee crema", False, False)]),
        ('-"mit zucker" "kaffee cr"*', [Term("mit zucker", False, True), Term("kaffee cr", True, False)]),
        ('"unclosed phrase', [Term("unclosed", False, False), Term("phrase", False, False)]),
        ("--  -", [Term("-", False, True), Term("-", False, False)]),
    ],
)
def test_a_text_is_read_as_terms(text: str, terms: list[Term]) -> None:
    assert list(terms_of(text)) == terms


@pytest.fixture
def coffee(shop: Shop) -> Shop:
    """In a German workspace, newest last."""
    Workspace.objects.update(locale="de-DE")
    shop.expense("Kaffee mit Milch", day=1)
    shop.expense("Zwei Kaffees, kein Zucker", day=2)
    shop.expense("Rechnungen der Bäckerei Müller", day=3)
    shop.expense("Straße & Brücke", day=4)
    shop.expense("Kaffeemaschine no.4711/2026-11", day=5)
    return shop


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("kaffee", [2, 1]),
        ("KAFFEES", [2, 1]),
        ("kaffee milch", [1]),
        ("milch kaffee", [1]),
        ("kaffee*", [5, 2, 1]),
        ("kaff*", [5, 2, 1]),
        ("kaffee* -milch", [5, 2]),
        ("-kaffee*", [4, 3]),
        ("rechnung", [3]),
        ("bäckerei", [3]),
        ("backerei", [3]),
        ("MÜLLER", [3]),
        ("strasse", [4]),
        ("straße bruck*", [4]),
        ("4711", [5]),
        ("4711/2026-11", [5]),
        ("2026-12", []),
        ('"mit milch"', [1]),
        ('"milch mit"', []),
        ('"kaffee mi"*', [1]),
        ("nothing", []),
        ("!!! & | :* ( '", []),
    ],
)
def test_words_are_found_in_any_form(coffee: Shop, alice: Client, text: str, days: list[int]) -> None:
    answer = alice.get(TRANSACTIONS, {"q": text}).json()
    assert [int(row["date"][-2:]) for row in answer["results"]] == days


def test_everything_that_belongs_to_a_transaction_is_looked_through(shop: Shop, alice: Client) -> None:
    shop.expense("described")
    shop.expense("with notes", notes="Ohrensessel")
    shop.expense("from a vendor", vendor=shop.vendor("Käserei"))
    legs = shop.books.legs("1.00")
    shop.expense("with a memo", postings=[legs[0], type(legs[1])(legs[1].amount, "EUR", category=legs[1].category, memo="Gouda")])
    shop.tag("Urlaub", shop.expense("with a tag"))
    link = shop.prove(shop.expense("with a document"), "Beleg", "Nummer", "ZX81")
    for text, description in {
        "described": "described",
        "ohrensessel": "with notes",
        "kaserei": "from a vendor",
        "gouda": "with a memo",
        "urlaub": "with a tag",
        "zx81": "with a document",
        '"beleg nummer"': "with a document",
        link.document.filename: "with a document",
    }.items():
        assert found(alice, q=text) == [description], text


def test_a_document_is_stemmed_by_its_own_language(shop: Shop, alice: Client) -> None:
    """The workspace is English, the document French: its words and those of the list are found in their own forms."""
    words = ("Facture pour les chambres et le petit déjeuner", "dans notre hôtel avec vue")
    link = shop.prove(shop.expense("a hotel"), *words)
    assert link.document.search.get().language == "french"
    assert found(alice, q="chambre") == found(alice, q="dejeuners") == ["a hotel"]


NASTY = [
    "'",
    "\\",
    "a'b\\",
    "((((",
    "<->",
    "a:*b",
    "!!a",
    "&&&",
    "%",
    "%s",
    "\u202e",
    "𝕏",
    "é" * 199,
    "* * *",
    '""',
    '"',
    '-"',
    "a" * 200,
]


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_a_defect(shop: Shop, alice: Client, text: str) -> None:
    shop.expense("anything")
    assert alice.get(TRANSACTIONS, {"q": text}).status_code == 200


def test_a_text_that_is_too_long_or_empty_is_refused(alice: Client) -> None:
    for text in ("a" * 201, ""):
        assert alice.get(TRANSACTIONS, {"q": text}).status_code == 400


def test_nobody_finds_what_others_say(cast: Cast, coffee: Shop, clients: Any) -> None:
    assert found(clients.charlie, q="kaffee") == found(clients.charlie, q="-nothing") == []


def test_words_that_say_they_are_of_another_workspace_show_it_nothing(cast: Cast, coffee: Shop, clients: Any) -> None:
    """The letters before a word tell workspaces apart in the index; what is shown comes out of the workspace's own list."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE finance_transactionsearch SET workspace_id = %s, "
            "body = replace(body::text, finance_search_code(workspace_id), finance_search_code(%s))::tsvector",
            [cast.other_workspace.id, cast.other_workspace.id],
        )
    with acting(cast.charlie):
        assert wanted_of("kaffee") is not None
    assert found(clients.charlie, q="kaffeemaschine") == []


@pytest.mark.parametrize(("near", "rare", "far"), [(1, 0, 1), (1, 0, 3), (2, 100, 2), (1000, 0, 1000)])
def test_each_way_of_finding_finds_the_same(
    monkeypatch: pytest.MonkeyPatch, shop: Shop, alice: Client, near: int, rare: int, far: int
) -> None:
    for name, value in (("NEAR", near), ("RARE", rare), ("FAR", far)):
        monkeypatch.setattr(full_text, name, value)
    for day in range(1, 13):
        shop.expense(f"{'Tea' if day % 3 == 0 else 'Coffee'} {day}", f"{20 - day}.00", day=day)
    assert found(alice, q="tea") == ["Tea 12", "Tea 9", "Tea 6", "Tea 3"]
    assert found(alice, q="tea", sort="-amount") == ["Tea 12", "Tea 9", "Tea 6", "Tea 3"]
    assert found(alice, q="tea", date_to="2026-11-08", page_size=2) == ["Tea 6", "Tea 3"]
    for month in range(1, 10):
        shop.expense(f"Tea of month {month}", date=datetime.date(2024, month, 1))
    assert found(alice, q="tea month", page_size=3) == ["Tea of month 9", "Tea of month 8", "Tea of month 7"]
    assert found(alice, q="tea", sort="date")[:9] == [f"Tea of month {month}" for month in range(1, 10)]
    assert len(found(alice, q="tea", page_size=100)) == 13
    page = alice.get(TRANSACTIONS, {"q": "tea", "page_size": 2}).json()
    second = alice.get(page["next"]).json()
    assert [row["description"] for row in second["results"]] == ["Tea 6", "Tea 3"]
    back = alice.get(second["previous"]).json()
    assert back["results"] == page["results"]
