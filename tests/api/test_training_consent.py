"""The consent to training by the REST face: an owner's to give and to take back."""

from __future__ import annotations

import pytest

from tests.api.conftest import Client, Clients, key_of
from tests.conftest import Cast, join
from users.models import User
from users.workspaces.roles import Role

LEDGER = "/api/v1/finance/ledger/"


def test_an_owner_gives_it_and_the_settings_tell_who_and_since_when(clients: Clients, cast: Cast) -> None:
    assert clients.alice.get(LEDGER).json()["training_consent"] is False
    given = clients.alice.patch(LEDGER, {"training_consent": True}).json()
    assert (given["training_consent"], given["training_consent_by"]) == (True, str(cast.alice.user_id))
    assert given["training_consent_at"]
    taken = clients.alice.patch(LEDGER, {"training_consent": False}).json()
    assert (taken["training_consent"], taken["training_consent_at"], taken["training_consent_by"]) == (False, None, None)
    assert clients.charlie.get(LEDGER).json()["training_consent"] is False


def test_an_admin_may_change_the_rest_and_not_this(clients: Clients, cast: Cast) -> None:
    user = User.objects.create_user("admin@example.org", "a long enough word")
    admin = Client(key_of(join(cast.workspace, user, Role.ADMIN)))
    assert admin.patch(LEDGER, {"retention_years": 7}).status_code == 200
    for body in ({"training_consent": True}, {"training_consent": False}, {"retention_years": 9, "training_consent": True}):
        assert admin.patch(LEDGER, body).status_code == 403
    assert clients.alice.get(LEDGER).json()["retention_years"] == 7


@pytest.mark.parametrize("wrong", [None, "perhaps", 2, [], {}])
def test_what_is_neither_yes_nor_no_is_refused(clients: Clients, wrong: object) -> None:
    assert clients.alice.patch(LEDGER, {"training_consent": wrong}).status_code == 400


@pytest.mark.parametrize("said", ["true", "yes", 1, 0, "", [], {}, "on"])
def test_what_only_looks_like_a_consent_is_none(clients: Clients, said: object) -> None:
    refused = clients.alice.patch(LEDGER, {"training_consent": said})
    assert refused.status_code == 400
    assert "training_consent" in refused.json()["errors"]
    assert clients.alice.get(LEDGER).json()["training_consent"] is False
