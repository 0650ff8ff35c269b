"""No text makes a regular expression of ours hang (SECURITY D26, BAD_INPUTS 68)."""

from __future__ import annotations

import re

import pytest

from tests.security.patterns import LENGTH, Pattern, all_patterns, patterns_in, patterns_of, slow_ones, texts
from users.idempotency import requests

SECONDS = 1.0


def test_every_pattern_of_the_tree_gets_through_nasty_texts_in_time() -> None:
    patterns = all_patterns()
    assert len(patterns) > 200
    assert slow_ones(patterns) == []


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:\d+\s*)*x", r"(\w|\w\w)+!!", r"\s*\s*\s*\s*x"])
def test_a_planted_pattern_that_hangs_is_found(pattern: str) -> None:
    planted: Pattern = (pattern, 0, LENGTH)
    harmless: Pattern = (r"[a-z]{1,20}", 0, LENGTH)
    assert slow_ones([harmless, planted, harmless], seconds=SECONDS) == [planted]


def test_patterns_are_gathered_where_they_are_compiled_and_where_they_are_used() -> None:
    source = 'A = re.compile(r"a+")\n\ndef f(text):\n    return re.sub("b+", "", text) or text.split(",")\n'
    assert {pattern for pattern, _flags, _length in patterns_in(source)} == {"a+", "b+"}
    assert requests._KEY.pattern in {pattern for pattern, _flags, _length in patterns_of(requests)}


def test_the_texts_are_ten_kilobytes_and_speak_the_language_of_the_pattern() -> None:
    given = list(texts(r"total\s*:", LENGTH))
    assert all(LENGTH <= len(text) <= LENGTH + 1 for text in given)
    assert any(re.match("(total)+", text) for text in given)
