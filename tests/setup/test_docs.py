"""The pages that people read lead to pages that exist, and leave none out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def linked(page: Path) -> list[Path]:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    return [(page.parent / link).resolve() for link in links if "://" not in link]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_something(page: Path) -> None:
    assert [str(target.relative_to(ROOT)) for target in linked(page) if not target.exists()] == []


def test_the_index_names_every_page() -> None:
    index = ROOT / "docs" / "index.md"
    below = {page for page in PAGES if page.is_relative_to(ROOT / "docs")} - {index}
    assert below - set(linked(index)) == set()


def test_every_system_check_and_its_remedy_stand_in_the_manual() -> None:
    checks = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "app_settings").glob("*checks.py")))
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    made = set(re.findall(r'id="(quittance\.\w+)"', checks))
    assert made == set(re.findall(r"^\| `(quittance\.\w+)` \|", manual, re.MULTILINE))
    assert made


def test_every_room_stands_in_the_map() -> None:
    rooms = re.findall(r"^ROOMS := (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[0].split()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [room for room in rooms if f"| `{room}/` |" not in readme] == []
