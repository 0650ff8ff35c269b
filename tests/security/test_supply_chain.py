"""D35: what is installed is pinned by hash, and not older than the releases that closed known holes."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
# The first releases without holes that were known in November 2026. Those that later rooms bring in are checked once they come.
FLOORS = {
    "django": "5.2.17",
    "pillow": "12.3",
    "pypdf": "6.16.1",
    "pdfminer-six": "20251230",
    "djangorestframework-simplejwt": "5.5.1",
    "django-allauth": "65.13",
    "gunicorn": "22",
    "requests": "2.32.4",
    "urllib3": "2.6.3",
    "h11": "0.16",
    "jinja2": "3.1.6",
    "cryptography": "46",
    "certifi": "2024.7.4",
}
REQUIRED = {"django", "pillow", "djangorestframework-simplejwt", "django-allauth", "gunicorn", "h11", "cryptography"}
HASH = re.compile(r"--hash=(\S+)")


def locked(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Each requirement of a lock, by its name, with its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            requirement = Requirement(line.split(" --hash", maxsplit=1)[0].strip())
            found[re.sub(r"[-_.]+", "-", requirement.name.lower())] = (requirement, HASH.findall(line))
    return found


def pinned(requirement: Requirement) -> Version | None:
    """The one version that is meant, or None when it is not one."""
    specifiers = list(requirement.specifier)
    if len(specifiers) != 1 or specifiers[0].operator != "==" or requirement.url:
        return None
    return Version(specifiers[0].version)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_with_hashes(lock: str) -> None:
    rows = locked(lock)

    assert len(rows) > 40
    assert [name for name, (requirement, _) in rows.items() if pinned(requirement) is None] == []
    assert [name for name, (_, hashes) in rows.items() if not hashes] == []
    assert {value.split(":")[0] for _, hashes in rows.values() for value in hashes} == {"sha256"}


@pytest.mark.parametrize("lock", LOCKS)
def test_no_line_of_a_lock_is_an_option_that_changes_where_things_come_from(lock: str) -> None:
    options = [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if line.startswith("-")]

    assert options == []


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_nothing_is_older_than_its_floor(name: str, floor: str) -> None:
    pins = [pinned(rows[name][0]) for rows in map(locked, LOCKS) if name in rows]

    assert pins or name not in REQUIRED
    assert [str(pin) for pin in pins if pin is None or pin < Version(floor)] == []


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_what_runs_here_is_what_is_locked(name: str) -> None:
    try:
        installed = version(name)
    except PackageNotFoundError:
        pytest.fail(f"{name} is locked and not installed: make setup")

    assert Version(installed) == pinned(locked("requirements.txt")[name][0])


def test_every_way_to_install_asks_for_hashes() -> None:
    lines = [
        (name, line)
        for name in ("Makefile", "Dockerfile", ".ci/run", "app_settings/virtual_environment.py")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if re.search(r"\bpip (?:install|sync)\b|\bpip-sync\b|\[\*pip, ", line)
    ]

    assert {name for name, _ in lines} == {"Dockerfile", "app_settings/virtual_environment.py"}
    assert [line for line in lines if "--require-hashes" not in line[1]] == []
