"""`.env.template` explains every setting that the code reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app_settings", "finance", "services", "users", "utils")
# Read by others than our own code, or named only inside explanations.
OF_OTHERS = {"WEB_CONCURRENCY", "BIND"}


def read_by_the_code() -> set[str]:
    reading = re.compile(r"""\b(?:env\.\w+|secret|key_list|outbound_allow|file_limit|choice)\(\s*"([A-Z][A-Z0-9_]+)""")
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {name for path in files for name in reading.findall(path.read_text(encoding="utf-8"))}


def explained() -> set[str]:
    return set(re.findall(r"^#([A-Z][A-Z0-9_]+)=", (ROOT / ".env.template").read_text(encoding="utf-8"), re.MULTILINE))


def test_every_setting_that_the_code_reads_is_explained() -> None:
    assert read_by_the_code() - explained() == set()


def test_nothing_is_explained_that_nobody_reads() -> None:
    assert explained() - read_by_the_code() - OF_OTHERS == set()


def test_each_setting_stands_below_its_explanation() -> None:
    blocks = (ROOT / ".env.template").read_text(encoding="utf-8").split("\n\n")
    settings = [block for block in blocks if re.search(r"^#[A-Z][A-Z0-9_]+=", block, re.MULTILINE)]
    assert [block for block in settings if not block.startswith("# ")] == []
