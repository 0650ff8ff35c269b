"""Manifests: what is no manifest is refused with its line, before anything is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from training.corpus import ManifestError, entries

ENTRY: dict[str, Any] = {"file": "a.pdf", "kind": "receipt", "truth": {"vendor": "Tea House", "total": "12.50"}}


def manifest(folder: Path, *lines: str) -> Path:
    path = folder / "manifest.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_what_has_a_truth_is_an_entry(tmp_path: Path) -> None:
    path = manifest(tmp_path, json.dumps(ENTRY), "", json.dumps({"file": "b.pdf"}))
    (entry,) = entries(path)
    assert (entry.path, entry.truth, entry.source) == (tmp_path / "a.pdf", ENTRY["truth"], "")


@pytest.mark.parametrize(
    "damage",
    [
        {"file": None},
        {"file": "a\0.pdf"},
        {"kind": 5},
        {"truth": None},
        {"truth": ["Tea House"]},
        {"truth": {"vendor_alt": 5}},
        {"truth": {"total": "twelve"}},
        {"truth": {"line_items": "tea"}},
        {"truth": {"line_items": ["tea"]}},
        {"notes": "none"},
    ],
)
def test_a_line_that_no_manifest_holds_is_named(tmp_path: Path, damage: dict[str, Any]) -> None:
    path = manifest(tmp_path, json.dumps(ENTRY), json.dumps(ENTRY | damage))
    with pytest.raises(ManifestError, match=r"Line 2 of .*manifest\.jsonl"):
        list(entries(path))


@pytest.mark.parametrize("line", ["{", "[1]", "5", '"truth"', "[" * 100_000])
def test_what_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ManifestError, match="Line 1"):
        list(entries(manifest(tmp_path, line)))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "manifest.jsonl"
    path.write_bytes(json.dumps(ENTRY | {"file": "Café.pdf"}, ensure_ascii=False).encode(encoding))
    with pytest.raises(ManifestError, match="UTF-8"):
        list(entries(path))
