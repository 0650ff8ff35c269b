"""`manage.py add_categories WORKSPACE_ID --language de --shape practice`: adds a ready set. Prints one JSON line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.services.category_sets import LANGUAGES, Shape
from finance.services.ready_categories import categories_add
from users.models import Workspace
from users.tenancy.actor import acting, command


class Command(BaseCommand):
    help = "Adds what a ledger lacks of a ready set of categories. What it has by that name already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workspace", type=UUID, metavar="WORKSPACE_ID")
        parser.add_argument("--language", choices=sorted(LANGUAGES), required=True)
        parser.add_argument("--shape", choices=[shape.value for shape in Shape], default=Shape.GENERAL.value)

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        actor = command(workspace_id)
        with acting(actor):
            made = categories_add(actor=actor, language=options["language"], shape=Shape(options["shape"]))
        self.stdout.write(json.dumps({"workspace_id": str(workspace_id), "added": len(made)}))
