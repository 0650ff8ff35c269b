"""Owners and admins read who did what in their workspace, and in no other."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

import pytest
import time_machine

from finance.models import AccountKind
from finance.services.accounts import account_create, account_update
from finance.services.ledger import ledger_open
from tests.api.conftest import Client, Clients, Things, key_of
from tests.conftest import Cast, join
from users.audit.actions import ACTIONS
from users.audit.models import AuditEvent
from users.audit.services import audit_record, instance_record, person_record
from users.audit.source import Source, coming_from
from users.models import Membership, User
from users.tenancy.actor import acting, machine, operator
from users.tenancy.scope import unscoped
from users.workspaces.roles import Role
from users.workspaces.services import membership_remove
from utils.ids import new_id

TRAIL = "/api/v1/users/audit/"


def found(client: Client, **asked: object) -> list[dict[str, Any]]:
    answer = client.get(TRAIL, asked)
    assert answer.status_code == 200, answer.json()
    return list(answer.json()["results"])


def test_an_event_says_who_did_what_to_what_by_which_door(cast: Cast, clients: Clients) -> None:
    with acting(cast.bob), coming_from(Source.REST):
        account = account_create(actor=cast.bob, name="Bank", kind=AccountKind.BANK, currency="EUR")

    (event,) = found(clients.alice, action="account_created")
    assert event["actor"] == {"kind": "user", "id": str(cast.bob.user_id), "name": "", "email": "bob@example.org"}
    assert (event["subject_type"], event["subject_id"], event["source"]) == ("account", str(account.id), "rest")
    assert clients.alice.get(f"{TRAIL}{event['id']}/").json() == event


def test_the_newest_comes_first_and_pages_lead_to_the_oldest(cast: Cast, clients: Clients) -> None:
    seen: list[str] = []
    address: str | None = f"{TRAIL}?page_size=2"
    while address:
        page = clients.alice.get(address).json()
        seen += [event["id"] for event in page["results"]]
        address = page["next"]

    with acting(cast.alice):
        assert seen == [str(one) for one in AuditEvent.objects.order_by("-id").values_list("id", flat=True)]
    assert len(seen) >= 4


@pytest.mark.parametrize("who", ["bob", "accountant", "uploader"])
def test_who_neither_owns_nor_manages_does_not_read_it(clients: Clients, who: str) -> None:
    assert getattr(clients, who).get(TRAIL).status_code == 403


def test_an_admin_reads_it(cast: Cast) -> None:
    user = User.objects.create_user("admin@example.org", "a long enough word")
    client = Client(key_of(join(cast.workspace, user, Role.ADMIN)))

    assert client.get(TRAIL).status_code == 200


def test_events_of_other_workspaces_and_of_the_instance_are_not_there(cast: Cast, clients: Clients) -> None:
    instance_record(action="session_refused", subject_type="person")
    with acting(cast.charlie):
        his = audit_record(actor=cast.charlie, action="vendor_created", subject_type="vendor", subject_id=new_id())
    with unscoped("test"):
        theirs = AuditEvent.objects.exclude(workspace_id=cast.workspace.id).values_list("id", flat=True)
        foreign = {str(one) for one in theirs} | {str(AuditEvent.objects.get(workspace_id=None).id)}

    assert foreign.isdisjoint(event["id"] for event in found(clients.alice, page_size=100))
    bodies = [clients.alice.get(f"{TRAIL}{one}/") for one in [*foreign, his.id, new_id()]]
    assert {body.status_code for body in bodies} == {404}
    assert len({body.json()["detail"] for body in bodies}) == 1


def test_a_member_who_left_is_still_named_and_a_key_by_its_name_and_holder(cast: Cast, clients: Clients, things: Things) -> None:
    with acting(cast.bob):
        account_create(actor=cast.bob, name="Cash", kind=AccountKind.CASH, currency="EUR")
    with acting(cast.alice):
        membership_remove(actor=cast.alice, membership=Membership.objects.get(user_id=cast.bob.user_id))

    by_bob = [event["actor"]["email"] for event in found(clients.alice, actor=str(cast.bob.user_id), action="account_created")]
    (sent,) = found(clients.alice, action="document_received")
    assert by_bob == ["bob@example.org"]
    assert (sent["actor"]["kind"], sent["actor"]["name"], sent["actor"]["email"]) == ("api_key", "test", "alice@example.org")


def test_the_operator_of_the_instance_and_machines_have_no_name(cast: Cast, clients: Clients) -> None:
    root = User.objects.create_superuser("root@example.org", "a long enough word")
    staff = operator(workspace_id=cast.workspace.id, user_id=root.id)
    for actor in (staff, machine(cast.workspace.id)):
        with acting(actor):
            audit_record(actor=actor, action="operator_looked", subject_type="document", subject_id=new_id())

    told = {event["actor"]["kind"]: event["actor"] for event in found(clients.alice, action="operator_looked")}
    assert told == {kind: {"kind": kind, "id": None, "name": None, "email": None} for kind in ("operator", "machine")}
    assert found(clients.alice, actor=str(root.id)) == []


def test_it_is_found_by_person_with_their_keys_by_thing_and_by_door(cast: Cast, clients: Clients, things: Things) -> None:
    alice = User.objects.get(id=cast.alice.user_id)
    with coming_from(Source.AUTH):
        person_record(user=alice, action="session_opened")

    kinds = {event["actor"]["kind"] for event in found(clients.alice, actor=str(cast.alice.user_id), page_size=100)}
    assert kinds == {"user", "api_key"}
    assert {event["action"] for event in found(clients.alice, subject_id=str(things.bank.id))} == {"account_created"}
    assert {event["action"] for event in found(clients.alice, source="auth")} == {"session_opened"}
    assert {event["subject_type"] for event in found(clients.alice, subject_type="vendor")} == {"vendor"}


def test_days_hold_their_first_and_last_moment(cast: Cast, clients: Clients) -> None:
    for day, name in ((20, "a"), (21, "b")):
        with time_machine.travel(datetime.datetime(2026, 3, day, 23, 59, 59, tzinfo=datetime.UTC), tick=False), acting(cast.bob):
            account_create(actor=cast.bob, name=name, kind=AccountKind.CASH, currency="EUR")

    made = partial(found, clients.alice, action="account_created")
    assert len(made(date_from="2026-03-20", date_to="2026-03-20")) == 1
    assert len(made(date_from="2026-03-20", date_to="2026-03-21")) == 2


def test_rows_of_before_are_found_by_the_present_name(cast: Cast, clients: Clients) -> None:
    with acting(cast.alice):
        AuditEvent.objects.create(
            workspace_id=cast.workspace.id, actor_kind="user", action="document_trash", subject_type="document"
        )

    assert [event["action"] for event in found(clients.alice, action="document_trashed")] == ["document_trash"]


@pytest.mark.parametrize(
    "asked",
    [{"action": "nonsense"}, {"source": "moon"}, {"actor": "x"}, {"subject_id": "x"}, {"date_from": "yesterday"}, {"moon": "1"}],
)
def test_what_it_cannot_be_found_by_is_refused(clients: Clients, asked: dict[str, str]) -> None:
    assert clients.alice.get(TRAIL, asked).status_code == 400


def test_a_page_takes_the_same_queries_however_many_actors_it_has(cast: Cast, clients: Clients) -> None:
    clients.bob.post("/api/v1/finance/vendors/", {"name": "First"})
    before = clients.alice.queries(TRAIL)
    for number in range(5):
        user = User.objects.create_user(f"more{number}@example.org", "a long enough word")
        actor = join(cast.workspace, user, Role.MEMBER)
        client = Client(key_of(actor))
        assert client.post("/api/v1/finance/vendors/", {"name": f"Vendor {number}"}).status_code == 201

    assert clients.alice.queries(TRAIL) <= before


def test_nothing_can_be_written_by_it(cast: Cast, clients: Clients) -> None:
    (event, *_others) = found(clients.alice)
    for method in ("post", "patch", "delete"):
        assert getattr(clients.alice, method)(TRAIL).status_code == 405
        assert getattr(clients.alice, method)(f"{TRAIL}{event['id']}/").status_code == 405


def test_each_deed_of_the_ledger_that_people_do_is_there(cast: Cast, clients: Clients, things: Things) -> None:
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        account_update(actor=cast.alice, account=things.bank, name="House bank", expected_version=things.bank.version)

    told = {event["action"] for event in found(clients.alice, page_size=100)}
    assert told >= {"ledger_opened", "account_created", "account_updated", "category_created", "vendor_created"}
    assert told >= {"transaction_created", "document_received", "api_key_created"}
    assert told <= set(ACTIONS)
