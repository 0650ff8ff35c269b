"""The ready sets: in the language of the workspace, and added later without doubling anything."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from finance.models import Account, Category, SystemCategory
from finance.services.categories import category_archive, category_update
from finance.services.category_sets import LANGUAGES, Shape, words_of
from finance.services.ledger import ledger_open
from finance.services.ready_categories import categories_add
from tests.conftest import Cast
from tests.ledger.conftest import NOW, Books
from users.models import Workspace
from users.tenancy.actor import acting


@pytest.mark.parametrize(
    ("locale", "clearing", "unknown", "group"),
    [
        ("de-AT", "Verrechnung", "Ungeklärt", "Essen und Trinken"),
        ("de", "Verrechnung", "Ungeklärt", "Wohnen"),
        ("en-GB", "Clearing", "Unknown", "Home"),
        ("fr", "Clearing", "Unknown", "Home"),
    ],
)
def test_a_ledger_opens_in_the_language_of_its_workspace(
    cast: Cast, locale: str, clearing: str, unknown: str, group: str
) -> None:
    Workspace.objects.filter(id=cast.workspace.id).update(locale=locale)
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        assert Account.objects.get(kind="clearing").name == clearing
        assert Category.objects.get(system_code="unknown").name == unknown
        assert Category.objects.filter(name=group, parent=None, kind="expense").exists()


def test_what_is_missing_is_added_once(books: Books) -> None:
    category_archive(actor=books.actor, category=books.fuel, now=NOW)
    category_update(actor=books.actor, category=books.groceries, name="FOOD")
    again = categories_add(actor=books.actor, language="en")
    assert [category.name for category in again] == ["Groceries"]
    german = categories_add(actor=books.actor, language="de", shape=Shape.PRACTICE)
    assert {"Kfz-Kosten", "Verpflegungsmehraufwand", "Privateinlagen"} <= {category.name for category in german}
    assert categories_add(actor=books.actor, language="de", shape=Shape.PRACTICE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_shape_and_every_system_category(language: str) -> None:
    words = words_of(language)
    assert set(words.system) == set(SystemCategory)
    assert set(words.sets) == set(Shape)
    for ready in words.sets.values():
        for _kind, groups in ready.by_kind():
            names = [name for group in groups.values() for name in group]
            assert all(len(name) <= 200 and name == name.strip() for name in (*groups, *names))
            assert all(len(set(group)) == len(group) for group in groups.values())


def test_the_two_languages_have_the_same_shape() -> None:
    for shape in Shape:
        english, german = (
            [[len(names) for names in groups.values()] for _kind, groups in words.sets[shape].by_kind()]
            for words in LANGUAGES.values()
        )
        assert english == german


def test_the_command_adds_a_set(books: Books) -> None:
    out = StringIO()
    call_command("add_categories", str(books.actor.workspace_id), "--language", "de", "--shape", "company", stdout=out)
    assert json.loads(out.getvalue())["added"] > 30
    assert Category.objects.filter(name="Materialaufwand").exists()
