"""Who acts, what they may do, and what the scope and the change history know of it."""

from uuid import UUID

import pghistory
import pytest

from users.tenancy.actor import Actor, ActorKind, acting, command, machine, operator, person
from users.tenancy.scope import ScopeError, active_scope
from users.workspaces.roles import CAPABILITIES, Capability, Role
from utils.errors import NotAllowedError
from utils.ids import new_id

WORKSPACE, PERSON, KEY = new_id(), new_id(), new_id()


@pytest.mark.parametrize("role", list(Role))
def test_a_person_has_the_capabilities_of_their_role(role: Role) -> None:
    assert person(workspace_id=WORKSPACE, user_id=PERSON, role=role).capabilities == CAPABILITIES[role]


def test_what_an_actor_lacks_is_refused_with_its_name() -> None:
    uploader = person(workspace_id=WORKSPACE, user_id=PERSON, role=Role.UPLOADER)

    with pytest.raises(NotAllowedError, match="ledger_write"):
        uploader.require(Capability.LEDGER_WRITE)


def test_what_an_actor_has_passes() -> None:
    person(workspace_id=WORKSPACE, user_id=PERSON, role=Role.UPLOADER).require(Capability.DOCUMENT_UPLOAD)


@pytest.mark.parametrize(
    ("actor", "kind", "named"),
    [
        (person(workspace_id=WORKSPACE, user_id=PERSON, role=Role.OWNER), ActorKind.USER, PERSON),
        (Actor(ActorKind.API_KEY, WORKSPACE, frozenset(), user_id=PERSON, key_id=KEY), ActorKind.API_KEY, KEY),
        (operator(workspace_id=WORKSPACE, user_id=PERSON), ActorKind.OPERATOR, PERSON),
        (machine(WORKSPACE), ActorKind.MACHINE, None),
        (command(WORKSPACE), ActorKind.COMMAND, None),
    ],
)
def test_the_audit_trail_names_the_key_before_the_person(actor: Actor, kind: ActorKind, named: UUID | None) -> None:
    assert (actor.kind, actor.id) == (kind, named)


def test_acting_opens_the_scope_of_the_actors_workspace_only_while_it_lasts() -> None:
    with acting(machine(WORKSPACE)):
        assert active_scope() == WORKSPACE
    with pytest.raises(ScopeError):
        active_scope()


def test_acting_names_the_actor_in_the_change_history() -> None:
    with acting(operator(workspace_id=WORKSPACE, user_id=PERSON)), pghistory.context() as history:
        assert (history.metadata["actor_kind"], history.metadata["actor"]) == ("operator", str(PERSON))
