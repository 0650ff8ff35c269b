"""Rules of SECURITY D5, D6, D21, D22 and D24 that the source itself shows. Each finds its breaches in one file.

`ALLOWED` says which places break a rule on purpose, and why; a place that no longer does makes the list red.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app_settings", "finance", "services", "training", "users", "utils")

OPEN_DOORS = ("permission_classes", "authentication_classes", "SERVE_PERMISSIONS", "SERVE_AUTHENTICATION")
RAW_QUERIES = ("raw", "extra")
REQUEST_PARTS = ("data", "query_params", "GET", "POST", "FILES", "initial_data")
UNPACKING = ("pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "jsonpickle")
XML = ("xml", "lxml", "xmltodict", "defusedxml", "bs4", "html5lib")
RUNNING = ("eval", "exec", "__import__")


@dataclass(frozen=True, slots=True)
class Breach:
    """`where` is the innermost class or function, as `path::name`."""

    rule: str
    where: str
    line: int


Finder = Callable[[ast.AST], bool]

# (rule, where) → why it is right there
ALLOWED: dict[tuple[str, str], str] = {
    ("every_field", "users/admin/people.py::Meta"): "a form of the admin, whose fieldsets say which",
    ("open_door", "app_settings/root.py::RootView"): "tells the addresses of the API, nothing else",
    ("csrf_exempt", "users/sessions/browser.py::BrowserSessionView"): "compares the Origin instead, with tests of its own",
    ("open_door", "app_settings/settings.py::"): "OpenAPI and its pages tell of routes, of no data",
    ("xml", "training/documents/facturx.py::"): "writes XML of our own, reads none",
    ("xml", "services/reading/table_workbook.py::"): "names errors of openpyxl, which parses by defusedxml in the child",
    ("xml", "services/einvoice/parsing.py::"): "hardened and in the reading child; what may not be is refused before it",
    ("xml", "services/einvoice/grammar.py::"): "compiles the XPaths of our own tables, parses nothing",
    ("xml", "services/reading/mail_html.py::"): "the HTML of a mail, in the child, without network and entities from outside",
    ("xml", "services/reading/office_package.py::"): "looks for DTDs with defusedxml, in the child",
    ("xml", "services/reading/docx_text.py::"): "reads with defusedxml, in the child; the rest are names of errors",
    ("xml", "services/reading/office_lock.py::"): "names the error of a parser, after DTDs were refused, in the child",
    ("raw_query", "finance/selectors/full_text.py::_these"): "ids that were found in the scope, as one array",
    ("raw_query", "finance/selectors/full_text.py::_all_found"): "the function takes the workspace in scope as its argument",
}


def breaches_in(source: str, path: str) -> list[Breach]:
    """What a file breaks. `path` is relative to the root of the project."""
    return list(_walk(ast.parse(source), path, ""))


def tree() -> Iterator[tuple[str, str]]:
    """Path and source of every file of the rooms."""
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")


def _walk(node: ast.AST, path: str, inside: str) -> Iterator[Breach]:
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        name = child.name if named else inside  # type: ignore[attr-defined]
        for rule, is_breach in RULES.items():
            if is_breach(child):
                yield Breach(rule, f"{path}::{name}", getattr(child, "lineno", 0))
        yield from _walk(child, path, name)


def _names(node: ast.AST) -> set[str]:
    """Names, attributes and string constants below a node."""
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            found.add(inner.id)
        elif isinstance(inner, ast.Attribute):
            found.add(inner.attr)
        elif isinstance(inner, ast.Constant) and isinstance(inner.value, str):
            found.add(inner.value.rsplit(".", 1)[-1])
    return found


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """What gets which value: by assignment, keyword, or key of a dict; and what a decorator of that name is given."""
    if isinstance(node, ast.Assign):
        yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        yield node.target.id, node.value
    elif isinstance(node, ast.keyword) and node.arg:
        yield node.arg, node.value
    elif isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        yield from ((str(key.value), value) for key, value in pairs if isinstance(key, ast.Constant))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        yield node.func.id, node.args[0]


def _every_field(node: ast.AST) -> bool:
    """D5: a serializer, form or filter that names no field shows the next secret column by itself."""
    return any(
        (name in ("fields", "filterset_fields") and isinstance(value, ast.Constant) and value.value == "__all__")
        for name, value in _assigned(node)
    )


def _open_door(node: ast.AST) -> bool:
    """D6: no permission, no authentication, or whoever comes."""
    for name, value in _assigned(node):
        is_empty = isinstance(value, ast.List | ast.Tuple | ast.Set) and not value.elts
        if name in OPEN_DOORS and (is_empty or "AllowAny" in _names(value)):
            return True
    return False


def _csrf_exempt(node: ast.AST) -> bool:
    """D12: what a browser's cookie opens is guarded by the token."""
    return isinstance(node, ast.Name | ast.Attribute) and "csrf_exempt" in (getattr(node, "id", ""), getattr(node, "attr", ""))


def _raw_query(node: ast.AST) -> bool:
    """D24: SQL that the scope of the workspace is not compiled into."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr in RAW_QUERIES
    return isinstance(node, ast.Name) and node.id == "RawSQL"


def _splat(node: ast.AST) -> bool:
    """D24: names that the caller chose, given on as names of arguments."""
    if not isinstance(node, ast.Call):
        return False
    spread = [keyword.value for keyword in node.keywords if keyword.arg is None]
    return any(isinstance(inner, ast.Attribute) and inner.attr in REQUEST_PARTS for value in spread for inner in ast.walk(value))


def _unpacking(node: ast.AST) -> bool:
    """D22: what runs code that came as data."""
    if _imports(node, UNPACKING):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in RUNNING
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.value.id == "yaml" and node.attr not in ("safe_load", "safe_dump")
    return any(name == "allow_pickle" and getattr(value, "value", None) is not False for name, value in _assigned(node))


def _xml(node: ast.AST) -> bool:
    """D21: parsers of XML and HTML stand in one place, once there is one."""
    return _imports(node, XML)


def _all_history(node: ast.AST) -> bool:
    """The events of all tables at once, which no scope holds (ARCHITECTURE 5)."""
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith("pghistory") and any(
            alias.name in ("Events", "MiddlewareEvents") for alias in node.names
        )
    return isinstance(node, ast.Attribute) and node.attr in ("Events", "MiddlewareEvents")


def _imports(node: ast.AST, roots: tuple[str, ...]) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[0] in roots for alias in node.names)
    return isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in roots


RULES: dict[str, Finder] = {
    "every_field": _every_field,
    "open_door": _open_door,
    "csrf_exempt": _csrf_exempt,
    "raw_query": _raw_query,
    "splat": _splat,
    "unpacking": _unpacking,
    "xml": _xml,
    "all_history": _all_history,
}
