"""manage.py extract: each file gets exactly one line, in the order given, without a database."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.reading.samples import text_pdf

ROOT = Path(__file__).parents[2]
KEYS = [
    "file", "kind", "direction", "vendor", "date", "total", "currency", "tax", "invoice_number", "amount_due", "line_items",
    "transactions", "confidence", "evidence", "review", "findings", "provider", "seconds",
]  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Run the command where no database can be reached."""

    def extract(*arguments: str) -> tuple[list[dict[str, Any]], subprocess.CompletedProcess[str]]:
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        env |= {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing", "QUITTANCE_VAR": str(tmp_path / "var")}
        env |= {"SECRET_KEY": "s" * 60, "API_KEY_PEPPER": "p" * 60, "JWT_SIGNING_KEY": "j" * 60, "ENCRYPTION_KEYS": "e" * 60}
        command = [sys.executable, "manage.py", "extract", "--today", "2026-11-21", "--ocr", "none", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)
        return [json.loads(line) for line in done.stdout.splitlines()], done

    return extract


def test_a_manifest_gives_a_line_for_each_file_in_order(run: Any, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "good.pdf").write_bytes((ROOT / "samples" / "invoice.pdf").read_bytes())
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "torn.pdf").write_bytes((ROOT / "samples" / "invoice.pdf").read_bytes()[:300])
    (tmp_path / "note.html").write_text("<p>hello</p>")
    names = ["torn.pdf", "sub/good.pdf", "empty.pdf", "gone.pdf", "note.html", "sub/good.pdf"]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(json.dumps({"file": name, "kind": "invoice"}) for name in names) + "\n")
    lines, done = run("--manifest", str(manifest), "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert [line["file"] for line in lines] == names
    assert [line.get("error", {}).get("code") for line in lines] == [
        "corrupt", None, "empty_file", "file_unavailable", "unsupported_type", None,
    ]  # fmt: skip
    assert "6/6" in done.stderr


def test_any_name_and_whatever_is_no_file_gets_one_line(run: Any, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    names = ["folder", "pipe", "new\nline", "separator\u2028", "nul\x00", "", "ü"]
    rows = "\n\n  \n".join(json.dumps({"file": name}, ensure_ascii=False) for name in names)
    (tmp_path / "m.jsonl").write_text(f"\ufeff{rows}", encoding="utf-8")
    lines, done = run("--manifest", str(tmp_path / "m.jsonl"))
    assert done.returncode == 0, done.stderr
    assert [line["file"] for line in lines] == names
    assert {line["error"]["code"] for line in lines} == {"file_unavailable"}


def test_a_name_that_is_no_text_does_not_break_the_line(run: Any, tmp_path: Path) -> None:
    (line,), _done = run(os.fsdecode(bytes(tmp_path) + b"/\xff.pdf"))
    assert line["error"]["code"] == "file_unavailable"


@pytest.mark.parametrize(("ending", "code"), [("close", 141), ("interrupt", 130)])
def test_whoever_has_enough_is_told_nothing_more(tmp_path: Path, ending: str, code: int) -> None:
    env = os.environ | {"QUITTANCE_VAR": str(tmp_path / "var")}
    command = [sys.executable, "manage.py", "extract", "--ocr", "none", "--jobs", "2", *["samples/invoice.pdf"] * 300]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        json.loads(process.stdout.readline())
        if ending == "interrupt":
            process.send_signal(signal.SIGINT)
        else:
            process.stdout.close()
        said = process.stderr.read()
        assert process.wait(timeout=60) == code
    assert b"Traceback" not in said
    assert b"300/300" not in said


def test_a_line_has_the_fixed_keys_and_amounts_as_strings(run: Any) -> None:
    (line,), _done = run("samples/invoice.pdf")
    assert list(line) == KEYS
    assert (line["file"], line["total"], line["date"], line["currency"]) == (
        "samples/invoice.pdf", "603.58", "2026-03-12", "GBP",
    )  # fmt: skip
    assert all(Decimal(item["amount"]) for item in line["line_items"])
    assert set(line["evidence"]["total"]) == {"page", "box", "text"}
    assert 0 < line["confidence"]["total"] <= 1


def test_tables_are_told_in_the_line_and_written_as_files(run: Any, tmp_path: Path) -> None:
    (line,), _done = run("--tables", "--tables-dir", str(tmp_path / "out"), "samples/invoice.pdf")
    (table,) = line["tables"]
    header, *rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert header == ["Description", "Quantity", "Unit price", "VAT %", "Amount"]
    assert len(rows) == len(line["line_items"]) == 6
    (name,) = line["table_files"]
    told = list(csv.reader(io.StringIO((tmp_path / "out" / name).read_text(encoding="utf-8-sig"))))
    assert [row[0] for row in told] == ["Description", *(row[0] for row in rows)]


def test_files_of_the_same_name_in_two_folders_have_tables_of_their_own(run: Any, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.pdf").write_bytes((ROOT / "samples" / "invoice.pdf").read_bytes())
    wish = ["--tables-dir", str(tmp_path / "out"), "--tables-format", "xlsx"]
    lines, _done = run(*wish, str(tmp_path / "a" / "one.pdf"), str(tmp_path / "b" / "one.pdf"))
    names = {name for line in lines for name in line["table_files"]}
    assert names == {path.name for path in (tmp_path / "out").iterdir()}
    assert len(names) == 2
    assert "tables" not in lines[0]


def test_a_folder_that_cannot_be_written_is_told_in_the_line(run: Any, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    (line,), _done = run("--tables-dir", str(tmp_path / "taken"), "samples/invoice.pdf")
    assert line["error"]["code"] == "tables_not_written"


def test_without_files_it_says_what_it_needs(run: Any) -> None:
    lines, done = run()
    assert (lines, done.returncode) == ([], 1)
    assert "manifest" in done.stderr


def test_a_broken_manifest_is_named(run: Any, tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_text("{]\n")
    lines, done = run("--manifest", str(tmp_path / "m.jsonl"))
    assert (lines, done.returncode) == ([], 1)


def test_a_locked_file_opens_by_a_password_of_the_environment(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(text_pdf(("Invoice 7", "Total 12.50 EUR"), encryption=5, user_pw="kestrel", owner_pw="owner"))
    (without,), _done = run(str(locked))
    assert without["error"]["code"] == "needs_password"
    monkeypatch.setenv("WORD_OF_FILES", "kestrel")
    (line,), done = run("--password-env", "WORD_OF_FILES", str(locked))
    assert line["total"] == "12.50"
    assert "kestrel" not in done.stdout + done.stderr
    _lines, refused = run("--password-env", "NOT_THERE", str(locked))
    assert "NOT_THERE" in refused.stderr


def test_a_line_tells_which_way_the_document_went(run: Any) -> None:
    sample = str(ROOT / "samples" / "invoice.pdf")
    (incoming,), _done = run(sample)
    ours = ("--own-name", incoming["vendor"], "--own-iban", incoming["evidence"]["vendor_iban"]["text"])
    (outgoing,), _done = run(sample, *ours)
    assert (incoming["direction"], outgoing["direction"]) == ("incoming", "outgoing")
    assert outgoing["vendor"] == incoming["vendor"]


def test_each_finding_tells_a_remedy(run: Any, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Meet me at noon.")
    (line,), _done = run(str(tmp_path / "note.txt"))
    assert {"total_missing", "date_missing"} <= {finding["code"] for finding in line["findings"]}
    assert all(finding["remedy"].endswith(".") for finding in line["findings"])
