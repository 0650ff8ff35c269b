"""Only the listed files may look at all workspaces at once (ARCHITECTURE 5)."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("app_settings", "finance", "services", "training", "users", "utils")

MAY_CALL = frozenset(
    {
        "finance/services/base_amounts_posted.py",  # which workspaces wait for rates that came
        "finance/services/document_files.py",  # bytes are unlinked only when no workspace points at them
        "finance/services/document_sweep.py",  # the sweep
        "finance/services/document_work.py",  # the claim
        "finance/services/document_verification.py",  # the command verify_blobs
        "finance/services/export_work.py",  # the claim of an export
        "users/audit/services.py",  # events of an account (in each of its workspaces) and of the instance (in none)
        "users/encryption/rotation.py",  # the command rotate_encryption
        "users/idempotency/records.py",  # keys of a person belong to no workspace; the nightly clearing
        "users/keys/services.py",  # authentication
        "users/sessions/adapter.py",  # deletes an account in no workspace
        "users/sessions/cleaning.py",  # the same, nightly
        "users/sessions/authentication.py",  # which workspaces somebody reaches is found out before any is entered
        "users/tenancy/operator.py",  # the operator scope of the admin
        "users/workspaces/invitation_links.py",  # whoever has a link does not belong to its workspace yet
        "users/workspaces/selectors.py",  # how many workspaces a person belongs to
    }
)


def callers() -> set[str]:
    found = set()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if _names_unscoped(ast.parse(path.read_text(encoding="utf-8"))):
                found.add(str(path.relative_to(ROOT)))
    return found


def _names_unscoped(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(alias.name == "unscoped" for alias in node.names):
            return True
        if isinstance(node, ast.Attribute) and node.attr in ("unscoped", "_active"):
            return True
    return False


def test_only_listed_files_look_at_all_workspaces() -> None:
    assert callers() - MAY_CALL == set()


def test_the_list_names_no_file_that_does_not() -> None:
    assert MAY_CALL - callers() == set()
