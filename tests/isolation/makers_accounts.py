"""Calls of the routes beside accounts, categories and vendors: merging, labels, balances, reconciliations."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from finance.models import AccountKind, CategoryKind, Reconciliation, VendorAlias
from finance.services.accounts import account_archive, account_create
from finance.services.categories import category_archive, category_create
from finance.services.labels import project_archive, project_create, tag_create
from finance.services.reconciliations import reconciliation_close, reconciliation_delete, reconciliation_start
from finance.services.vendors import vendor_archive, vendor_create
from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home
from tests.isolation.makers import DAY, FINANCE
from tests.isolation.things import DAY as THAT_DAY


@maker(*(f"GET {FINANCE}{plural}/" for plural in ("projects", "tags", "reconciliations")))
def plain(_home: Home) -> Call:
    return Call()


@maker(f"GET {FINANCE}balances/")
def balances(_home: Home) -> Call:
    return Call(query=f"?on={DAY}")


@maker(f"GET {FINANCE}accounts/<pk>/balance/")
def balance(home: Home) -> Call:
    return Call({"pk": home.rows["account"].id}, query=f"?on={DAY}")


# Out of the lists and back, and merging


def account_at_hand(home: Home) -> Any:
    return account_create(actor=home.owner, name=home.text("at hand"), kind=AccountKind.BANK, currency="EUR")


def category_at_hand(home: Home) -> Any:
    return category_create(actor=home.owner, name=home.text("at hand"), kind=CategoryKind.EXPENSE)


def vendor_at_hand(home: Home) -> Any:
    return vendor_create(actor=home.owner, name=home.text("at hand"))


def project_at_hand(home: Home) -> Any:
    return project_create(actor=home.owner, name=home.text("at hand"))


AT_HAND: dict[str, tuple[str, Callable[[Home], Any], Callable[..., Any]]] = {
    "accounts": ("account", account_at_hand, account_archive),
    "categories": ("category", category_at_hand, category_archive),
    "vendors": ("vendor", vendor_at_hand, vendor_archive),
    "projects": ("project", project_at_hand, project_archive),
}


def _register(plural: str) -> None:
    row, make, archive = AT_HAND[plural]

    @maker(f"POST {FINANCE}{plural}/<pk>/unarchive/")
    def archived(home: Home) -> Call:
        found = make(home)
        archive(actor=home.owner, now=timezone.now(), **{row: found})
        return Call({"pk": found.id})

    if plural == "projects":
        return

    @maker(f"POST {FINANCE}{plural}/<pk>/merge/")
    def merging(home: Home) -> Call:
        return Call({"pk": make(home).id}, {"into": str(home.rows[row].id)})


for _plural in AT_HAND:
    _register(_plural)


@maker(f"POST {FINANCE}categories/ready-set/")
def ready_set(_home: Home) -> Call:
    return Call(body={"language": "de", "shape": "practice"})


# Other names, projects, tags


@maker(f"GET {FINANCE}vendors/<vendor_pk>/aliases/")
def aliases(home: Home) -> Call:
    return Call({"vendor_pk": home.rows["vendor"].id})


@maker(f"POST {FINANCE}vendors/<vendor_pk>/aliases/")
def alias_new(home: Home) -> Call:
    return Call({"vendor_pk": home.rows["vendor"].id}, {"name": "New"})


def path_of_alias(home: Home) -> dict[str, Any]:
    vendor = home.rows["vendor"]
    return {"vendor_pk": vendor.id, "pk": VendorAlias.objects.get(vendor=vendor).id}


@maker(f"PATCH {FINANCE}vendors/<vendor_pk>/aliases/<pk>/")
def alias_change(home: Home) -> Call:
    return Call(path_of_alias(home), {"name": "Another"})


@maker(f"DELETE {FINANCE}vendors/<vendor_pk>/aliases/<pk>/")
def alias_removal(home: Home) -> Call:
    return Call(path_of_alias(home))


@maker(*(f"POST {FINANCE}{plural}/" for plural in ("projects", "tags")))
def label_new(_home: Home) -> Call:
    return Call(body={"name": "New"})


@maker(*(f"GET {FINANCE}projects/<pk>/{below}" for below in ("", "history/")), f"POST {FINANCE}projects/<pk>/archive/")
def project(home: Home) -> Call:
    return Call({"pk": home.rows["project"].id})


@maker(f"PATCH {FINANCE}projects/<pk>/")
def project_change(home: Home) -> Call:
    return Call({"pk": home.rows["project"].id}, {"name": "Another"})


@maker(*(f"GET {FINANCE}tags/<pk>/{below}" for below in ("", "history/")))
def tag(home: Home) -> Call:
    return Call({"pk": home.rows["tag"].id})


@maker(f"PATCH {FINANCE}tags/<pk>/")
def tag_change(home: Home) -> Call:
    return Call({"pk": home.rows["tag"].id}, {"name": "Another"})


@maker(f"DELETE {FINANCE}tags/<pk>/")
def tag_at_hand(home: Home) -> Call:
    return Call({"pk": tag_create(actor=home.owner, name=home.text("at hand")).id})


# Reconciliations


@maker(f"POST {FINANCE}reconciliations/")
def reconciliation_new(home: Home) -> Call:
    return Call(body={"account": str(account_at_hand(home).id), "date": DAY, "stated_balance": "0"})


@maker(*(f"GET {FINANCE}reconciliations/<pk>/{below}" for below in ("", "history/", "transactions/")))
def reconciliation(home: Home) -> Call:
    return Call({"pk": home.rows["reconciliation"].id})


@maker(f"PATCH {FINANCE}reconciliations/<pk>/")
def reconciliation_change(home: Home) -> Call:
    return Call({"pk": home.rows["reconciliation"].id}, {"stated_balance": "1"})


def begun(home: Home) -> Reconciliation:
    return reconciliation_start(actor=home.owner, account=account_at_hand(home), date=THAT_DAY, stated_balance=Decimal(0))


@maker(f"DELETE {FINANCE}reconciliations/<pk>/")
def reconciliation_open(home: Home) -> Call:
    return Call({"pk": begun(home).id})


@maker(f"POST {FINANCE}reconciliations/<pk>/close/")
def reconciliation_to_close(home: Home) -> Call:
    """Of the account with the home's transaction, which is all that the statement shows."""
    reconciliation_delete(actor=home.owner, reconciliation=home.rows["reconciliation"])
    said = {"account": home.rows["account"], "date": THAT_DAY, "stated_balance": Decimal("-12.50")}
    return Call({"pk": reconciliation_start(actor=home.owner, **said).id}, {})


@maker(f"POST {FINANCE}reconciliations/<pk>/reopen/")
def reconciliation_closed(home: Home) -> Call:
    found = reconciliation_close(actor=home.owner, reconciliation=begun(home), now=timezone.now())
    return Call({"pk": found.id})
