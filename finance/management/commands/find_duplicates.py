"""`manage.py find_duplicates`: look through the past for documents and transactions that are there twice, and mark them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.services.duplicate_search import duplicates_find
from users.models import Workspace
from users.tenancy.actor import acting, machine


class Command(BaseCommand):
    help = "Mark documents and transactions that look like twins, in all workspaces or in one. Nothing is changed or deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", type=UUID, help="only this workspace (id)")

    def handle(self, *_args: Any, **options: Any) -> None:
        wanted = options["workspace"]
        workspaces = Workspace.objects.filter(**({"id": wanted} if wanted else {})).order_by("id")
        if wanted and not workspaces.exists():
            raise CommandError(f"There is no workspace {wanted}.")
        for workspace_id in workspaces.values_list("id", flat=True):
            with acting(machine(workspace_id)):
                self.stdout.write(f"{workspace_id}: {duplicates_find()} new pairs")
