"""The real child behind its real walls, whose reader of PDF does to itself what the file says."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from services.reading import child, in_process
from services.reading.limits import Limits
from services.reading.parts import Count, FormatReader, Part
from services.reading.wish import ReadWish


def fill_memory() -> None:
    """By libc too: what native code takes is under the same limit."""
    taken = []
    while True:
        taken.append(bytearray(16 * 1024 * 1024))


def fill_memory_natively() -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while address := libc.malloc(ctypes.c_size_t(16 * 1024 * 1024)):
        ctypes.memset(address, 1, 16 * 1024 * 1024)
    raise MemoryError


def spin() -> None:
    while True:
        pass


def spin_deaf() -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    spin()


def fork() -> None:
    if os.fork() == 0:
        time.sleep(600)
    time.sleep(600)


def recurse() -> None:
    recurse()


def flood() -> None:
    """Without end on standard output, past the protocol, as a library prints: whether anybody listens or not."""
    while True:
        with contextlib.suppress(BlockingIOError):
            os.write(1, bytes(1024 * 1024))


def flood_pipe() -> None:
    """And on the pipe of the answers, whatever its number."""
    for descriptor in range(3, 64):
        try:
            while True:
                os.write(descriptor, b"\xff" * 65536)
        except OSError:
            continue
    raise MemoryError


MOODS: dict[bytes, Callable[[], None]] = {
    b"memory": fill_memory,
    b"native memory": fill_memory_natively,
    b"abort": os.abort,
    b"segfault": partial(ctypes.string_at, 8),
    b"exit": partial(os._exit, 0),
    b"spin": spin,
    b"spin deaf": spin_deaf,
    b"sleep": partial(time.sleep, 600),
    b"fork": fork,
    b"recurse": recurse,
    b"flood": flood,
    b"flood pipe": flood_pipe,
}


def reader_of(honest: FormatReader) -> FormatReader:
    def read(content: bytes, wish: ReadWish, limits: Limits) -> Iterator[Part]:
        name, _, _rest = content.removeprefix(b"%PDF-").partition(b"\n")
        if name not in MOODS:
            yield from honest(content, wish, limits)
            return
        yield Count(1)
        MOODS[name]()

    return read


if __name__ == "__main__":
    in_process.READERS = {name: reader_of(reader) for name, reader in in_process.READERS.items()}  # type: ignore[misc]
    in_process.read_parts.__defaults__ = (in_process.READERS,)
    child.main(sys.argv[3], int(sys.argv[4]))
