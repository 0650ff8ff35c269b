"""Opening a workspace, and changing what it is called and where it is at home."""

from __future__ import annotations

from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction

from users.audit.services import audit_record
from users.people.models import User
from users.people.services import require_person
from users.signals import workspace_opened
from users.tenancy.actor import Actor, acting, person
from users.tenancy.staleness import refuse_stale
from users.workspaces.errors import BaseCurrencyBookedError, WorkspaceFieldError
from users.workspaces.models import Membership, Workspace
from users.workspaces.roles import Capability, Role
from users.workspaces.selectors import refuse_too_many_workspaces
from utils.constraints import constraint_name
from utils.money import currencies
from utils.places import countries, locales, timezones


class WorkspaceChanges(TypedDict, total=False):
    """What `workspace_update` may change. The base currency only while nothing is booked."""

    name: str
    base_currency: str
    country: str
    locale: str
    timezone: str


@transaction.atomic
def workspace_open(*, owner: User, **fields: Unpack[WorkspaceChanges]) -> Workspace:
    """A workspace with its first owner and all that others open with it (`users.signals.workspace_opened`: its ledger).

    Raises WorkspaceFieldError, WorkspaceLimitError, ServiceAccountError.
    """
    require_person(owner)
    workspace = Workspace()
    _fill(workspace, fields)
    User.objects.select_for_update(no_key=True).get(id=owner.id)
    workspace.save(force_insert=True)
    actor = person(workspace_id=workspace.id, user_id=owner.id, role=Role.OWNER)
    with acting(actor):
        refuse_too_many_workspaces(owner)
        Membership.objects.create(workspace=workspace, user=owner, role=Role.OWNER)
        audit_record(actor=actor, action="workspace_created", subject_type="workspace", subject_id=workspace.id)
        workspace_opened.send(sender=Workspace, actor=actor)
    return workspace


def workspace_update(*, actor: Actor, expected_version: int | None = None, **changes: Unpack[WorkspaceChanges]) -> Workspace:
    """Change some of name, base currency, country, locale and time zone of the actor's workspace.

    Raises WorkspaceFieldError, BaseCurrencyBookedError, StaleVersionError, NotAllowedError.
    """
    actor.require(Capability.WORKSPACE_MANAGE)
    try:
        with transaction.atomic():
            held = Workspace.objects.select_for_update(no_key=True).get(id=actor.workspace_id)
            refuse_stale(held=held.version, expected=expected_version)
            _fill(held, changes)
            held.version += 1
            held.save(update_fields=[*changes, "version"])
            data = {"fields": " ".join(sorted(changes))}
            audit_record(actor=actor, action="workspace_updated", subject_type="workspace", subject_id=held.id, data=data)
    except IntegrityError as error:
        if constraint_name(error) != "workspace_base_currency_is_booked":  # the ledger's guard: finance/sql/
            raise
        raise BaseCurrencyBookedError(
            "Amounts are booked in the base currency already. Open another workspace for another currency."
        ) from error
    return held


def _fill(workspace: Workspace, fields: WorkspaceChanges) -> None:
    workspace.name = fields.get("name", workspace.name).strip()
    workspace.base_currency = fields.get("base_currency", workspace.base_currency)
    workspace.country = fields.get("country", workspace.country)
    workspace.locale = fields.get("locale", workspace.locale)
    workspace.timezone = fields.get("timezone", workspace.timezone)
    _refuse_odd_fields(workspace)


def _refuse_odd_fields(workspace: Workspace) -> None:
    odd = {
        "name": (not 1 <= len(workspace.name) <= 200, "Give a name of 1 to 200 characters."),
        "base_currency": (workspace.base_currency not in currencies(), "Give a currency of ISO 4217, such as EUR."),
        "country": (workspace.country not in {"", *countries()}, "Give a country of ISO 3166-1, such as DE."),
        "locale": (workspace.locale not in locales(), "Give a language such as de or de-AT."),
        "timezone": (workspace.timezone not in timezones(), "Give a time zone such as Europe/Berlin."),
    }
    if errors := {field: [sentence] for field, (is_odd, sentence) in odd.items() if is_odd}:
        raise WorkspaceFieldError("A workspace cannot have these values; see `errors`.", errors=errors)
