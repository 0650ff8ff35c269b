from __future__ import annotations

import contextlib
import copy
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import DocumentFormatError
from services.reading.codec import document_from_json, document_to_json
from services.types import Box, Page, ReadDocument, Word, WordSource

DOCUMENT = ReadDocument(
    "application/pdf",
    (
        Page(1, 595.0, 842.0, "pt", (Word("Total", Box(0.1, 0.2, 0.3, 0.4), 0, 0.9),), WordSource.TEXT),
        Page(2, 100.5, 200.0, "pt", (), WordSource.RAPID, 90),
    ),
    ("text_layer_empty",),
    "1",
)


def test_a_document_survives_the_way_through_json() -> None:
    assert document_from_json(json.loads(json.dumps(document_to_json(DOCUMENT)))) == DOCUMENT


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    data = copy.deepcopy(document_to_json(DOCUMENT))
    target: Any = data
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return data


WORD = ("pages", 0, "words", 0)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("media_type",), "text/html"),
        (("media_type",), None),
        (("pages",), {}),
        (("pages",), [{}] * 101),
        (("pages", 0, "number"), 2),
        (("pages", 0, "number"), True),
        (("pages", 0, "number"), 1.0),
        (("pages", 0, "width"), math.inf),
        (("pages", 0, "width"), 10**400),
        (("pages", 0, "height"), -1),
        (("pages", 0, "unit"), ["pt"]),
        (("pages", 0, "source"), "guess"),
        (("pages", 0, "rotation"), 45),
        (("pages", 0, "words"), [["a", 0, 0, 1, 1, 0, 1]] * 20_001),
        (WORD, ["a", 0, 0, 1, 1, 0]),
        (WORD, ["x" * 501, 0, 0, 1, 1, 0, 1]),
        (WORD, [7, 0, 0, 1, 1, 0, 1]),
        (WORD, ["a", math.nan, 0, 1, 1, 0, 1]),
        (WORD, ["a", 0, 0, 1.5, 1, 0, 1]),
        (WORD, ["a", 0.6, 0, 0.5, 1, 0, 1]),
        (WORD, ["a", 0, 0, 1, 1, -1, 1]),
        (WORD, ["a", 0, 0, 1, 1, 0, "1"]),
        (WORD, ["x" * 501, 0.0, 0.0, 1.0, 1.0, 0, 1.0]),
        (WORD, ["a", math.nan, 0.0, 1.0, 1.0, 0, 1.0]),
        (WORD, ["a", 0.0, 0.0, 1.0, math.nan, 0, 1.0]),
        (WORD, ["a", 0.0, 0.0, 1.5, 1.0, 0, 1.0]),
        (WORD, ["a", -0.1, 0.0, 1.0, 1.0, 0, 1.0]),
        (WORD, ["a", 0.6, 0.0, 0.5, 1.0, 0, 1.0]),
        (WORD, ["a", 0.0, 0.6, 1.0, 0.5, 0, 1.0]),
        (WORD, ["a", 0.0, 0.0, 1.0, 1.0, 20_001, 1.0]),
        (WORD, ["a", 0.0, 0.0, 1.0, 1.0, -1, 1.0]),
        (WORD, ["a", 0.0, 0.0, 1.0, 1.0, True, 1.0]),
        (WORD, ["a", 0.0, 0.0, 1.0, 1.0, 0, math.nan]),
        (WORD, ["a", 0.0, 0.0, 1.0, 1.0, 0, 1.1]),
        (("warnings",), ["x"] * 51),
        (("warnings",), [3]),
        (("reader_version",), None),
    ],
)
def test_anything_of_a_wrong_type_size_or_range_is_refused(path: tuple[str | int, ...], value: object) -> None:
    with pytest.raises(DocumentFormatError):
        document_from_json(changed(path, value))


def test_nul_and_half_surrogates_are_left_out() -> None:
    document = document_from_json(changed(WORD, ["\x00a\ud800b", 0, 0, 1, 1, 0, 1]))
    assert document.pages[0].words[0].text == "ab"


def test_word_of_nul_only_disappears() -> None:
    assert document_from_json(changed(WORD, ["\x00", 0, 0, 1, 1, 0, 1])).pages[0].words == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.sampled_from(["pages", "words", "unit"]), inner),
    max_leaves=20,
)


@given(JSON, st.sampled_from([(), ("pages",), ("pages", 0), WORD, (*WORD, 2), ("pages", 0, "unit")]))
def test_arbitrary_json_is_a_document_or_a_named_error(value: object, path: tuple[str | int, ...]) -> None:
    data = changed(path, value) if path else value
    with contextlib.suppress(DocumentFormatError):
        assert isinstance(document_from_json(data), ReadDocument)
