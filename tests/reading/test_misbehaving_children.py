"""Each misbehaving child ends, costs one named error, and leaves the parent able to read the next file."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator

import pytest

from services.errors import ReaderCrashedError, ReadingError, ReadTimeoutError, ResourceLimitError
from services.reading.limits import MEGABYTE, Limits
from services.reading.reader import Reader
from services.reading.result import ReadResult
from services.reading.wish import ReadWish
from tests.reading.processes import children_of, group_of, members_of, within
from tests.reading.samples import LETTER, text_pdf

PDF = "application/pdf"
QUICK = Limits(wall_s=1.5, wall_per_page_s=0.0)


def read_with(child: str, limits: Limits = QUICK, content: bytes = b"x") -> ReadResult:
    with Reader(limits=limits, child_module=f"tests.reading.children.{child}") as reader:
        return reader.read(content, media_type=PDF, workspace="w")


@pytest.fixture(autouse=True)
def _no_child_stays() -> Iterator[None]:
    yield
    assert children_of(os.getpid()) == []


@pytest.mark.parametrize(
    ("child", "error"),
    [
        ("aborts", ReaderCrashedError),
        ("spins", ReadTimeoutError),
        ("spins_on_little_time", ReadTimeoutError),
        ("sleeps", ReadTimeoutError),
        ("babbles", ReaderCrashedError),
        ("silent", ReaderCrashedError),
    ],
)
def test_each_way_to_fail_has_its_name(child: str, error: type[ReadingError]) -> None:
    limits = Limits(wall_s=20.0) if child == "spins_on_little_time" else QUICK
    with pytest.raises(error):
        read_with(child, limits)


def test_the_end_of_a_child_is_named_even_where_its_pipes_close_before() -> None:
    with pytest.raises(ReaderCrashedError, match=r"\(7\)"):
        read_with("slow_to_end")


def test_child_that_takes_memory_is_ended_by_the_watchdog() -> None:
    with pytest.raises(ResourceLimitError):
        read_with("allocates", Limits(rss_bytes=200 * MEGABYTE))


def test_child_that_says_too_much_is_ended() -> None:
    with pytest.raises(ResourceLimitError):
        read_with("floods", Limits(answer_bytes=20 * MEGABYTE))


def test_child_that_reads_nothing_does_not_block_the_parent() -> None:
    begin = time.monotonic()
    with pytest.raises(ReadTimeoutError):
        read_with("deaf", content=bytes(8 * MEGABYTE))
    assert time.monotonic() - begin < 15


def test_child_that_fills_standard_error_does_not_block() -> None:
    assert len(read_with("complains").document.pages) == 1


@pytest.mark.parametrize("child", ["forks", "orphans"])
def test_grandchildren_end_with_the_group(child: str) -> None:
    group: list[int] = []

    def seen() -> bool:
        group.extend(group_of(pid) for pid in children_of(os.getpid()))
        return bool(group)

    def watch() -> None:
        within(20, seen)

    watcher = threading.Thread(target=watch)
    watcher.start()
    with pytest.raises((ReadTimeoutError, ReaderCrashedError)):
        read_with(child, Limits(wall_s=3.0))
    watcher.join()
    assert group
    assert within(5, lambda: members_of(group[0]) == [])


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"number":1,"width":NaN,"height":1,"unit":"px","source":"text","rotation":0,"words":[]}',
        b'{"number":2,"width":1,"height":1,"unit":"px","source":"text","rotation":0,"words":[]}',
        b'{"number":1,"width":1,"height":1,"unit":"px","source":"text","rotation":0,"words":[["a",0,0,9,1,0,1]]}',
        b"\xff\xfe",
    ],
)
def test_nonsense_about_a_page_is_a_crash(page: bytes) -> None:
    with pytest.raises(ReaderCrashedError):
        read_with("lies", content=page or b" ")


@pytest.mark.parametrize(
    "header",
    [
        b"no json",
        b"[]",
        b"[" * 50_000,
        b'{"kind":"done","warnings":[],"reader_version":"1"}',
        b'{"kind":"count","pages":101}',
        b'{"kind":"count","pages":"1"}',
        b'{"kind":"page","page_bytes":0}',
        b'{"kind":["count"]}',
        b'{"kind":"needs_ocr"}',
        b'{"kind":"error","code":"invented","detail":"x"}',
        b'{"kind":"error","code":["corrupt"],"detail":"x"}',
        b'{"kind":"error","code":"corrupt"}',
    ],
)
def test_nonsense_in_a_header_is_a_crash(header: bytes) -> None:
    with pytest.raises(ReaderCrashedError):
        read_with("repeats_header", content=header)


def table(number: int, cells: int) -> list[object]:
    told = {"number": number, "page": None, "box": None, "origin": "text", "title": "", "is_hidden": False}
    return [{"kind": "table_of_document"}, told | {"rows": [["x"] * 10] * (cells // 10)}]


@pytest.mark.parametrize(
    "frames",
    [
        [table(1, 1010)],
        [table(1, 600), table(2, 600)],
        [table(2, 10)],
        [table(1, 10), table(1, 10)],
        [[{"kind": "unlocked", "index": 0}, ""]],
        [[{"kind": "einvoice"}, []]],
        [[{"kind": "attachment", "attachment": {"name": "", "media_type": "", "size_bytes": 9, "is_document": True}}, "longer"]],
        [[{"kind": "tried", "opens": True}, ""]],
        [[{"kind": "seen"}, []]],
    ],
    ids=["cells of one", "cells of all", "from two", "twice", "unlocked", "e-invoice", "attachment", "tried", "seen"],
)
def test_nonsense_beside_the_pages_is_a_crash(frames: list[object]) -> None:
    with pytest.raises(ReaderCrashedError):
        read_with("speaks_frames", Limits(document_cells=1000), json.dumps(frames).encode())


def test_a_file_is_opened_once() -> None:
    opened = [{"kind": "unlocked", "index": 0}, ""]
    with Reader(limits=QUICK, child_module="tests.reading.children.speaks_frames", wish=ReadWish(passwords=("a",))) as reader:
        assert reader.read(json.dumps([opened]).encode(), media_type=PDF, workspace="w").password == 0
        with pytest.raises(ReaderCrashedError):
            reader.read(json.dumps([opened, opened]).encode(), media_type=PDF, workspace="w")


def test_tables_within_the_limit_come_through() -> None:
    frames = json.dumps([table(1, 400), table(2, 600)]).encode()
    result = read_with("speaks_frames", Limits(document_cells=1000), frames)
    assert [len(found.rows) for found in result.document.tables] == [40, 60]


def test_good_files_are_read_behind_a_poisonous_one() -> None:
    with pytest.raises(ReaderCrashedError):
        read_with("aborts")
    with Reader(wish=ReadWish(ocr="none")) as reader:
        for _ in range(20):
            assert reader.read(text_pdf(LETTER), media_type=PDF, workspace="w").document.pages[0].words
