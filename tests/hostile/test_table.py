"""The table covers exactly the rows of BAD_INPUTS.md about files, and says for each what comes of it."""

from __future__ import annotations

from tests.hostile import page
from tests.hostile.injections import INJECTIONS
from tests.hostile.table import CASES, ROWS


def test_the_table_covers_exactly_the_rows_about_files() -> None:
    assert {case.row for case in CASES} == ROWS
    assert len(ROWS) == 58


def test_each_file_has_a_name_of_its_own() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


def test_each_file_has_exactly_one_answer() -> None:
    assert [case.id for case in CASES if bool(case.ends) == (case.refused is not None)] == []


def test_fifty_texts_want_to_be_obeyed() -> None:
    assert len(set(INJECTIONS)) >= 50


def test_the_page_tells_what_the_table_says() -> None:
    told = page.PAGE.read_text(encoding="utf-8")
    assert page.section() in told, "run `python -m tests.hostile.page`"
    assert set(page.INPUTS) == ROWS
