"""The list of `make mutate-guards` is true to the code: each guard stands where it says, and is named once.

(Whether its absence is noticed takes an hour to find out; that it has moved, this tells at once.)
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.mutants.every_guard import GUARDS
from tests.mutants.guards import Edit, Guard

ROOT = Path(__file__).resolve().parents[2]
EDITED = [guard for guard in GUARDS if isinstance(guard.removal, Edit)]


@pytest.mark.parametrize("guard", EDITED, ids=lambda guard: guard.name)
def test_a_guard_stands_where_the_list_says(guard: Guard) -> None:
    assert isinstance(guard.removal, Edit)
    assert (ROOT / guard.removal.path).read_text(encoding="utf-8").count(guard.removal.before) == 1


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_the_tests_that_a_guard_names_exist(guard: Guard) -> None:
    assert guard.tests
    for node in guard.tests:
        path, *names = node.split("::")
        text = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
        assert (ROOT / path).exists(), node
        assert not [name for name in names if not re.search(rf"(def|class) {re.escape(name.split('[')[0])}\b", text)], node


def test_no_guard_is_named_twice() -> None:
    assert [name for name, times in Counter(guard.name for guard in GUARDS).items() if times > 1] == []
