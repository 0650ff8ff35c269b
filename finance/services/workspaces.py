"""A workspace that can be worked in: with its owner and an open ledger."""

from __future__ import annotations

from django.db import transaction

from finance.services.ledger import ledger_open
from users.people.models import User
from users.tenancy.actor import acting, person
from users.workspaces.models import Workspace
from users.workspaces.roles import Role
from users.workspaces.services import workspace_create


@transaction.atomic
def workspace_open(
    *, name: str, owner: User, base_currency: str = "EUR", country: str = "", locale: str = "en", timezone: str = "UTC"
) -> Workspace:
    """Make the workspace with its owner, and open its ledger. Raises WorkspaceFieldError."""
    workspace = workspace_create(
        name=name, owner=owner, base_currency=base_currency, country=country, locale=locale, timezone=timezone
    )
    actor = person(workspace_id=workspace.id, user_id=owner.id, role=Role.OWNER)
    with acting(actor):
        ledger_open(actor=actor)
    return workspace
