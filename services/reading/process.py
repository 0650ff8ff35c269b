"""One reading child as its parent sees it: started, written to, listened to against a clock and a memory limit, ended."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Mapping
from pathlib import Path

from services.errors import ReaderCrashedError, ReadTimeoutError, ResourceLimitError
from services.reading.protocol import LENGTHS, ChildKind, Frame, ProtocolError, lengths, packed, parsed_header

PROJECT_ROOT = Path(__file__).resolve().parents[2]
BOOT = PROJECT_ROOT / "services" / "reading" / "boot.py"
ENVIRONMENT = {
    "PATH": os.defpath,  # Tesseract stands there
    "OMP_THREAD_LIMIT": "1",  # more threads make Tesseract five times slower
    "OPENBLAS_NUM_THREADS": "1",  # numpy would reserve address space for every core
    # Large blocks go back to the system at once. Otherwise the C library keeps them: 200 MB more after some pages.
    "MALLOC_MMAP_THRESHOLD_": str(4 * 1024 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(32 * 1024 * 1024),
    "OPENPYXL_LXML": "False",  # with lxml installed, openpyxl would read with it, and without defusedxml
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # fresh blocks in huge pages: a fifth of the time went into page faults
}
LOOK_EVERY_S = 0.1  # at the child's memory
CHUNK_BYTES = 256 * 1024
LAST_WORDS_BYTES = 64 * 1024
LAST_MOMENT_S, SHORT_S = 2.0, 0.005  # from closing its pipes to the end of a process, and between two looks

logger = logging.getLogger(__name__)


class ReadingProcess:
    """Every failure ends the process with its whole group and raises a ReadingError; after that it is of no more use."""

    def __init__(self, kind: ChildKind, module: str, rss_bytes: int) -> None:
        """Start a child. Call it from a thread that lasts: the kernel ends the child together with that thread."""
        self.jobs = 0
        self._rss_bytes = rss_bytes
        self._look_at = 0.0  # when its memory is looked at again, on the monotonic clock
        self._errors, errors = os.pipe()
        os.set_blocking(errors, False)  # a child that complains without end loses the rest, nobody waits
        os.set_blocking(self._errors, False)
        self._scratch = _scratch_of(kind)
        command = [sys.executable, "-I", "-X", "utf8", str(BOOT), str(PROJECT_ROOT), module, kind.value, str(os.getpid())]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                bufsize=0,
                env=ENVIRONMENT | ({"TMPDIR": self._scratch} if self._scratch else {}),
                cwd="/",
                start_new_session=True,
            )
        finally:
            os.close(errors)
        self.pid = self._process.pid
        self.aborts_for_memory = False  # whether the library that reads this file ends its process when it gets no more memory
        self._remove_scratch = weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)
        self._in, self._out = _pipe_ends(self._process)

    def send(self, header: Mapping[str, object], payload: bytes, deadline: float) -> None:
        """Write one frame. `deadline` is on the monotonic clock."""
        for part in (packed(header, payload), payload):
            rest = memoryview(part)
            while rest:
                self._wait(self._in, select.POLLOUT, deadline)
                try:
                    rest = rest[os.write(self._in, rest[:CHUNK_BYTES]) :]
                except BlockingIOError:
                    continue
                except BrokenPipeError as error:
                    raise self._ended() from error

    def receive(self, deadline: float) -> Frame:
        """Wait for one frame."""
        try:
            header_bytes, payload_bytes = lengths(self._exactly(LENGTHS.size, deadline))
            header = parsed_header(self._exactly(header_bytes, deadline))
        except ProtocolError as error:
            self.kill()
            raise ReaderCrashedError("The reader gave an answer that makes no sense.") from error
        return Frame(header, self._exactly(payload_bytes, deadline))

    def is_running(self) -> bool:
        """Tell whether the child still waits for a file (and has not spoken unasked)."""
        poll = select.poll()
        poll.register(self._out, select.POLLIN)
        return not poll.poll(0)

    def kill(self) -> None:
        """End the process and all of its group at once, and wait for it. Harmless when it has ended already."""
        self._end_group()
        self._close()
        self._remove_scratch()

    def _end_group(self) -> None:
        """Signal before waiting: so long the number of the group cannot belong to another."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            self._process.wait()

    def _await_end(self) -> None:
        """Give it that moment, without taking its status: until that is taken, the number of the group is its own."""
        end = time.monotonic() + LAST_MOMENT_S
        while self._process.returncode is None and time.monotonic() < end:
            if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None:
                return
            time.sleep(SHORT_S)

    def forget(self) -> None:
        """Close this process's copies of the pipes: after a fork the child belongs to the other half."""
        self._close()
        self._remove_scratch.detach()

    def _exactly(self, count: int, deadline: float) -> bytes:
        received = bytearray()
        while len(received) < count:
            self._wait(self._out, select.POLLIN, deadline)
            chunk = os.read(self._out, min(count - len(received), CHUNK_BYTES))
            if not chunk:
                raise self._ended()
            received += chunk
        return bytes(received)

    def _wait(self, descriptor: int, event: int, deadline: float) -> None:
        """Wait for a pipe, with an eye on the clock and on the memory."""
        poll = select.poll()
        poll.register(descriptor, event)
        while True:
            now = time.monotonic()
            left = deadline - now
            if left <= 0:
                self.kill()
                raise ReadTimeoutError("Reading the file took too long. Send it in smaller parts.")
            if now >= self._look_at:
                self._look_at = now + LOOK_EVERY_S
                self._check_memory()
            if poll.poll(min(left, LOOK_EVERY_S) * 1000):
                return

    def _check_memory(self) -> None:
        if _resident_bytes(self.pid) > self._rss_bytes:
            self.kill()
            raise ResourceLimitError("Reading the file needs more memory than a file may take.")

    def _ended(self) -> ReaderCrashedError | ReadTimeoutError | ResourceLimitError:
        """Name the end of a child that closed its pipe by itself. It does so a moment before it has ended."""
        self._await_end()
        self._end_group()
        status = self._process.returncode
        last_words = _without_document_text(self._last_words())
        self._close()
        logger.warning("reading child ended: status %s, at %s", status, last_words or "an unknown place")
        if status == -signal.SIGXCPU:
            return ReadTimeoutError("Reading the file took too long. Send it in smaller parts.")
        if status == -signal.SIGABRT and self.aborts_for_memory:
            return ResourceLimitError("Reading the file needs more memory than a file may take.")
        if status == -signal.SIGXFSZ:
            return ResourceLimitError("Reading the file would write more than a file may.")
        return ReaderCrashedError(f"The reader ended unexpectedly ({status}).")

    def _last_words(self) -> str:
        try:
            return os.read(self._errors, LAST_WORDS_BYTES).decode("utf-8", "replace")
        except BlockingIOError:
            return ""

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        if self._errors >= 0:
            os.close(self._errors)
            self._errors = -1


def _scratch_of(kind: ChildKind) -> str:
    """A temporary folder for one OCR child alone (Tesseract gets its picture by a file): in the common one lie others' pages."""
    return tempfile.mkdtemp(prefix="quittance-ocr-") if kind is ChildKind.OCR else ""


def _pipe_ends(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    if process.stdin is None or process.stdout is None:
        raise OSError(errno.EPIPE, "the reading child has no pipes")
    os.set_blocking(process.stdin.fileno(), False)
    return process.stdin.fileno(), process.stdout.fileno()


def _resident_bytes(pid: int) -> int:
    """Give the memory that a process holds; 0 when it has ended."""
    try:
        statistics = Path(f"/proc/{pid}/statm").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(statistics.split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _without_document_text(traceback: str) -> str:
    """Keep places in our code and the name of the error; its message may quote the document."""
    lines = traceback.splitlines()
    places = [line.strip() for line in lines if line.startswith('  File "')]
    return " | ".join([*places[-8:], *(line.split(":")[0] for line in lines[-1:])])
