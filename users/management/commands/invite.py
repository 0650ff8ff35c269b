"""`manage.py invite [EMAIL] --workspace … --role …`: the link by which somebody comes in, as one JSON line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from users.tenancy.actor import acting, command
from users.workspaces.invitations import LIFETIME_DEFAULT, LIFETIME_MAX, MadeInvitation, invitation_create
from users.workspaces.models import Workspace
from users.workspaces.roles import Role
from utils.errors import DomainError


class Command(BaseCommand):
    help = (
        "Invites somebody into a workspace and prints one JSON line with the link. With an address only its owner can accept "
        "(and gets a mail, if a server is configured); without one, whoever has the link."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", nargs="?", default="")
        parser.add_argument("--workspace", metavar="NAME_OR_ID", required=True)
        parser.add_argument("--role", choices=[role.value for role in Role], required=True)
        days = range(1, LIFETIME_MAX.days + 1)
        parser.add_argument("--days", type=int, choices=days, default=LIFETIME_DEFAULT.days, metavar="DAYS", help="until it ends")

    def handle(self, *_args: Any, **options: Any) -> None:
        workspace = _workspace(options["workspace"])
        try:
            made = _invite(workspace, options)
        except DomainError as error:
            sentences = [sentence for several in error.errors.values() for sentence in several]
            raise CommandError(" ".join([error.detail, *sentences])) from error
        told = {"invitation_id": str(made.invitation.id), "workspace": workspace.name, "link": made.link}
        self.stdout.write(json.dumps({**told, "expires_at": made.invitation.expires_at.isoformat()}))


def _invite(workspace: Workspace, options: dict[str, Any]) -> MadeInvitation:
    now, actor = timezone.now(), command(workspace.id)
    with acting(actor):
        return invitation_create(
            actor=actor,
            email=options["email"],
            role=Role(options["role"]),
            now=now,
            expires_at=now + timedelta(days=options["days"]),
        )


def _workspace(wished: str) -> Workspace:
    found = list(Workspace.objects.filter(**_named(wished))[:2])
    if len(found) != 1:
        count = "No workspace is" if not found else "Several workspaces are"
        raise CommandError(f"{count} called “{wished}”. Give the id that the back office shows.")
    return found[0]


def _named(wished: str) -> dict[str, Any]:
    try:
        return {"id": UUID(wished)}
    except ValueError:
        return {"name": wished}
