"""Wall (a): whatever way a query takes to a tenant table, it sees and writes one workspace, or it does not compile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, Value, When

from finance.models import Account, AccountKind, Category, CategoryKind
from finance.services.ledger import ledger_open
from tests.conftest import Cast
from users.models import Membership, User, Workspace
from users.tenancy.actor import acting
from users.tenancy.scope import ScopeError, scope, unscoped
from utils.ids import new_id

READS: dict[str, Callable[[], object]] = {
    "list": lambda: list(Account.objects.all()),
    "get": lambda: Account.objects.get(name="Clearing"),
    "exists": Account.objects.exists,
    "count": Account.objects.count,
    "aggregate": lambda: Account.objects.aggregate(Count("id")),
    "values": lambda: list(Account.objects.values("kind").annotate(n=Count("id"))),
    "in_bulk": lambda: Account.objects.in_bulk([new_id()]),
    "iterator": lambda: list(Account.objects.iterator()),
    "first": Account.objects.first,
    "dates": lambda: list(Account.objects.dates("created_at", "year")),
    "union": lambda: list(Account.objects.values("id").union(Category.objects.values("id"))),
    "subquery": lambda: list(User.objects.filter(id__in=Membership.objects.values("user_id"))),
    "Exists": lambda: list(User.objects.filter(Exists(Membership.objects.filter(user=OuterRef("id"))))),
    "annotated Subquery": lambda: list(
        User.objects.annotate(role=Subquery(Membership.objects.filter(user=OuterRef("id")).values("role")[:1]))
    ),
    "join from a common table": lambda: list(User.objects.filter(memberships__role="owner")),
    "count over a join from a common table": lambda: list(User.objects.annotate(n=Count("memberships"))),
    "select_for_update": lambda: Account.objects.select_for_update().first(),
    "update": lambda: Account.objects.update(name="x"),
    "delete": lambda: Account.objects.all().delete(),
    "raw delete": lambda: Account.objects.all()._raw_delete("default"),
    "bulk_create": lambda: Account.objects.bulk_create(
        [Account(workspace_id=new_id(), name="x", kind=AccountKind.CASH, currency="EUR")]
    ),
    "bulk_update": lambda: Account.objects.bulk_update([Account(id=new_id(), name="x")], ["name"]),
}


@pytest.mark.parametrize("way", READS)
@pytest.mark.django_db(transaction=False)
def test_without_a_scope_nothing_compiles(way: str) -> None:
    with pytest.raises(ScopeError):
        READS[way]()


@pytest.mark.parametrize("nobody", [None, "", "00000000-0000-4000-8000-000000000000"])
def test_a_scope_needs_the_id_of_a_workspace(nobody: object) -> None:
    with pytest.raises(ScopeError), scope(nobody):  # type: ignore[arg-type]
        pass


@pytest.fixture
def both(cast: Cast) -> Cast:
    """Both workspaces have a ledger; charlie's has a category of his own."""
    for actor in (cast.alice, cast.charlie):
        with acting(actor):
            ledger_open(actor=actor)
    with scope(cast.other_workspace.id):
        Category.objects.create(workspace=cast.other_workspace, name="Charlie's secret", kind=CategoryKind.EXPENSE)
    return cast


def secrets(queryset: QuerySet[Category]) -> QuerySet[Category]:
    return queryset.filter(name="Charlie's secret")


def test_reads_see_one_workspace(both: Cast) -> None:
    with scope(both.workspace.id):
        assert not secrets(Category.objects.all()).exists()
        assert Account.objects.count() == 1
        assert set(Account.objects.values_list("workspace_id", flat=True)) == {both.workspace.id}
        everything = Category.objects.values("workspace_id").union(Account.objects.values("workspace_id"))
        assert {row["workspace_id"] for row in everything} == {both.workspace.id}
        assert not secrets(Category.objects.filter(id__in=Subquery(Category.objects.values("id")))).exists()


def test_a_disjunction_does_not_open_the_scope(both: Cast) -> None:
    with scope(both.workspace.id):
        mine_or_any = Category.objects.filter(name="Groceries") | Category.objects.exclude(name="Groceries")
        assert set(mine_or_any.values_list("workspace_id", flat=True)) == {both.workspace.id}


def test_an_exclusion_over_many_rows_stays_in_the_scope(both: Cast) -> None:
    with scope(both.workspace.id):
        childless = Category.objects.exclude(children__name="nothing is called so")
        assert set(childless.values_list("workspace_id", flat=True)) == {both.workspace.id}
        assert not secrets(Category.objects.exclude(children__name__startswith="Groceries")).exists()


def test_following_a_key_stays_in_the_scope(both: Cast) -> None:
    with scope(both.other_workspace.id):
        child = Category.objects.exclude(parent=None).first()
    assert child is not None
    with scope(both.workspace.id), pytest.raises(Category.DoesNotExist):
        _ = child.parent


def test_a_way_through_a_common_table_is_refused(both: Cast) -> None:
    with scope(both.workspace.id), pytest.raises(ScopeError):
        list(Membership.objects.values("user__memberships__workspace_id"))


def test_updates_and_deletes_reach_one_workspace(both: Cast) -> None:
    with scope(both.workspace.id):
        assert secrets(Category.objects.all()).update(name="mine now") == 0
        assert secrets(Category.objects.all()).delete()[0] == 0
    with scope(both.other_workspace.id):
        assert secrets(Category.objects.all()).exists()


@pytest.mark.parametrize("many", [False, True])
def test_a_row_for_another_workspace_is_not_inserted(both: Cast, *, many: bool) -> None:
    foreign = Category(workspace=both.other_workspace, name="planted", kind=CategoryKind.EXPENSE)
    with scope(both.workspace.id), pytest.raises(ScopeError):
        Category.objects.bulk_create([foreign]) if many else foreign.save()


def test_a_row_is_not_moved_to_another_workspace(both: Cast) -> None:
    there = both.other_workspace
    with scope(both.workspace.id):
        groceries = Category.objects.get(name="Groceries")
        for value in (
            there,
            there.id,
            Value(there.id),
            Case(When(id=groceries.id, then=Value(there.id)), default=F("workspace")),
        ):
            with pytest.raises(ScopeError):
                Category.objects.filter(id=groceries.id).update(workspace=value)
        groceries.workspace = there
        with pytest.raises(ScopeError):
            groceries.save()
        with pytest.raises(ScopeError):
            Category.objects.bulk_update([groceries], ["workspace"])


def test_an_upsert_cannot_hit_the_row_of_another_workspace(both: Cast) -> None:
    with scope(both.other_workspace.id):
        foreign = secrets(Category.objects.all()).get()
    forged = Category(id=foreign.id, workspace=both.workspace, name="overwritten", kind=CategoryKind.EXPENSE)
    with scope(both.workspace.id), pytest.raises(ScopeError):
        Category.objects.bulk_create([forged], update_conflicts=True, unique_fields=["id"], update_fields=["name"])


def test_saving_a_row_that_was_read_elsewhere_changes_nothing_there(both: Cast) -> None:
    with scope(both.other_workspace.id):
        foreign = secrets(Category.objects.all()).get()
    foreign.name = "overwritten"
    with scope(both.workspace.id), pytest.raises(ScopeError), transaction.atomic():
        foreign.save()
    with scope(both.other_workspace.id):
        assert secrets(Category.objects.all()).exists()


def test_an_inner_scope_ends_with_its_block(both: Cast) -> None:
    with scope(both.workspace.id):
        with scope(both.other_workspace.id):
            assert secrets(Category.objects.all()).exists()
        assert not secrets(Category.objects.all()).exists()


def test_unscoped_sees_all_workspaces(both: Cast) -> None:
    with unscoped("a test"):
        assert Account.objects.count() == 2


def test_tables_without_a_workspace_need_no_scope(both: Cast) -> None:
    assert Workspace.objects.count() == 2


def test_the_change_history_is_scoped_like_all_rows(both: Cast) -> None:
    events = Category.pgh_event_model  # type: ignore[attr-defined]
    with pytest.raises(ScopeError):
        events.objects.exists()
    with scope(both.workspace.id):
        assert not events.objects.filter(name="Charlie's secret").exists()
        assert events.objects.filter(name="Groceries").exists()
