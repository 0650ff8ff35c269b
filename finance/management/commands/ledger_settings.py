"""`manage.py ledger_settings WORKSPACE_ID [--approval approvers] …`: how a ledger is kept. Prints one JSON line."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.errors import InvalidFieldError
from finance.models import Approval, BookingPolicy, OcrPolicyChoice
from finance.selectors.ledger import ledger_settings
from finance.services.ledger_settings import SettingsChanges, ledger_settings_update
from users.models import Workspace
from users.tenancy.actor import acting, command


class Command(BaseCommand):
    help = "Shows how a ledger is kept, and changes what is given. Changes are audited."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workspace", type=UUID, metavar="WORKSPACE_ID")
        parser.add_argument("--booking-policy", type=BookingPolicy, choices=list(BookingPolicy))
        parser.add_argument("--approval", type=Approval, choices=list(Approval))
        parser.add_argument("--retention-years", type=years, help="1 to 99, or none")
        parser.add_argument("--ocr-policy", type=OcrPolicyChoice, choices=list(OcrPolicyChoice))
        parser.add_argument(
            "--ocr-languages", nargs="*", metavar="CC", help="ISO 639-1, the likeliest first; none given: by the document"
        )
        parser.add_argument(
            "--training-consent", type=yes_or_no, metavar="yes|no", help="whether confirmed documents may be used for training"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        changes = {name: options[name] for name in SettingsChanges.__annotations__ if options[name] is not None}
        if "retention_years" in changes:
            changes["retention_years"] = changes["retention_years"] or None
        actor = command(workspace_id)
        try:
            with acting(actor):
                kept = ledger_settings_update(actor=actor, **changes) if changes else ledger_settings()
        except InvalidFieldError as error:
            raise CommandError(error.detail) from error
        told = {name: getattr(kept, name) for name in SettingsChanges.__annotations__}
        self.stdout.write(json.dumps({"workspace_id": str(workspace_id), **told}))


def yes_or_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ArgumentTypeError("Say yes or no.")
    return text == "yes"


def years(text: str) -> int:
    """0 for none."""
    if text == "none":
        return 0
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 99:
        raise ArgumentTypeError("Give years from 1 to 99, or none.")
    return int(text)
