"""The one table role × capability, written out: a change of rights must be made here too."""

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
    "ledger_lock": (1, 1, 0, 0, 0),
    "workspace_manage": (1, 1, 0, 0, 0),
}
CASES = [(role, Capability(name), bool(may)) for name, row in TABLE.items() for role, may in zip(Role, row, strict=True)]


@pytest.mark.parametrize(("role", "capability", "may"), CASES)
def test_a_role_may_do_what_the_table_says(role: Role, capability: Capability, may: bool) -> None:
    assert (capability in CAPABILITIES[role]) is may


def test_the_table_names_every_capability_and_every_role() -> None:
    assert set(TABLE) == {capability.value for capability in Capability}
    assert set(CAPABILITIES) == set(Role)
