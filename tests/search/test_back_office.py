"""Searching in the back office."""

from __future__ import annotations

from django.urls import reverse

from tests.admin.conftest import Office
from tests.conftest import Cast
from tests.search.conftest import Shop
from users.tenancy.actor import acting

LIST = "admin:finance_transaction_changelist"


def test_an_operator_finds_the_words_of_one_workspace(office: Office, cast: Cast, shop: Shop) -> None:
    with acting(cast.alice):
        shop.expense("Coffee beans", notes="Ethiopian")
    for query, is_found in (
        (f"workspace__id__exact={cast.workspace.id}&q=ethiopian", True),
        (f"workspace__id__exact={cast.other_workspace.id}&q=ethiopian", False),
        (f"workspace__id__exact={cast.workspace.id}&q=tea", False),
        ("q=beans", True),
    ):
        answer = office.client.get(f"{reverse(LIST)}?{query}")
        assert answer.status_code == 200, query
        assert ("Coffee beans" in answer.content.decode()) is is_found, query
