"""`manage.py demo`: a workspace to try Quittance in, filled by really processing `samples/`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from finance.models import Channel, Document, DocumentState
from finance.services.document_extraction import document_extract
from finance.services.document_reading import document_read
from finance.services.documents import document_receive
from services.reading.reader import Reader
from services.reading.wish import PdfEngineName, ReadWish
from users.keys.services import api_key_create
from users.people.models import User
from users.people.services import password_generate, user_create
from users.tenancy.actor import acting, command
from users.workspaces.errors import IdentityKnownError
from users.workspaces.identity import identity_add
from users.workspaces.models import IdentityKind, Membership, Workspace
from users.workspaces.opening import workspace_open

EMAIL = "demo@example.org"
WORKSPACE = "Demo workspace"
SAMPLES = Path(__file__).resolve().parents[3] / "samples"


class Command(BaseCommand):
    help = (
        "Fills a demo workspace by reading samples/, and keeps login and API key in var/demo.json. Embedded profile only. "
        "Run again, it keeps what is there and does what is missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--samples", type=Path, default=SAMPLES, help="a folder of documents with a manifest.jsonl")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.EMBEDDED:
            raise CommandError("The demo is for the embedded profile only: it makes a superuser. Unset DATABASE_URL.")
        kept = settings.VAR_DIR / "demo.json"
        told = _told(kept) or _credentials(options["samples"])
        samples = sorted(path for path in options["samples"].iterdir() if path.suffix in (".jpg", ".png", ".pdf"))
        wish = ReadWish(ocr=settings.OCR_ENGINE, pdf_engine=PdfEngineName(settings.PDF_ENGINE))
        with closing(Reader(wish=wish)) as reader:
            for document_id in _received(UUID(told["workspace_id"]), samples):
                document_read(document_id=document_id, reader=reader)
                document_extract(document_id=document_id)
        _keep(kept, told)
        self.stdout.write(f"The demo workspace holds {len(samples)} documents; its login stands in {kept}")


def _told(kept: Path) -> dict[str, str] | None:
    """What an earlier run kept, if its person is still there."""
    if not kept.exists():
        return None
    told: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    return told if User.objects.filter(email=told["login"]).exists() else None


@transaction.atomic
def _credentials(samples: Path) -> dict[str, str]:
    """The person, their workspace and a key; of a run that broke off only password and key are made anew."""
    password = password_generate()
    user = User.objects.filter(email=EMAIL).first() or user_create(email=EMAIL, password=password, is_superuser=True)
    user.set_password(password)
    user.save(update_fields=["password"])
    workspace = Workspace.objects.filter(name=WORKSPACE).first() or workspace_open(name=WORKSPACE, owner=user)
    return {
        "login": user.email,
        "password": password,
        "api_key": _key(workspace, user, _customers(samples)),
        "workspace": workspace.name,
        "workspace_id": str(workspace.id),
    }


def _key(workspace: Workspace, user: User, names: set[str]) -> str:
    actor = command(workspace.id)
    with acting(actor):
        for name in names:
            _call_own(workspace, name)
        return api_key_create(actor=actor, membership=Membership.objects.get(user=user), name="demo").secret


def _customers(samples: Path) -> set[str]:
    """To whom the sample invoices are addressed: that is who the demo workspace is on paper."""
    manifest = (samples / "manifest.jsonl").read_text(encoding="utf-8")
    truths = [json.loads(line)["truth"] for line in manifest.splitlines()]
    return {truth["customer"] for truth in truths if truth.get("customer")}


def _call_own(workspace: Workspace, name: str) -> None:
    try:
        identity_add(actor=command(workspace.id), kind=IdentityKind.NAME, value=name)
    except IdentityKnownError:
        return


def _received(workspace_id: UUID, samples: list[Path]) -> list[UUID]:
    """Send in all samples; those that still wait to be read."""
    actor = command(workspace_id)
    with acting(actor):
        for path in samples:
            with path.open("rb") as content:
                document_receive(actor=actor, content=content, filename=path.name, channel=Channel.COMMAND)
        return list(Document.objects.filter(state=DocumentState.RECEIVED).order_by("received_at").values_list("id", flat=True))


def _keep(kept: Path, told: dict[str, str]) -> None:
    """Written last and renamed into place, so that whoever finds the file finds all of it, and a filled workspace."""
    partial = kept.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    partial.write_text(json.dumps(told, indent=1), encoding="utf-8")
    partial.replace(kept)
