"""Style sheets of mails: what they say, however they are written, and that no sheet takes long."""

from __future__ import annotations

import pytest

from services.reading.mail_styles import SHEET_CHARACTERS, rules_of


@pytest.mark.parametrize(
    ("sheet", "rules"),
    [
        ("p{display:none}", {"p": {"display": "none"}}),
        ("p{display:none", {"p": {"display": "none"}}),
        ("/* a */p/* b */{display:/**/none}", {"p": {"display": "none"}}),
        ("/* }* */ p {display:none} /* .x{display:none}", {"p": {"display": "none"}}),
        ("/*/ p{} */.x,#y , td.z{color:red}", {name: {"color": "red"} for name in (".x", "#y", "td.z")}),
        ("p > b {color:red} .x{color:red}} td{color:blue}", {".x": {"color": "red"}, "td": {"color": "blue"}}),
        ("p{color:red} p{display:none}", {"p": {"color": "red", "display": "none"}}),
        ("no braces at all", {}),
    ],
)
def test_rules_are_told_as_a_browser_tells_them(sheet: str, rules: dict[str, dict[str, str]]) -> None:
    assert rules_of(sheet) == rules


@pytest.mark.parametrize("piece", ["/*", "/**/", "{", "}", "{}", "a{", ".x,", "p{a:b}", "/*}*/", ";", "@{"], ids=range(11))
@pytest.mark.timeout(10)
def test_no_sheet_takes_long(piece: str) -> None:
    assert len(rules_of(piece * (SHEET_CHARACTERS // len(piece)))) <= 1
