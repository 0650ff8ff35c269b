"""The checklist is whole and true: each control has tests that exist, or a reason; and people read the same."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.security.checklist import CONTROLS, PAGE, Control, page

TESTS = Path(__file__).resolve().parents[1]


@cache
def functions_of(path: str) -> set[str]:
    file = TESTS / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_all_forty_controls_stand_there_once() -> None:
    assert [control.id for control in CONTROLS] == [f"D{number}" for number in range(1, 41)]


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.id)
def test_each_control_is_tested_or_says_why_not(control: Control) -> None:
    assert bool(control.tests) is not bool(control.later)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.id)
def test_the_named_tests_exist(control: Control) -> None:
    named = [test.split("::") for test in control.tests]
    assert [f"{path}::{name}" for path, name in named if not name.startswith("test_") or name not in functions_of(path)] == []


def test_the_page_for_people_says_the_same() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make it anew: python -m tests.security.checklist"
