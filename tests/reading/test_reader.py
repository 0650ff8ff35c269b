from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from services.errors import (
    CorruptFileError,
    EmptyFileError,
    FileTooLargeError,
    ImageTooLargeError,
    NeedsPasswordError,
    OcrUnavailableError,
    ReaderCrashedError,
    ResourceLimitError,
    UnsupportedTypeError,
)
from services.reading.in_process import read_in_process
from services.reading.landlock import is_supported
from services.reading.limits import MEGABYTE, Limits
from services.reading.process import ENVIRONMENT
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from services.types import WordSource
from tests.reading.processes import children_of, is_running, within
from tests.reading.samples import LETTER, encoded, image_stream_pdf, picture, png_bomb, scanned_pdf, text_pdf

PDF, PNG = "application/pdf", "image/png"
ROOT = Path(__file__).resolve().parents[2]


def child_pid(reader: Reader, workspace: str) -> str:
    """Ask a child that answers with its own number."""
    with pytest.raises(CorruptFileError) as caught:
        reader.read(b"x", media_type=PDF, workspace=workspace)
    return caught.value.detail


def test_child_reads_the_same_as_this_process() -> None:
    content = text_pdf(LETTER, pages=2)
    with Reader(wish=ReadWish(ocr="none")) as reader:
        assert reader.read(content, media_type=PDF, workspace="w") == read_in_process(content, PDF, wish=ReadWish(ocr="none"))


def test_each_page_of_a_scan_is_told_as_it_is_finished() -> None:
    told: list[int] = []
    with Reader(wish=ReadWish(ocr="none")) as reader:
        result = reader.read(scanned_pdf(("A",), ("B",)), media_type=PDF, workspace="w", on_page=told.append)
    assert told == [1, 2]
    assert len(result.previews) == 2


def test_error_of_the_caller_between_pages_ends_the_child() -> None:
    class LeaseLostError(Exception):
        pass

    def lose(page: int) -> None:
        raise LeaseLostError

    with Reader(wish=ReadWish(ocr="none")) as reader:
        with pytest.raises(LeaseLostError):
            reader.read(text_pdf(LETTER, pages=3), media_type=PDF, workspace="w", on_page=lose)
        assert children_of(os.getpid()) == []


def test_one_child_serves_twenty_files_and_no_more() -> None:
    with Reader(child_module="tests.reading.children.names_itself") as reader:
        pids = [child_pid(reader, "w") for _ in range(41)]
    assert [len(set(pids[:20])), len(set(pids[20:40])), len(set(pids))] == [1, 1, 3]


def test_one_child_serves_one_workspace_only() -> None:
    with Reader(child_module="tests.reading.children.names_itself") as reader:
        first, second, third = (child_pid(reader, workspace) for workspace in ("a", "b", "a"))
        assert len({first, second, third}) == 3
        assert child_pid(reader, "a") == third
        assert len(children_of(os.getpid())) == 1


def test_close_leaves_no_child() -> None:
    reader = Reader(child_module="tests.reading.children.names_itself")
    pid = int(child_pid(reader, "w"))
    reader.close()
    assert not is_running(pid)


def test_typed_errors_of_the_child_arrive_as_themselves() -> None:
    locked = text_pdf(LETTER, encryption=5, user_pw="u", owner_pw="o")
    with Reader(wish=ReadWish(ocr="none")) as reader:
        with pytest.raises(NeedsPasswordError):
            reader.read(locked, media_type=PDF, workspace="w")
        with pytest.raises(CorruptFileError):
            reader.read(b"%PDF-1.4 nothing", media_type=PDF, workspace="w")
        with pytest.raises(ImageTooLargeError):
            reader.read(png_bomb(), media_type=PNG, workspace="w")
        assert reader.read(text_pdf(LETTER), media_type=PDF, workspace="w").document.pages


def test_unknown_engine_is_unavailable() -> None:
    with Reader(wish=ReadWish(ocr="crystal ball")) as reader, pytest.raises(OcrUnavailableError):
        reader.read(encoded(picture()), media_type=PNG, workspace="w")


@pytest.mark.parametrize(
    ("content", "media_type", "error"),
    [
        (b"", PDF, EmptyFileError),
        (bytes(101), PDF, FileTooLargeError),
        (b"PK", "application/zip", UnsupportedTypeError),
    ],
)
def test_what_no_child_need_see_is_refused_before(content: bytes, media_type: str, error: type[Exception]) -> None:
    silent = "tests.reading.children.silent"
    with Reader(limits=Limits(file_bytes=100), child_module=silent) as reader, pytest.raises(error):
        reader.read(content, media_type=media_type, workspace="w")


def test_memory_bomb_is_a_resource_limit_and_the_parent_goes_on() -> None:
    limits = Limits(rss_bytes=300 * MEGABYTE, image_pixels=10**9, image_side_px=30_000)
    with Reader(limits=limits, wish=ReadWish(ocr="none")) as reader:
        with pytest.raises(ResourceLimitError):
            reader.read(png_bomb(), media_type=PNG, workspace="w")
        assert reader.read(text_pdf(LETTER), media_type=PDF, workspace="w").document.pages


def test_page_that_does_not_fit_the_address_space_is_a_resource_limit() -> None:
    bold = Limits(rss_bytes=8_000 * MEGABYTE, render_dpi=10_000, preview_side_px=25_000)
    with Reader(limits=bold, wish=ReadWish(ocr="none")) as reader, pytest.raises(ResourceLimitError):
        reader.read(text_pdf(LETTER), media_type=PDF, workspace="w")


def test_large_picture_inside_a_pdf_does_not_need_its_size_in_memory() -> None:
    with Reader(limits=Limits(rss_bytes=500 * MEGABYTE), wish=ReadWish(ocr="none")) as reader:
        assert reader.read(image_stream_pdf(14_000), media_type=PDF, workspace="w").previews


def test_killed_child_is_a_crash_and_the_next_file_is_read() -> None:
    with Reader(wish=ReadWish(ocr="none")) as reader:

        def kill(page: int) -> None:
            if page == 1:
                os.kill(children_of(os.getpid())[0], signal.SIGKILL)
                time.sleep(0.1)

        with pytest.raises(ReaderCrashedError):
            reader.read(text_pdf(LETTER, pages=100), media_type=PDF, workspace="w", on_page=kill)
        assert reader.read(text_pdf(LETTER), media_type=PDF, workspace="w").document.pages


def test_child_that_died_while_it_waited_is_replaced() -> None:
    with Reader(wish=ReadWish(ocr="none")) as reader:
        reader.read(text_pdf(LETTER), media_type=PDF, workspace="w")
        (pid,) = children_of(os.getpid())
        os.kill(pid, signal.SIGKILL)
        assert within(5, lambda: not is_running(pid))
        assert reader.read(text_pdf(LETTER), media_type=PDF, workspace="w").document.pages


@pytest.mark.parametrize(("content", "gigabytes", "file_bytes"), [(text_pdf(LETTER), 1, 0), (scanned_pdf(("A",)), 3, 256)])
def test_limits_stand_in_the_kernel(content: bytes, gigabytes: int, file_bytes: int) -> None:
    with Reader(wish=ReadWish(ocr="none")) as reader:
        reader.read(content, media_type=PDF, workspace="w")
        tables = [Path(f"/proc/{pid}/limits").read_text() for pid in children_of(os.getpid())]
    rows = [{line[:26].strip(): line[26:].split() for line in table.splitlines()} for table in tables]
    (limits,) = [row for row in rows if row["Max address space"][1] == str(gigabytes * 1024**3)]
    assert limits["Max core file size"][:2] == ["0", "0"]
    assert limits["Max file size"][1] == str(file_bytes * MEGABYTE)
    assert limits["Max open files"][1] == "64"
    assert limits["Max cpu time"][0] != "unlimited"


def test_environment_of_the_real_child_is_bare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hunter2")
    with Reader(wish=ReadWish(ocr="none")) as reader:
        reader.read(text_pdf(LETTER), media_type=PDF, workspace="w")
        (pid,) = children_of(os.getpid())
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        status = Path(f"/proc/{pid}/status").read_text()
    assert {entry.split(b"=")[0].decode() for entry in environment.split(b"\0") if entry} == set(ENVIRONMENT)
    assert "Seccomp:\t2" in status
    assert "NoNewPrivs:\t1" in status


def report(media_type: str) -> dict[str, object]:
    with Reader(child_module="tests.reading.children.looks_around") as reader, pytest.raises(CorruptFileError) as caught:
        reader.read(b"x", media_type=media_type, workspace="w")
    return dict(json.loads(caught.value.detail))


@pytest.mark.parametrize("media_type", [PDF, PNG])
def test_no_child_gets_a_socket_or_out_of_its_group(media_type: str) -> None:
    seen = report(media_type)
    assert (seen["socket"], seen["io_uring"], seen["setsid"]) == ("PermissionError",) * 3
    assert seen["path"] == []


def test_document_child_starts_nothing_and_writes_nothing() -> None:
    seen = report(PDF)
    assert (seen["fork"], seen["program"]) == ("PermissionError",) * 2
    assert seen["file"] in {"PermissionError", "OSError"}


@pytest.mark.skipif(not is_supported(), reason="this kernel has no Landlock")
@pytest.mark.parametrize("media_type", [PDF, PNG])
def test_no_child_reads_files_of_the_house(media_type: str) -> None:
    seen = report(media_type)
    assert (seen["project"], seen["passwords"], seen["parent"], seen["others"]) == ("PermissionError",) * 4


def test_temporary_folder_of_an_ocr_child_is_its_own_and_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Reader(wish=ReadWish(ocr="none")) as reader:
        reader.read(encoded(picture()), media_type=PNG, workspace="w")
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_ocr_child_may_start_tesseract() -> None:
    assert report(PNG)["program"] == "done"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
@pytest.mark.parametrize("ocr", ["rapid", "tesseract"])
def test_scanned_pages_are_read_one_by_one_behind_the_walls(ocr: str) -> None:
    told: list[int] = []
    content = scanned_pdf(("CASH SALE", "TOTAL 12.50"), ("SECOND PAGE",))
    with Reader(wish=ReadWish(ocr=ocr)) as reader:
        document = reader.read(content, media_type=PDF, workspace="w", on_page=told.append).document
    assert told == [1, 2]
    assert [word.text for word in document.pages[0].words] == ["CASH", "SALE", "TOTAL", "12.50"]
    assert [(page.source, page.unit) for page in document.pages] == [(WordSource(f"ocr:{ocr}"), "pt")] * 2


PARENT = """
import sys, threading
sys.path.insert(0, sys.argv[1])
from services.reading.reader import Reader
reader = Reader(child_module="tests.reading.children.sleeps")
threading.Thread(target=reader.read, args=(b"x",), kwargs={"media_type": "application/pdf", "workspace": "w"}).start()
"""


def test_children_end_with_a_killed_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(ROOT)], stderr=subprocess.DEVNULL)
    assert within(30, lambda: bool(children_of(parent.pid)))
    (pid,) = children_of(parent.pid)
    parent.kill()
    parent.wait()
    assert within(5, lambda: not is_running(pid))


def test_reader_begins_anew_in_a_forked_process() -> None:
    with Reader(wish=ReadWish(ocr="none")) as reader:
        content = text_pdf(LETTER)
        reader.read(content, media_type=PDF, workspace="w")
        (mine,) = children_of(os.getpid())
        if (forked := os.fork()) == 0:
            read = reader.read(content, media_type=PDF, workspace="w")
            reader.close()
            os._exit(0 if read.document.pages else 1)
        assert os.waitpid(forked, 0)[1] == 0
        reader.read(content, media_type=PDF, workspace="w")
        assert children_of(os.getpid()) == [mine]
