"""`manage.py create_key WORKSPACE_ID`: an API key for a service account or a member, as one JSON line."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from users.keys.limits import LIFETIME_DEFAULT, LIFETIME_MAX
from users.keys.service_accounts import SERVICE_ROLES, service_account_create, service_account_list
from users.keys.services import api_key_create
from users.tenancy.actor import Actor, acting, command
from users.workspaces.models import Membership, Workspace
from users.workspaces.roles import Capability, Role
from utils.errors import DomainError


class Command(BaseCommand):
    help = (
        "Makes an API key and prints one JSON line with its secret: shown once, kept nowhere. A service account of an unknown "
        "name is made when --role says what it may do."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workspace", type=UUID, metavar="WORKSPACE_ID")
        holder = parser.add_mutually_exclusive_group(required=True)
        holder.add_argument("--service", metavar="NAME", help="the service account that gets the key")
        holder.add_argument("--member", metavar="EMAIL", help="the person who gets the key")
        parser.add_argument("--role", choices=[role.value for role in SERVICE_ROLES], help="of a service account that is new")
        parser.add_argument("--name", default="made at the server", help="what the key is called")
        parser.add_argument(
            "--scope", action="append", choices=[one.value for one in Capability], help="default: all of the role"
        )
        end = parser.add_mutually_exclusive_group()
        end.add_argument("--days", type=_days, default=LIFETIME_DEFAULT, help=f"default: {LIFETIME_DEFAULT.days}")
        end.add_argument("--forever", action="store_true", help="never ends by itself; revoke it in the back office")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not Workspace.objects.filter(id=options["workspace"]).exists():
            raise CommandError(f"There is no workspace {options['workspace']}.")
        actor = command(options["workspace"])
        try:
            with transaction.atomic(), acting(actor):
                told = _create(actor, options)
        except DomainError as error:
            raise CommandError(error.detail) from error
        self.stdout.write(json.dumps(told))


def _days(text: str) -> timedelta:
    if not (text.isascii() and text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= LIFETIME_MAX.days):
        raise ArgumentTypeError(f"give a whole number from 1 to {LIFETIME_MAX.days}")
    return timedelta(days=int(text))


def _create(actor: Actor, options: dict[str, Any]) -> dict[str, Any]:
    holder = _service(actor, options) if options["service"] else _member(options)
    expires_at: datetime | None = None if options["forever"] else timezone.now() + options["days"]
    scopes = [Capability(scope) for scope in options["scope"]] if options["scope"] else None
    made = api_key_create(actor=actor, membership=holder, name=options["name"], scopes=scopes, expires_at=expires_at)
    return {
        "workspace_id": str(holder.workspace_id),
        "membership_id": str(holder.id),
        "api_key_id": str(made.key.id),
        "scopes": made.key.scopes,
        "expires_at": expires_at.isoformat() if expires_at else None,
        "api_key": made.secret,
    }


def _service(actor: Actor, options: dict[str, Any]) -> Membership:
    found = list(service_account_list().filter(user__name=options["service"])[:2])
    if len(found) > 1:
        raise CommandError(f"Several service accounts are called “{options['service']}”. Rename one in the back office.")
    if found and options["role"] not in (None, str(found[0].role)):
        raise CommandError(f"“{options['service']}” is {found[0].role}. Leave out --role, or change it in the back office.")
    if not found and options["role"] is None:
        raise CommandError(f"There is no service account “{options['service']}”. Say --role, and it is made.")
    return found[0] if found else service_account_create(actor=actor, name=options["service"], role=Role(options["role"]))


def _member(options: dict[str, Any]) -> Membership:
    if options["role"]:
        raise CommandError("--role is for a new service account. Leave it out.")
    held = Membership.objects.filter(user__email=options["member"].strip().lower()).first()
    if held is None:
        raise CommandError(f"{options['member']} is no member of this workspace. See `manage.py create_user --help`.")
    return held
