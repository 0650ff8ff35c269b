"""No float in code that handles money: a walk over its syntax (confidences are no money)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MONEY_CODE = [
    ROOT / "utils" / "money.py",
    ROOT / "services" / "parsers" / "amounts.py",
    ROOT / "services" / "parsers" / "arithmetic.py",
    *sorted((ROOT / "finance" / "models").glob("*.py")),
    *sorted((ROOT / "finance" / "selectors").glob("*.py")),
    *sorted((ROOT / "finance" / "services").glob("*.py")),
]
NO_MONEY = ("confidence", "seconds", "score", "width", "height", "side", "x0", "y0")  # what may be a float


def floats_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if _is_float(node):
            yield f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)}"


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        is_one = _names_float(node.func) or (isinstance(node.func, ast.Attribute) and node.func.attr == "FloatField")
        return is_one and not _is_of_no_money(node)
    if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        return _mentions_float(node.annotation) and not _is_of_no_money(node)
    if isinstance(node, ast.FunctionDef) and node.returns is not None:
        return _mentions_float(node.returns) and not any(word in node.name for word in NO_MONEY)
    return False


def _is_of_no_money(node: ast.AST) -> bool:
    return any(word in ast.unparse(node) for word in NO_MONEY)


def _mentions_float(annotation: ast.expr) -> bool:
    return any(_names_float(part) for part in ast.walk(annotation))


def _names_float(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "float"


@pytest.mark.parametrize("path", MONEY_CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_there_is_no_float(path: Path) -> None:
    assert list(floats_in(path)) == []


@pytest.mark.parametrize("line", ["x = float('1')", "x: float = y", "def f(x: float | None): pass", "x = models.FloatField()"])
def test_the_walk_sees_a_float(line: str) -> None:
    assert any(_is_float(node) for node in ast.walk(ast.parse(line)))
