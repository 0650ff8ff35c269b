"""`manage.py export_training --workspace ID --out DIR`: confirmed documents of a workspace that agreed, as a training set."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from finance.services.training_export import training_export
from users.models import Workspace
from users.tenancy.actor import acting, command
from utils.errors import QuittanceError


class Command(BaseCommand):
    help = (
        "Writes the confirmed documents of a workspace into a new folder, with a manifest that training reads "
        "(docs/training.md). Refuses without the consent of the workspace. Prints one JSON line."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workspace", type=UUID, required=True, metavar="WORKSPACE_ID")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new or empty folder")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace_id: UUID = options["workspace"]
        if not Workspace.objects.filter(id=workspace_id).exists():
            raise CommandError(f"There is no workspace {workspace_id}.")
        actor = command(workspace_id)
        try:
            with acting(actor):
                written = training_export(actor=actor, folder=options["out"])
        except QuittanceError as error:
            raise CommandError(error.detail) from error
        except OSError as error:
            raise CommandError(f"The folder cannot be written: {error}") from error
        told = {"documents": written.documents, "left_out": written.left_out, "manifest": str(written.manifest)}
        self.stdout.write(json.dumps({"workspace_id": str(workspace_id), **told}))
