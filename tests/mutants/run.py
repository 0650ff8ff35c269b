"""`make mutate-guards`: remove each guard in turn, in a copy of the tree, and show that a test turns red.

    python -m tests.mutants.run [NAME-PART …]

First all the named tests must be green with every guard in place; then each removal must make its own tests fail.
Exit 1 when a guard could go unnoticed, or when a guard's text is no longer where the list says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.every_guard import GUARDS
from tests.mutants.guards import Edit, Guard, Sql

ROOT = Path(__file__).resolve().parent.parent.parent
TIMEOUT_S = 1800
HANGS_AFTER_S = 90  # a test that waits for what a guard would have ended
OWN_DATABASE = "tests/processes/"
RED = 1  # pytest's exit code for "tests ran and some failed"; 2 to 5 are usage, collection and the like


def main(parts: Sequence[str]) -> int:
    chosen = [guard for guard in GUARDS if not parts or any(part in guard.name for part in parts)]
    sharing = [guard for guard in chosen if not _changes_database(guard)]
    (ROOT / "var").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="mutants-", dir=ROOT / "var") as folder:  # not /tmp: reading children may write there
        copy = Path(folder) / "tree"
        _copy_tree(copy)
        _require_green(copy, _tests_of(chosen), "--create-db")
        unnoticed = [guard.name for guard in sharing if not _is_noticed(guard, copy)]
        # A test that is red because of what an earlier one left in the shared database proves nothing.
        _require_green(copy, [test for test in _tests_of(sharing) if not test.startswith(OWN_DATABASE)], "--reuse-db")
        unnoticed += [guard.name for guard in chosen if guard not in sharing and not _is_noticed(guard, copy)]
    print(f"\n{len(chosen) - len(unnoticed)} of {len(chosen)} guards are missed when they are gone.")
    for name in unnoticed:
        print(f"  UNNOTICED: {name}")
    return 1 if unnoticed else 0


def _tests_of(guards: Sequence[Guard]) -> list[str]:
    return sorted({test for guard in guards for test in guard.tests})


def _require_green(copy: Path, tests: Sequence[str], database: str) -> None:
    done = _pytest(copy, tests, database) if tests else None
    if done is not None and done.returncode:
        print(done.stdout[-3000:], done.stderr[-1000:])
        raise SystemExit("The tests are not green with every guard in place.")


def _changes_database(guard: Guard) -> bool:
    """Those come last, each with a database made anew; the others share the one of the first run."""
    return isinstance(guard.removal, Sql) or guard.removal.path.endswith(".sql")


def _copy_tree(to: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


def _is_noticed(guard: Guard, copy: Path) -> bool:
    """Whether a test fails (an error in a fixture, of usage or of collection is no failure)."""
    undo = _remove(guard.removal, copy)
    database = "--create-db" if _changes_database(guard) else "--reuse-db"
    done = _pytest(copy, guard.tests, database, f"--timeout={HANGS_AFTER_S}")
    for path, text in undo.items():
        path.write_text(text, encoding="utf-8") if text is not None else path.unlink()
    is_red = done.returncode == RED and "\nFAILED " in done.stdout
    if not is_red and done.returncode:
        print(done.stdout[-2000:], done.stderr[-1000:])
    print(f"{'red  ' if is_red else 'GREEN' if done.returncode == 0 else 'error'} without: {guard.name}", flush=True)
    return is_red


def _remove(removal: Edit | Sql, copy: Path) -> dict[Path, str | None]:
    """Take the guard away; returns how to put it back: each file's former text, or None where there was no file."""
    if isinstance(removal, Sql):
        return {_write_last_migration(removal, copy): None}
    path = copy / removal.path
    text = path.read_text(encoding="utf-8")
    if text.count(removal.before) != 1:
        raise SystemExit(f"{removal.path} holds {removal.before!r} {text.count(removal.before)} times, not once: mend guards.py.")
    path.write_text(text.replace(removal.before, removal.after), encoding="utf-8")
    return {path: text}


def _write_last_migration(removal: Sql, copy: Path) -> Path:
    folder = copy / "finance" / "migrations"
    last = max(path.stem for path in folder.glob("0*.py"))
    path = folder / "9999_without_a_guard.py"
    path.write_text(
        "from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n"
        f'    dependencies = [("finance", {last!r})]\n    operations = [migrations.RunSQL({removal.statement!r})]\n',
        encoding="utf-8",
    )
    return path


def _pytest(copy: Path, tests: Sequence[str], *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:randomly", *options, *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=copy, env=environment, timeout=TIMEOUT_S, check=False, capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
