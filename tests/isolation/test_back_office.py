"""Every page of the back office × GET and POST × nobody, a member with a session, staff without a right, a superuser."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from app_settings.routes import ADMIN_RULES, AdminRule, ServedPage, admin_rule_of, served_pages
from finance.models import EcbFixing, RateFeed
from tests.isolation.calls import undone
from tests.isolation.conftest import World
from users.keys.models import ServiceAccount
from users.models import User
from users.tenancy.scope import unscoped
from users.workspaces.roles import Role

PAGES = list(served_pages())
VALUES = {"deed": "trash", "number": "1", "app_label": "finance", "url": "nowhere/at/all"}


@pytest.fixture(scope="module")
def visitors(world: World) -> Iterator[dict[str, dict[str, str]]]:
    """The cookies of each; the staff exist for this file only."""
    with undone():
        people = {
            "member": world.ours.user(Role.OWNER),
            "staff": User.objects.create_user("staff@example.org", "a long enough word", is_staff=True),
            "superuser": User.objects.create_superuser("root@example.org", "a long enough word"),
        }
        Group.objects.create(name="bookkeepers")
        EcbFixing.objects.create(currency="USD", date=datetime.date(2026, 11, 20), rate=Decimal("1.1"))
        RateFeed.objects.get_or_create(name="ecb")
        yield {"nobody": {}} | {name: _cookies(user) for name, user in people.items()}


def _cookies(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {name: morsel.value for name, morsel in client.cookies.items()}


def ask(cookies: dict[str, str], method: str, path: str) -> str:
    """The status; `login` for being sent there."""
    client = Client(raise_request_exception=False)
    for name, value in cookies.items():
        client.cookies[name] = value
    with undone():
        answer = client.generic(method, path)
    is_login = answer.status_code == 302 and "/admin/login/" in answer["Location"]
    return "login" if is_login else str(answer.status_code)


def address(page: ServedPage, world: World) -> str:
    values = VALUES | {"content_type_id": str(ContentType.objects.get_for_model(User).pk)}
    path = re.sub(r"\^\(\?P<app_label>.*\)/\$", "finance/", page.path)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1]) or str(_row_behind(page, world)), path)


def _row_behind(page: ServedPage, world: World) -> Any:
    """The key of some row of the model that the page is about; our document for pages of none."""
    kinds = {(model._meta.app_label, model._meta.model_name): model for model in admin.site._registry}
    model = kinds.get(tuple(page.path.split("/")[2:4]))  # type: ignore[call-overload]
    if model is None or model is ServiceAccount:
        return world.ours.rows["document" if model is None else "service_account"].id
    with unscoped("test"):
        row = model._default_manager.order_by("pk").last()
    return row.pk if row is not None else "0"


def test_every_page_has_one_rule_and_every_rule_a_page() -> None:
    assert [page for page in PAGES if admin_rule_of(page) is None] == []
    assert {rule.pages for rule in ADMIN_RULES} - {admin_rule_of(page).pages for page in PAGES} == set()  # type: ignore[union-attr]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_each_page_of_the_back_office_answers_as_its_rule_says(
    world: World, visitors: dict[str, dict[str, str]], page: ServedPage
) -> None:
    rule = admin_rule_of(page)
    assert rule is not None
    path = address(page, world)
    wrong = {}
    for method in ("GET", "POST"):
        for visitor, cookies in visitors.items():
            status = ask(cookies, method, path)
            if status not in rule.expected(method, visitor):
                wrong[method, visitor] = status
    assert wrong == {}, rule.pages


def test_the_rules_let_nobody_in_but_staff() -> None:
    closed = [rule for rule in ADMIN_RULES if rule.pages not in ("login", "logout", "jsi18n")]
    for rule in closed:
        assert isinstance(rule, AdminRule)
        for visitor in ("nobody", "member"):
            for method in ("GET", "POST"):
                assert rule.expected(method, visitor) == ("login",)
