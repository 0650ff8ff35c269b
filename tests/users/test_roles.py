"""The one table role × capability, written out: a change of rights must be made here too."""

from pathlib import Path

import pytest

from users.workspaces.roles import CAPABILITIES, Capability, Role

#                      owner admin member accountant uploader
TABLE = {
    "document_upload": (1, 1, 1, 0, 1),
    "document_read_own": (1, 1, 1, 1, 1),
    "document_read": (1, 1, 1, 1, 0),
    "document_edit": (1, 1, 1, 0, 0),
    "document_purge": (1, 1, 0, 0, 0),
    "ledger_read": (1, 1, 1, 1, 0),
    "ledger_write": (1, 1, 1, 0, 0),
    "ledger_approve": (1, 1, 0, 0, 0),
    "ledger_lock": (1, 1, 0, 0, 0),
    "comment": (1, 1, 1, 1, 0),
    "export": (1, 1, 1, 1, 0),
    "member_read": (1, 1, 1, 1, 0),
    "member_manage": (1, 1, 0, 0, 0),
    "key_manage": (1, 1, 0, 0, 0),
    "audit_read": (1, 1, 0, 0, 0),
    "workspace_manage": (1, 1, 0, 0, 0),
    "owner_manage": (1, 0, 0, 0, 0),
}
CASES = [(role, Capability(name), bool(may)) for name, row in TABLE.items() for role, may in zip(Role, row, strict=True)]


@pytest.mark.parametrize(("role", "capability", "may"), CASES)
def test_a_role_may_do_what_the_table_says(role: Role, capability: Capability, may: bool) -> None:
    assert (capability in CAPABILITIES[role]) is may


def test_the_table_names_every_capability_and_every_role() -> None:
    assert set(TABLE) == {capability.value for capability in Capability}
    assert set(CAPABILITIES) == set(Role)


def test_the_operators_handbook_shows_the_same_table() -> None:
    text = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    shown = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")]
    rows = {name.strip("`"): cells for name, _what, *cells in shown if name.strip("`") in TABLE}
    assert rows == {name: ["yes" if may else "" for may in row] for name, row in TABLE.items()}
