"""`manage.py net_worth WORKSPACE_ID [DAY]`: what everything is worth on a day. One JSON line per holding, the total last."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from finance.selectors.net_worth import Holding, NetWorth, net_worth
from users.models import Workspace
from users.tenancy.actor import acting, command


class Command(BaseCommand):
    help = "What everything in a ledger is worth on a day, in its base currency; what has no rate stands apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workspace", type=UUID, metavar="WORKSPACE_ID")
        parser.add_argument("day", type=date.fromisoformat, nargs="?", metavar="DAY", help="2026-09-30; left out: today")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        with acting(command(workspace_id)):
            worth = net_worth(on=options["day"] or timezone.localdate())
        for told in (*map(_holding, worth.holdings), _total(worth)):
            self.stdout.write(json.dumps(told, default=str))


def _holding(holding: Holding) -> dict[str, object]:
    names = ("currency", "balance", "value", "booked", "gain")
    return {"account": holding.account.name, **{name: getattr(holding, name) for name in names}}


def _total(worth: NetWorth) -> dict[str, object]:
    names = ("on", "base_currency", "total", "unconverted", "gain", "gain_is_whole", "gain_booked")
    return {name: getattr(worth, name) for name in names}
