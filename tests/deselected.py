"""A pytest plugin (`-p tests.deselected`) that names what was not run, so that nobody takes silence for success."""

from collections.abc import Sequence

import pytest

_deselected: list[str] = []


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    _deselected.extend(item.nodeid for item in items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _deselected:
        terminalreporter.section("not run here: these need outside services (.ci/run runs them)", sep="-")
        for name in sorted(_deselected):
            terminalreporter.write_line(name)
