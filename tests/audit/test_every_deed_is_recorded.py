"""Every use-case that changes something leaves an event: who calls `audit_record` is followed through the source."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import Cast
from users.audit.actions import ACTIONS, UnknownActionError
from users.audit.services import audit_record
from users.tenancy.actor import acting

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("finance/services", "users")
RECORDERS = {"audit_record", "person_record", "instance_record"}  # users/audit/rarely.py calls them

# Use-cases that leave no event of their own, each with the reason.
WITHOUT = {
    "users.audit.services.audit_record": "it writes the event itself",
    "users.audit.services.person_record": "it writes the event itself",
    "users.audit.services.instance_record": "it writes the event itself",
    "users.sessions.accounts.address_vouch": "part of making or changing an account, told as person_created or email_changed",
    "users.sessions.selectors.sessions_list": "it reads",
    "users.sessions.services.session_keep": "part of a change of password, which is told by the adapter",
    "users.workspaces.invitation_answers.invitation_look": "it reads",
    "users.workspaces.services.member_let_in": "part of accepting an invitation, which is told there as member_added",
}
ASIDE = {"ledger_open"}  # what a use-case makes sure of first tells nothing of its own deed


@dataclass
class Source:
    """The functions of one module, and where the names that it imports come from."""

    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)


def sources() -> dict[str, Source]:
    found = {}
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        source = Source()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                source.functions[node.name] = node
            elif isinstance(node, ast.ImportFrom):
                source.imported |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        found[".".join(path.relative_to(ROOT).with_suffix("").parts)] = source
    return found


SOURCES = sources()


def records(module: str, name: str, seen: frozenset[str] = frozenset()) -> bool:
    """Whether the function, or any that it calls, appends to the audit trail."""
    source = SOURCES.get(module, Source())
    if name in source.imported:
        there, _dot, name = source.imported[name].rpartition(".")
        return name in RECORDERS or records(there, name, seen)
    if f"{module}.{name}" in seen or name not in source.functions:
        return False
    called = {node.id for node in ast.walk(source.functions[name]) if isinstance(node, ast.Name)}
    return any(records(module, other, seen | {f"{module}.{name}"}) for other in called - {name} - ASIDE)


def use_cases() -> list[str]:
    """Public functions that take an `actor` by keyword, or the `user` whose account it is about."""
    return [
        f"{module}.{name}"
        for module, source in SOURCES.items()
        for name, function in source.functions.items()
        if not name.startswith("_") and {"actor", "user"} & {argument.arg for argument in function.args.kwonlyargs}
    ]


def test_there_are_use_cases() -> None:
    assert {"finance.services.documents.document_purge", "users.keys.services.api_key_create"} <= set(use_cases())


@pytest.mark.parametrize("use_case", use_cases())
def test_every_use_case_leaves_an_event_or_says_why_not(use_case: str) -> None:
    module, _dot, name = use_case.rpartition(".")

    assert records(module, name) is not (use_case in WITHOUT)


def test_each_exception_is_a_use_case_and_has_its_reason() -> None:
    assert set(WITHOUT) <= set(use_cases())
    assert all(WITHOUT.values())


def literal_actions() -> set[str]:
    """Texts that stand where a function of the same module, or a recorder, takes an `action`."""
    found = set()
    for module, source in SOURCES.items():
        for call in (node for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)):
            if getattr(call.func, "attr", "") == "add_argument":
                continue  # argparse has actions of its own
            found |= {word.value.value for word in call.keywords if word.arg == "action" and isinstance(word.value, ast.Constant)}
            found |= {
                call.args[place].value for place in action_places(source, call) if isinstance(call.args[place], ast.Constant)
            }
    return {text for text in found if isinstance(text, str)}


def tree_of(module: str) -> ast.Module:
    return ast.parse((ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8"))


def action_places(source: Source, call: ast.Call) -> list[int]:
    function = source.functions.get(getattr(call.func, "id", ""))
    names = [argument.arg for argument in function.args.args] if function else []
    return [place for place, name in enumerate(names) if name == "action" and place < len(call.args)]


def test_every_action_that_the_source_names_is_explained() -> None:
    named = literal_actions()

    assert {"document_purged", "member_added", "transaction_updated"} <= named
    assert named - set(ACTIONS) == set()


def test_actions_are_a_thing_and_a_past_participle() -> None:
    endings = ("ed", "_shown", "_left", "_up", "over")
    assert [action for action in ACTIONS if not (action.endswith(endings) and "_" in action and len(action) <= 64)] == []


def test_an_action_that_nobody_explained_is_refused(cast: Cast) -> None:
    with acting(cast.alice), pytest.raises(UnknownActionError, match="Add it to users/audit/actions"):
        audit_record(actor=cast.alice, action="something_done", subject_type="thing", subject_id=None)
