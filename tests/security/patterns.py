"""Every regular expression of the tree, and a child process in which each has to get through nasty texts in time (D26).

Run as `python -m tests.security.patterns` it is that child: patterns as JSON lines on stdin, the number of each on stdout when
it is begun. Its own timer of processor time ends it with a signal, so that a pattern that hangs cannot hang the test.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app_settings", "finance", "services", "training", "users", "utils")
IMPORTED = ("app_settings", "finance", "services", "users", "utils")
FUNCTIONS = ("compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")
LENGTH = 10_240
SECONDS = 10.0  # of processor time, for all texts together; without backtracking it takes a hundredth

# What is shorter before it comes to the pattern: the rooms, and single patterns by their beginning.
ROW = 500  # services/parsers/layout.py cuts rows to 400 characters or one word, and words have at most 500
SHORTER = {
    r"[\s,;:]*(?:[\[(]?\s*(?:co": 80,  # services/parsers/name_ends.py: _LONGEST_TAIL
    r"(?:[^\W\d]+,? )?(": 80,  # services/statements/cells.py: LONGEST
    r"\s*(?:\d{1,4}[./\-]": 60,  # services/reading/table_dialect.py: LONGEST_VALUE
}
UNITS = (
    "a",
    "A",
    "0",
    " ",
    "-",
    ".",
    ",",
    "\n",
    "\t",
    "é",
    "1,",
    "1.1 ",
    "a1",
    "a ",
    "a-",
    "<a ",
    "((",
    "aA0 ",
    "€1",
    "12/",
    "@a.",
)
TAILS = ("", "!", "\x00")

Pattern = tuple[str, int, int]  # what, its flags, and how long the texts are that come to it


def patterns_in(source: str, length: int = LENGTH) -> Iterator[Pattern]:
    """What is given to `re` as a literal, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS and node.args:
            is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            first = node.args[0]
            if is_re and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, 0, _length(first.value, length)


def patterns_of(module: ModuleType) -> Iterator[Pattern]:
    """What a module keeps compiled, also in tuples and dicts: those that are put together of pieces."""
    held: list[object] = list(vars(module).values())
    for value in held:
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            yield value.pattern, value.flags & ~re.UNICODE, _length(value.pattern, _length_in(module.__name__))
        elif isinstance(value, tuple | list | set | frozenset):
            held.extend(value)
        elif isinstance(value, dict) and len(value) < 1_000:
            held.extend(value.values())


def _length_in(module: str) -> int:
    return ROW if module.startswith("services.parsers") else LENGTH


def _length(pattern: str, otherwise: int) -> int:
    return next((length for begin, length in SHORTER.items() if pattern.startswith(begin)), otherwise)


def modules() -> Iterator[ModuleType]:
    for room in IMPORTED:
        package = importlib.import_module(room)  # noqa: TID251  # whatever modules there are
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not found.name.endswith(("__main__", ".wsgi")) and ".management" not in found.name:
                yield importlib.import_module(found.name)  # noqa: TID251


def all_patterns() -> list[Pattern]:
    found = {pattern for module in modules() if module.__name__.startswith(IMPORTED) for pattern in patterns_of(module)}
    for file in (file for room in ROOMS for file in (ROOT / room).rglob("*.py")):
        length = _length_in(".".join(file.relative_to(ROOT).with_suffix("").parts))
        found |= set(patterns_in(file.read_text(encoding="utf-8"), length))
    return sorted(found)


def texts(pattern: str, length: int) -> Iterator[str]:
    """So many characters of one piece and an end that does not fit: common pieces, and those that the pattern speaks of."""
    own = set(re.findall(r"[A-Za-z]{2,12}|[^\w\s\\]", pattern))
    for unit in sorted({*UNITS, *sorted(own)[:12]}):
        for tail in TAILS:
            yield (unit * (length // len(unit) + 1))[:length] + tail


def slow_ones(patterns: list[Pattern], *, seconds: float = SECONDS) -> list[Pattern]:
    """Those that were not done in time. After each, the child begins anew with the next one."""
    found: list[Pattern] = []
    begin = 0
    while begin < len(patterns):
        last = begin + _run(patterns[begin:], seconds)
        if last >= len(patterns):
            break
        found.append(patterns[last])
        begin = last + 1
    return found


def _run(patterns: list[Pattern], seconds: float) -> int:
    """How many were done by one child."""
    lines = "".join(f"{json.dumps([*pattern, seconds])}\n" for pattern in patterns)
    child = subprocess.run(
        [sys.executable, "-m", "tests.security.patterns"], input=lines, capture_output=True, text=True, cwd=ROOT, timeout=240,
        check=False,
    )  # fmt: skip
    if child.returncode not in (0, -signal.SIGPROF):
        raise RuntimeError(child.stderr)
    return len(child.stdout.splitlines())


def _child(lines: Iterable[str]) -> None:
    for line in lines:
        pattern, flags, length, seconds = json.loads(line)
        compiled = re.compile(pattern, flags)
        signal.setitimer(signal.ITIMER_PROF, seconds)  # its signal ends the process: nobody handles it
        for text in texts(pattern, length):
            compiled.search(text)
            compiled.fullmatch(text)
        signal.setitimer(signal.ITIMER_PROF, 0)
        print("done", flush=True)


if __name__ == "__main__":
    _child(sys.stdin)
