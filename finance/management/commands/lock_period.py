"""`manage.py lock_period WORKSPACE_ID DAY`: nothing dated on or before that day changes any more. Prints one JSON line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.services.periods import period_lock, period_unlock
from users.models import Workspace
from users.tenancy.actor import acting, command


class Command(BaseCommand):
    help = "Locks a ledger through a day (corrections are reversals then), or takes the lock away. Both are audited."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workspace", type=UUID, metavar="WORKSPACE_ID")
        wish = parser.add_mutually_exclusive_group(required=True)
        wish.add_argument("day", type=date.fromisoformat, nargs="?", metavar="DAY", help="the last locked day: 2026-09-30")
        wish.add_argument("--unlock", action="store_true", help="take the lock away")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        actor = command(workspace_id)
        with acting(actor):
            settings = period_unlock(actor=actor) if options["unlock"] else period_lock(actor=actor, through=options["day"])
        through = settings.locked_through
        told = {"workspace_id": str(workspace_id), "locked_through": through.isoformat() if through else None}
        self.stdout.write(json.dumps(told))
