"""`manage.py complete_base_amounts [WORKSPACE_ID]`: value what had no rate when it was booked. One JSON line per workspace."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.services.base_amounts_posted import base_amounts_complete
from users.models import Workspace
from users.tenancy.actor import acting, command


class Command(BaseCommand):
    help = "Give base amounts to transactions that had no rate, in one workspace or in all; locked periods stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workspace", type=UUID, nargs="?", metavar="WORKSPACE_ID")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspaces = Workspace.objects.order_by("id").values_list("id", flat=True)
        if options["workspace"] is not None:
            workspaces = workspaces.filter(id=options["workspace"])
            if not workspaces:
                raise CommandError(f"There is no workspace {options['workspace']}.")
        for workspace_id in workspaces:
            actor = command(workspace_id)
            with acting(actor):
                told = asdict(base_amounts_complete(actor=actor))
            self.stdout.write(json.dumps({"workspace_id": str(workspace_id), **told}))
