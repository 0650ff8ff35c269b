"""`manage.py create_user EMAIL`: a person, and where they belong, as one JSON line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from users.keys.services import api_key_create
from users.people.models import User
from users.people.services import password_generate, user_create
from users.tenancy.actor import acting, command
from users.workspaces.models import Membership, Workspace
from users.workspaces.opening import workspace_open
from users.workspaces.roles import Role
from users.workspaces.services import membership_add
from utils.errors import DomainError


class Command(BaseCommand):
    help = (
        "Adds a person and prints one JSON line with ids, password and, if asked for, an API key: shown once, kept nowhere. "
        "A workspace of an unknown name is opened with the person as its owner; one that exists is joined."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--workspace", metavar="NAME", help="joined or opened; default: one of their own, named EMAIL")
        parser.add_argument("--role", choices=[role.value for role in Role], help="default: owner of a new one, else member")
        parser.add_argument("--superuser", action="store_true", help="opens the admin; gets a workspace only when asked")
        parser.add_argument("--api-key", action="store_true", help="also makes a key with all rights of the role")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                told = _create(options)
        except DomainError as error:
            raise CommandError(_sentence(error)) from error
        self.stdout.write(json.dumps(told))


def _sentence(error: DomainError) -> str:
    return " ".join([error.detail, *(sentence for sentences in error.errors.values() for sentence in sentences)])


def _create(options: dict[str, Any]) -> dict[str, str]:
    password = password_generate()
    user = user_create(email=options["email"], password=password, is_superuser=options["superuser"])
    told = {"user_id": str(user.id), "email": user.email, "password": password}
    if options["superuser"] and not (options["workspace"] or options["role"] or options["api_key"]):
        return told
    membership = _membership(user, options["workspace"] or user.email, Role(options["role"]) if options["role"] else None)
    told |= {
        "workspace_id": str(membership.workspace_id),
        "workspace": membership.workspace.name,
        "membership_id": str(membership.id),
        "role": str(Role(membership.role).value),
    }
    return told | (_key(membership) if options["api_key"] else {})


def _membership(user: User, name: str, role: Role | None) -> Membership:
    found = list(Workspace.objects.filter(name=name)[:2])
    if len(found) > 1:
        raise CommandError(f"Several workspaces are called “{name}”. Add the person in the admin.")
    if found:
        return _join(user, found[0], role or Role.MEMBER)
    if role not in (None, Role.OWNER):
        raise CommandError(f"“{name}” does not exist yet, so its first person has to be its owner. Leave out --role.")
    workspace = workspace_open(name=name, owner=user)
    with acting(command(workspace.id)):
        return Membership.objects.select_related("workspace").get(user=user)


def _join(user: User, workspace: Workspace, role: Role) -> Membership:
    actor = command(workspace.id)
    with acting(actor):
        return membership_add(actor=actor, user=user, role=role)


def _key(membership: Membership) -> dict[str, str]:
    actor = command(membership.workspace_id)
    with acting(actor):
        made = api_key_create(actor=actor, membership=membership, name="made with the person")
    return {"api_key_id": str(made.key.id), "api_key": made.secret}
