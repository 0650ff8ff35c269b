"""A back office with one superuser, and a document that was read, extracted and doubted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from PIL import Image
from pytest_django import Settings

from finance.models import Blob, Channel, Document, DocumentPage, DocumentState, ExtractedField, Extraction, Finding, LineItem
from finance.services.document_files import BLOBS
from finance.services.ledger import ledger_open
from services.storage.folder import FolderStorage
from services.storage.names import preview_name
from tests.conftest import Cast
from users.models import User
from users.tenancy.actor import Actor, acting
from utils.ids import new_id

CONTENT = b"%PDF-1.7 as it came"
SHA256 = "27" * 32
PAGE_SIZE = (200, 400)


@dataclass(frozen=True)
class Office:
    """A logged-in superuser who belongs to no workspace."""

    client: Client
    user: User


@pytest.fixture
def office(db: None) -> Office:
    user = User.objects.create_superuser("root@example.org", "a long enough word")
    client = Client()
    client.force_login(user)
    return Office(client, user)


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    folder = {"BACKEND": f"{FolderStorage.__module__}.{FolderStorage.__name__}", "OPTIONS": {"location": str(tmp_path / "media")}}
    settings.STORAGES = django_settings.STORAGES | {"default": folder}


@pytest.fixture
def doubted(cast: Cast) -> Document:
    """A receipt in Alice's workspace: a sure total, a vendor in doubt, a line, a finding, one page with a picture."""
    with acting(cast.alice):
        ledger_open(actor=cast.alice)
        return make_doubted(cast.alice)


def make_doubted(actor: Actor, *, filename: str = "lunch.pdf", sha256: str = SHA256) -> Document:
    where = {"workspace_id": actor.workspace_id}
    blob = Blob.objects.create(
        **where, sha256=sha256, size_bytes=len(CONTENT), media_type="application/pdf", storage_name=f"blobs/{new_id()}"
    )
    document = Document.objects.create(
        **where, blob=blob, filename=filename, channel=Channel.API, state=DocumentState.NEEDS_REVIEW, kind="receipt", attempt=2
    )
    of = {**where, "document": document}
    DocumentPage.objects.create(
        **of, number=1, width=200, height=400, unit="px", source="ocr:rapid", words=[], preview_name=_picture(document)
    )
    extraction = Extraction.objects.create(
        **of, attempt=2, provider="offline", seen_by=["offline"], kind="receipt", kind_confidence=1, proven=False,
        review=["vendor"], seconds=1,
    )  # fmt: skip
    values = {
        "total": ("12.34", False, ["net_plus_tax"], ["0.50", "0.80", "0.90", "0.85"]),
        "currency": ("EUR", False, [], ["0.40", "0.80", "0.48", "0.85"]),
        "date": ("2026-11-20", False, [], ["0.10", "0.20", "0.60", "0.25"]),
        "vendor": ("Café Zentral", True, [], ["0.10", "0.05", "0.90", "0.10"]),
    }
    for name, (value, doubtful, confirmed_by, box) in values.items():
        ExtractedField.objects.create(
            **of, extraction=extraction, name=name, value=value, printed=f"printed {value}", origin="machine",
            source="offline", doubtful=doubtful, confidence=Decimal("0.625"), confirmed_by=confirmed_by, page=1,
            box=[Decimal(side) for side in box], evidence_text=value, evidence_source="ocr:rapid",
        )  # fmt: skip
    LineItem.objects.create(
        **of, position=1, description="Melange", amount=Decimal("4.80"), page=1, box=[0, Decimal("0.4"), 1, Decimal("0.45")]
    )
    Finding.objects.create(**of, code="vendor_unsure", severity="doubt", message="The name is hard to read.", fields=["vendor"])
    return document


def _picture(document: Document) -> str:
    name = preview_name(document.workspace_id, document.id, document.attempt, 1)
    held = BytesIO()
    Image.new("RGB", PAGE_SIZE, "white").save(held, "WEBP")
    BLOBS.put_derived(name, held.getvalue())
    return name
