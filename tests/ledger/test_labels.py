"""Projects, tags and other names of vendors."""

from __future__ import annotations

import pytest

from finance.errors import MergeError, NameTakenError, PeriodLockedError
from finance.models import Tag, Transaction, TransactionTag
from finance.selectors.labels import project_list
from finance.selectors.vendors import vendor_find, vendor_list
from finance.services.labels import (
    project_archive,
    project_create,
    project_unarchive,
    project_update,
    tag_create,
    tag_delete,
    tag_update,
)
from finance.services.periods import period_lock
from finance.services.vendor_aliases import alias_add, alias_remove, alias_rename
from finance.services.vendors import vendor_archive, vendor_create, vendor_match_key, vendor_merge, vendor_unarchive
from tests.ledger.conftest import DAY, NOW, Books
from users.audit.models import AuditEvent
from users.tenancy.errors import StaleVersionError
from utils.errors import DomainError, NotFoundError


def test_a_tag_is_taken_from_its_transactions_and_the_history_keeps_it(books: Books) -> None:
    tag = tag_create(actor=books.actor, name="tea")
    booked = books.expense(tags=[tag])
    tag_delete(actor=books.actor, tag=tag)
    assert not Tag.objects.exists()
    assert Transaction.objects.get().version == booked.version + 1
    events = TransactionTag.pgh_event_model.objects.filter(transaction=booked).order_by("pgh_id")  # type: ignore[attr-defined]
    assert list(events.values_list("pgh_label", "tag_id")) == [("insert", tag.id), ("delete", tag.id)]
    assert AuditEvent.objects.get(action="tag_deleted").data == {"transactions": 1}


def test_a_tag_in_a_locked_period_stays(books: Books) -> None:
    tag = tag_create(actor=books.actor, name="tea")
    books.expense(tags=[tag])
    period_lock(actor=books.actor, through=DAY)
    with pytest.raises(PeriodLockedError):
        tag_delete(actor=books.actor, tag=tag)
    assert tag_update(actor=books.actor, tag=tag, name="coffee").name == "coffee"


def test_a_project_keeps_its_transactions_out_of_the_lists(books: Books) -> None:
    project = project_create(actor=books.actor, name="Garden")
    booked = books.expense(project=project)
    archived = project_archive(actor=books.actor, project=project, now=NOW)
    assert list(project_list()) == []
    assert Transaction.objects.get().project_id == booked.project_id == project.id
    renamed = project_update(actor=books.actor, project=archived, name=" House ")
    assert list(project_list(include_archived=True)) == [renamed]
    assert project_unarchive(actor=books.actor, project=renamed).archived_at is None


def test_names_are_taken_once_and_versions_are_heeded(books: Books) -> None:
    project, tag = project_create(actor=books.actor, name="A"), tag_create(actor=books.actor, name="a")
    for make in (project_create, tag_create):
        with pytest.raises(NameTakenError):
            make(actor=books.actor, name=project.name if make is project_create else tag.name)
        with pytest.raises(DomainError, match="name"):
            make(actor=books.actor, name="  ")
    with pytest.raises(StaleVersionError):
        tag_delete(actor=books.actor, tag=tag, expected_version=2)
    with pytest.raises(StaleVersionError):
        project_update(actor=books.actor, project=project, name="B", expected_version=2)


def test_a_vendor_is_found_by_its_other_names_as_long_as_it_has_them(books: Books) -> None:
    vendor = vendor_create(actor=books.actor, name="Tea House")
    alias = alias_add(actor=books.actor, vendor=vendor, name="TH GmbH")
    assert vendor_find(match_key=vendor_match_key("th gmbh")) == vendor
    alias = alias_rename(actor=books.actor, alias=alias, name="Teehaus")
    assert vendor_find(match_key=vendor_match_key("th gmbh")) is None
    assert vendor_find(match_key="teehaus") == vendor
    alias_remove(actor=books.actor, alias=alias)
    assert vendor_find(match_key="teehaus") is None
    vendor.refresh_from_db()
    assert vendor.version == 4
    for deed in (
        lambda: alias_remove(actor=books.actor, alias=alias),
        lambda: alias_rename(actor=books.actor, alias=alias, name="x"),
    ):
        with pytest.raises(NotFoundError):
            deed()


def test_another_name_belongs_to_one_vendor_and_to_none_that_was_merged(books: Books) -> None:
    first, second = (vendor_create(actor=books.actor, name=name) for name in ("First", "Second"))
    alias_add(actor=books.actor, vendor=first, name="Shared")
    with pytest.raises(NameTakenError):
        alias_add(actor=books.actor, vendor=second, name="SHARED")
    vendor_merge(actor=books.actor, vendor=first, into=second, now=NOW)
    with pytest.raises(MergeError):
        alias_add(actor=books.actor, vendor=first, name="More")


def test_vendors_are_archived_and_come_back(books: Books) -> None:
    vendor = vendor_create(actor=books.actor, name="Tea House")
    vendor_archive(actor=books.actor, vendor=vendor, now=NOW)
    assert not vendor_list().exists()
    assert vendor_list(include_archived=True).exists()
    vendor_unarchive(actor=books.actor, vendor=vendor)
    assert vendor_list().exists()
