"""Every finding that the code can make tells a person what to do about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from finance import errors as ledger_errors
from services import errors as service_errors
from services.parsers.reading_findings import _TOLD
from services.parsers.remedies import REMEDIES, has_remedy, remedy_of
from services.types import FieldName
from utils.errors import DomainError

ROOT = Path(__file__).parents[2]
MAKERS = {"Finding", "Told"}
REQUIRED = (FieldName.VENDOR, FieldName.TOTAL, FieldName.DATE, FieldName.CURRENCY)
REFUSED_BY_BOOKING = {"PeriodLockedError", "AlreadyBookedError", "LedgerNotOpenError", "AccountCurrencyError", "BaseAmountError",
                      "InvalidMoneyError", "PostingError", "UnbalancedError", "NameTakenError", "BusyError"}  # fmt: skip
BY_A_PARAMETER = {  # the functions that make a finding of a code that they are given, and where their codes stand
    ("finance/services/deciding.py", "refused"): {
        error.code for error in vars(ledger_errors).values()
        if isinstance(error, type) and issubclass(error, DomainError) and error.__name__ in REFUSED_BY_BOOKING
    },
    ("services/providers/chain.py", "_failure_finding"): {
        error.code for error in vars(service_errors).values()
        if isinstance(error, type) and issubclass(error, service_errors.ProviderError)
    },
    ("services/parsers/reading_findings.py", "reading_findings"): set(_TOLD),
}  # fmt: skip


def modules() -> Iterator[tuple[str, ast.Module]]:
    for room in ("services", "finance", "training"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "/migrations/" not in str(path):
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def functions(module: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    yield module, ""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            yield node, node.name


def calls(within: ast.AST) -> Iterator[ast.Call]:
    """Those of this function alone, not of functions inside it."""
    for child in ast.iter_child_nodes(within):
        if isinstance(child, ast.Call):
            yield child
        if not isinstance(child, ast.FunctionDef):
            yield from calls(child)


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def constants(module: ast.Module) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Constant):
            found[node.targets[0].id] = str(node.value.value)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
            for target, value in zip(node.targets[0].elts, node.value.elts, strict=True):
                if isinstance(target, ast.Name) and isinstance(value, ast.Constant):
                    found[target.id] = str(value.value)
    return found


def imported(module: ast.Module) -> dict[str, str]:
    """Constants that a module has from others of ours."""
    found: dict[str, str] = {}
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            path = ROOT / f"{node.module.replace('.', '/')}.py"
            theirs = constants(ast.parse(path.read_text(encoding="utf-8"))) if path.is_file() else {}
            found |= {alias.asname or alias.name: theirs[alias.name] for alias in node.names if alias.name in theirs}
    return found


def codes_of(path: str, module: ast.Module) -> Iterator[str]:
    """The codes of all findings that a module makes; a code that cannot be told fails."""
    known, makers = imported(module) | constants(module), set(MAKERS)
    for node, function in functions(module):
        for call in calls(node):
            if name_of(call) in MAKERS and call.args and _first_is_a_parameter(call, node, known):
                makers.add(function)
    for node, function in functions(module):
        for call in calls(node):
            if name_of(call) in makers and call.args:
                yield from _code(call.args[0], path, function, known, is_passed_on=function in makers)


def _first_is_a_parameter(call: ast.Call, function: ast.AST, known: dict[str, str]) -> bool:
    first = call.args[0]
    parameters = [argument.arg for argument in function.args.args] if isinstance(function, ast.FunctionDef) else []
    return isinstance(first, ast.Name) and first.id not in known and first.id in parameters


def _code(first: ast.expr, path: str, function: str, known: dict[str, str], *, is_passed_on: bool) -> Iterator[str]:
    if isinstance(first, ast.Constant):
        yield str(first.value)
    elif isinstance(first, ast.JoinedStr) and ast.unparse(first).endswith("_missing'"):
        yield from (f"{name.value}_missing" for name in REQUIRED)
    elif isinstance(first, ast.Name) and first.id in known:
        yield known[first.id]
    elif (path, function) in BY_A_PARAMETER:
        yield from BY_A_PARAMETER[path, function]
    elif path == "services/einvoice/rules.py":
        yield "BR-1"
    elif not is_passed_on:
        pytest.fail(f"{path}, {function}: the code {ast.unparse(first)} cannot be told. Name it, or add it to BY_A_PARAMETER.")


def all_codes() -> set[tuple[str, str]]:
    return {(path, code) for path, module in modules() for code in codes_of(path, module)}


def test_each_finding_that_the_code_can_make_has_a_remedy() -> None:
    found = all_codes()
    assert len(found) > 60
    assert sorted((path, code) for path, code in found if not has_remedy(code)) == []


def test_no_remedy_is_kept_for_what_nobody_finds() -> None:
    found = {code for _path, code in all_codes()}
    assert sorted(set(REMEDIES) - found - {"rate_missing", "not_found"}) == []  # two that other rooms raise while it books


def test_a_code_without_a_remedy_is_noticed() -> None:
    module = ast.parse(
        'def f():\n    yield Finding("brand_new", S, "!")\ndef g(code):\n    return Finding(code, S)\nx = g("other_new")'
    )
    assert set(codes_of("services/x.py", module)) == {"brand_new", "other_new"}
    assert not has_remedy("brand_new")


def test_rules_of_e_invoices_have_the_remedy_of_their_family() -> None:
    assert remedy_of("BR-CO-15") == remedy_of("PEPPOL-EN16931-R120")
    assert has_remedy("BR-CO-15")


def test_what_is_not_known_has_a_general_remedy() -> None:
    assert "check the values" in remedy_of("something_of_an_old_version")


@pytest.mark.parametrize("remedy", sorted(set(REMEDIES.values())))
def test_a_remedy_is_a_sentence(remedy: str) -> None:
    assert remedy[0].isupper()
    assert remedy.endswith(".")
    assert "{" not in remedy
