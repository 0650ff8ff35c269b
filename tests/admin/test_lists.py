"""Every list of the back office opens, over all workspaces, in a fixed number of queries, and shows no secret."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.models import Account, AccountKind, Document, Transaction
from finance.services.accounts import account_create
from finance.services.transactions import transaction_settle
from tests.admin.conftest import Office, make_doubted
from tests.conftest import Cast
from users.keys.services import api_key_create
from users.models import ApiKey, AuditEvent, Membership
from users.tenancy.actor import acting, operator
from users.tenancy.scope import scope

MODELS = [model._meta for model in admin.site._registry]
LEDGER = [
    "finance_account", "finance_blob", "finance_category", "finance_document", "finance_finding",
    "finance_ledgersettings", "finance_transaction", "finance_vendor", "users_apikey", "users_auditevent",
]  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=str)
@pytest.mark.parametrize("query", ["", "?q=lunch"])
def test_every_list_opens_and_can_be_searched(office: Office, doubted: Document, model: object, query: str) -> None:
    name = f"admin:{model.app_label}_{model.model_name}_changelist"  # type: ignore[attr-defined]

    assert office.client.get(reverse(name) + query).status_code == 200


@pytest.mark.parametrize("name", LEDGER)
def test_what_people_entrusted_cannot_be_changed_by_form(office: Office, doubted: Document, name: str) -> None:
    model = next(model for model in admin.site._registry if f"{model._meta.app_label}_{model._meta.model_name}" == name)
    model_admin = admin.site._registry[model]
    request = office.client.get("/admin/").wsgi_request

    assert not model_admin.has_change_permission(request)
    assert not model_admin.has_delete_permission(request)
    assert name == "finance_document" or not model_admin.has_add_permission(request)


def test_the_list_of_documents_shows_what_was_read_in_all_workspaces(office: Office, cast: Cast, doubted: Document) -> None:
    with acting(cast.charlie):
        make_doubted(cast.charlie, filename="dinner.pdf", sha256="ab" * 32)

    page = office.client.get(reverse("admin:finance_document_changelist")).content.decode()
    for shown in ("lunch.pdf", "dinner.pdf", "Café Zentral", "12.34 EUR", "2026-11-20", "Alice &amp; Co", "Charlie&#x27;s"):
        assert shown in page


@pytest.mark.parametrize("query", ["?q=Zentral", "?state__exact=needs_review", "?kind=receipt", "?q=" + "27" * 32])
def test_documents_are_found_by_vendor_state_kind_and_hash(office: Office, doubted: Document, query: str) -> None:
    assert "lunch.pdf" in office.client.get(reverse("admin:finance_document_changelist") + query).content.decode()


def test_more_documents_cost_no_more_queries(office: Office, cast: Cast, doubted: Document) -> None:
    address = reverse("admin:finance_document_changelist")
    office.client.get(address)
    with CaptureQueriesContext(connection) as few:
        office.client.get(address)
    with acting(cast.alice):
        for number in range(10):
            make_doubted(cast.alice, filename=f"more-{number}.pdf", sha256=f"{number:064x}")
    with CaptureQueriesContext(connection) as many:
        office.client.get(address)

    assert len(many) == len(few)


def test_what_is_booked_stands_in_the_balances_and_among_the_transactions(office: Office, doubted: Document) -> None:
    address = reverse("admin:finance_document_do", args=[doubted.id, "confirm"])
    office.client.post(address, {"version": doubted.version})

    accounts = office.client.get(reverse("admin:finance_account_changelist")).content.decode()
    assert "Clearing" in accounts
    assert "-12.3400 EUR" in accounts
    assert "-12.34 EUR" in office.client.get(reverse("admin:finance_transaction_changelist")).content.decode()


def test_the_page_of_a_transaction_shows_its_postings_and_its_proof(office: Office, doubted: Document) -> None:
    address = reverse("admin:finance_document_do", args=[doubted.id, "confirm"])
    office.client.post(address, {"version": doubted.version})
    with scope(doubted.workspace_id):
        transaction = Transaction.objects.get()

    page = office.client.get(reverse("admin:finance_transaction_change", args=[transaction.id])).content.decode()
    for shown in ("Clearing", "-12.3400", "lunch.pdf", reverse("admin:finance_document_change", args=[doubted.id])):
        assert shown in page


def test_an_operator_puts_a_transaction_into_the_trash_and_takes_it_out(office: Office, doubted: Document) -> None:
    office.client.post(reverse("admin:finance_document_do", args=[doubted.id, "confirm"]), {"version": doubted.version})
    with scope(doubted.workspace_id):
        chosen = {"_selected_action": [str(Transaction.objects.get().id)]}

    for action, is_trashed in (("put_into_trash", True), ("restore", False)):
        office.client.post(reverse("admin:finance_transaction_changelist"), {"action": action, **chosen})
        with scope(doubted.workspace_id):
            assert (Transaction.objects.get().trashed_at is not None) is is_trashed


def test_what_a_use_case_refuses_is_told(office: Office, doubted: Document) -> None:
    with scope(doubted.workspace_id):
        chosen = {"_selected_action": [str(Account.objects.get(kind="clearing").id)]}

    answer = office.client.post(reverse("admin:finance_account_changelist"), {"action": "archive", **chosen}, follow=True)
    assert "clearing account" in answer.content.decode()
    with scope(doubted.workspace_id):
        assert Account.objects.get(kind="clearing").archived_at is None


@pytest.fixture
def key(cast: Cast) -> ApiKey:
    with acting(cast.bob):
        membership = Membership.objects.get(user_id=cast.bob.user_id)
        return api_key_create(actor=cast.bob, membership=membership, name="bob's phone").key


def test_no_page_shows_the_digest_of_a_key(office: Office, key: ApiKey) -> None:
    for address in (reverse("admin:users_apikey_changelist"), reverse("admin:users_apikey_change", args=[key.id])):
        page = office.client.get(address).content.decode()
        assert key.prefix in page
        assert key.digest not in page


def test_an_operator_revokes_a_key_by_the_use_case(office: Office, key: ApiKey) -> None:
    office.client.post(reverse("admin:users_apikey_changelist"), {"action": "revoke", "_selected_action": [str(key.id)]})

    with scope(key.workspace_id):
        assert ApiKey.objects.get(id=key.id).revoked_at is not None
        event = AuditEvent.objects.get(action="api_key_revoked")
    assert (event.actor_kind, event.actor_id) == ("operator", office.user.id)


def test_staff_that_may_only_look_gets_no_actions(office: Office, key: ApiKey) -> None:
    office.user.is_superuser = False
    office.user.save()
    office.user.user_permissions.set(Permission.objects.filter(codename="view_apikey"))

    address = reverse("admin:users_apikey_changelist")
    assert "Revoke the chosen keys" not in office.client.get(address).content.decode()
    office.client.post(address, {"action": "revoke", "_selected_action": [str(key.id)]})
    with scope(key.workspace_id):
        assert ApiKey.objects.get(id=key.id).revoked_at is None


def test_an_operator_reconciles_and_takes_it_back(office: Office, doubted: Document) -> None:
    office.client.post(reverse("admin:finance_document_do", args=[doubted.id, "confirm"]), {"version": doubted.version})
    actor = operator(workspace_id=doubted.workspace_id, user_id=office.user.id)
    with acting(actor):
        booked = Transaction.objects.get()
        bank = account_create(actor=actor, name="Bank", kind=AccountKind.BANK, currency="EUR")
        transaction_settle(actor=actor, transaction=booked, account=bank, date=booked.date)
    chosen = {"_selected_action": [str(booked.id)]}

    for action, told in (
        ("reconcile", ("reconciled", True)),
        ("unreconcile", ("booked", True)),
        ("unsettle", ("booked", False)),
    ):
        office.client.post(reverse("admin:finance_transaction_changelist"), {"action": action, **chosen})
        with scope(doubted.workspace_id):
            kept = Transaction.objects.get(id=booked.id)
        assert (kept.status, kept.is_settled) == told
