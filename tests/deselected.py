"""A pytest plugin (`-p tests.deselected`) that names what was not run, so that nobody takes silence for success."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

_deselected: set[str] = set()


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    _deselected.update(item.nodeid for item in items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # one of several workers of `-n`: tells the one that reports
        session.config.workeroutput["deselected"] = sorted(_deselected)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    _deselected.update(getattr(node, "workeroutput", {}).get("deselected", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _deselected:
        terminalreporter.section("not run here: these need outside services (.ci/run runs them)", sep="-")
        for name in sorted(_deselected):
            terminalreporter.write_line(name)
