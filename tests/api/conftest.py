"""Clients with keys for the whole cast, a store in a folder, and one of everything to ask for."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from finance.models import (
    Account,
    AccountKind,
    Blob,
    Category,
    CategoryKind,
    Document,
    DocumentPage,
    DocumentState,
    ExtractedField,
    Finding,
    LineItem,
    OwnRate,
    Project,
    Reconciliation,
    StatementImport,
    Tag,
    Transaction,
    TransactionKind,
    Vendor,
)
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.labels import project_create, tag_create
from finance.services.ledger import ledger_open
from finance.services.own_rates import own_rate_create
from finance.services.reconciliations import reconciliation_start
from finance.services.transactions import PostingDraft, transaction_create
from finance.services.vendors import vendor_create
from services.storage.folder import FolderStorage
from tests.conftest import Cast, join
from users.keys.services import api_key_create
from users.models import Membership, User
from users.tenancy.actor import Actor, acting
from users.workspaces.roles import Role

DOCUMENTS = "/api/v1/finance/documents/"
TRANSACTIONS = "/api/v1/finance/transactions/"
PDF = (Path(__file__).parents[2] / "samples" / "invoice.pdf").read_bytes()


class Client(APIClient):
    """Speaks JSON, with a key. `path` may leave the API's root out."""

    def __init__(self, key: str = "") -> None:
        super().__init__()
        self.default_format = "json"
        if key:
            self.credentials(HTTP_AUTHORIZATION=f"Api-Key {key}")

    def upload(self, content: bytes = PDF, filename: str = "invoice.pdf", field: str = "file") -> Any:
        return self.post(DOCUMENTS, {field: SimpleUploadedFile(filename, content)}, format="multipart")

    def queries(self, path: str) -> int:
        """How many queries a GET takes, beside noting once a minute that the key is in use."""
        self.get(path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert self.get(path).status_code == 200
        return len(captured)


@dataclass(frozen=True)
class Clients:
    alice: Client
    bob: Client
    charlie: Client  # owner of another workspace
    uploader: Client
    accountant: Client
    nobody: Client


def key_of(actor: Actor) -> str:
    with acting(actor):
        membership = Membership.objects.get(user_id=actor.user_id)
        return api_key_create(actor=actor, membership=membership, name="test").secret


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the store and the temporary files of uploads are."""
    place = tmp_path / "media"
    storage = {"BACKEND": f"{FolderStorage.__module__}.{FolderStorage.__name__}", "OPTIONS": {"location": str(place)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    return place


@pytest.fixture
def clients(cast: Cast) -> Clients:
    uploader = User.objects.create_user("uploader@example.org", "a long enough word")
    accountant = User.objects.create_user("accountant@example.org", "a long enough word")
    return Clients(
        alice=Client(key_of(cast.alice)),
        bob=Client(key_of(cast.bob)),
        charlie=Client(key_of(cast.charlie)),
        uploader=Client(key_of(join(cast.workspace, uploader, Role.UPLOADER))),
        accountant=Client(key_of(join(cast.workspace, accountant, Role.ACCOUNTANT))),
        nobody=Client(),
    )


@dataclass(frozen=True)
class Things:
    """One of everything, in alice's workspace."""

    statement: StatementImport
    document: Document
    bank: Account
    category: Category
    vendor: Vendor
    transaction: Transaction
    own_rate: OwnRate
    project: Project
    tag: Tag
    reconciliation: Reconciliation


@pytest.fixture
def things(cast: Cast, clients: Clients, read_document: Callable[..., Document]) -> Things:
    document = read_document(clients.alice)
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        bank = account_create(actor=cast.alice, name="Bank", kind=AccountKind.BANK, currency="EUR")
        category = category_create(actor=cast.alice, name="Tea", kind=CategoryKind.EXPENSE)
        vendor = vendor_create(actor=cast.alice, name="Tea House")
        booked = transaction_create(
            actor=cast.alice,
            kind=TransactionKind.EXPENSE,
            date=datetime.date(2026, 11, 20),
            vendor=vendor,
            document=document,
            postings=[
                PostingDraft(Decimal("-12.50"), "EUR", account=bank),
                PostingDraft(Decimal("12.50"), "EUR", category=category),
            ],
        )
        own_rate = own_rate_create(actor=cast.alice, date=datetime.date(2026, 11, 20), currency="USD", rate=Decimal("0.9"))
        project = project_create(actor=cast.alice, name="Garden")
        tag = tag_create(actor=cast.alice, name="tea")
        compared = reconciliation_start(
            actor=cast.alice, account=bank, date=datetime.date(2026, 12, 31), stated_balance=Decimal("-12.50")
        )
        of = {"workspace_id": cast.workspace.id, "media_type": "text/csv"}
        blob = Blob.objects.create(**of, sha256="0" * 64, size_bytes=1, storage_name="none")
        statement = StatementImport.objects.create(**of, blob=blob, account=bank, filename="bank.csv", channel="api")
    return Things(statement, document, bank, category, vendor, booked, own_rate, project, tag, compared)


@pytest.fixture
def read_document(cast: Cast) -> Callable[..., Document]:
    """Upload some bytes and put down what reading them would have found; they wait for a review."""

    def make(client: Client, content: bytes = PDF) -> Document:
        told = client.upload(content).json()
        with acting(cast.alice):
            document = Document.objects.get(id=told["id"])
            parts = {"workspace_id": cast.workspace.id, "document": document}
            DocumentPage.objects.create(
                number=1, width=595, height=842, unit="pt", source="text", words=[["Total", 0.1, 0.2, 0.3, 0.4, 0, 1.0]], **parts
            )
            for name, value in (("vendor", "Tea House"), ("date", "2026-11-20"), ("total", "12.50"), ("currency", "EUR")):
                ExtractedField.objects.create(
                    name=name,
                    value=value,
                    printed=value,
                    origin="machine",
                    source="offline",
                    doubtful=name == "total",
                    confidence=Decimal("0.9"),
                    page=1,
                    box=[Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal("0.4")],
                    evidence_text=value,
                    evidence_source="text",
                    **parts,
                )
            LineItem.objects.create(position=1, description="Tea", amount=Decimal("12.5"), quantity=Decimal(2), **parts)
            Finding.objects.create(code="total_unproven", severity="doubt", message="Look.", fields=["total"], **parts)
            Document.objects.filter(id=document.id).update(state=DocumentState.NEEDS_REVIEW, kind="receipt")
            document.refresh_from_db()
        return document

    return make
