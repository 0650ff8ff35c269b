"""Confirmed documents are used for training only where an owner agreed: by the API, the back office and the command line."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from finance.models import LedgerSettings
from finance.selectors.ledger import ledger_settings
from finance.services.ledger_settings import ledger_settings_update
from tests.conftest import Cast, join
from users.models import AuditEvent, User
from users.tenancy.actor import Actor, acting
from users.tenancy.scope import scope
from users.workspaces.roles import Role
from utils.errors import NotAllowedError


def admin_of(cast: Cast) -> Actor:
    return join(cast.workspace, User.objects.create_user("admin@example.org", "a long enough word"), Role.ADMIN)


def by_command(cast: Cast, *arguments: str) -> dict[str, object]:
    out = StringIO()
    call_command("ledger_settings", str(cast.workspace.id), *arguments, stdout=out)
    told: dict[str, object] = json.loads(out.getvalue())
    return told


def test_nobody_has_agreed_at_first(cast: Cast) -> None:
    with acting(cast.alice):
        assert not ledger_settings().training_consent
    assert by_command(cast)["training_consent"] is False


def test_an_owner_agrees_and_withdraws_and_the_trail_tells(cast: Cast) -> None:
    with acting(cast.alice):
        given = ledger_settings_update(actor=cast.alice, training_consent=True)
        assert (given.training_consent, given.training_consent_by_id) == (True, cast.alice.user_id)
        since = given.training_consent_at
        again = ledger_settings_update(actor=cast.alice, training_consent=True)
        assert again.training_consent_at == since
        taken = ledger_settings_update(actor=cast.alice, training_consent=False)
        assert (taken.training_consent, taken.training_consent_at, taken.training_consent_by_id) == (False, None, None)
        trail = list(AuditEvent.objects.filter(action="ledger_settings_changed").order_by("at").values_list("actor_id", "data"))
    assert trail == [
        (cast.alice.id, {"training_consent": "False → True"}),
        (cast.alice.id, {"training_consent": "True → True"}),
        (cast.alice.id, {"training_consent": "True → False"}),
    ]


@pytest.mark.parametrize("granted", [True, False])
def test_it_is_an_owners_to_say(cast: Cast, granted: bool) -> None:
    admin = admin_of(cast)
    for actor in (admin, cast.bob):
        with acting(actor), pytest.raises(NotAllowedError):
            ledger_settings_update(actor=actor, training_consent=granted)
    with acting(admin):
        assert ledger_settings_update(actor=admin, retention_years=5).retention_years == 5


def test_one_workspace_does_not_agree_for_another(cast: Cast) -> None:
    with acting(cast.alice):
        ledger_settings_update(actor=cast.alice, training_consent=True)
    with acting(cast.charlie):
        assert not ledger_settings().training_consent


def test_the_command_sets_it(cast: Cast) -> None:
    assert by_command(cast, "--training-consent", "yes")["training_consent"] is True
    assert by_command(cast, "--training-consent", "no")["training_consent"] is False
    with pytest.raises(CommandError, match="yes or no"):
        by_command(cast, "--training-consent", "maybe")


def test_the_back_office_notes_and_withdraws_it(cast: Cast) -> None:
    root = User.objects.create_superuser("root@example.org", "a long enough word")
    client = Client()
    client.force_login(root)
    with acting(cast.alice):
        row = ledger_settings_update(actor=cast.alice, training_consent=False)
    address = reverse("admin:finance_ledgersettings_changelist")
    for action, expected in (("consent_to_training", True), ("withdraw_consent", False)):
        client.post(address, {"action": action, "_selected_action": [str(row.id)]})
        with scope(cast.workspace.id):
            assert LedgerSettings.objects.get().training_consent is expected
            assert AuditEvent.objects.filter(action="ledger_settings_changed", actor_kind="operator").exists()
