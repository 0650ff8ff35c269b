"""The walls around a reading child. It builds them itself before it looks at the first byte of a file."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
from pathlib import Path

from services.reading.landlock import hide_files, is_supported
from services.reading.protocol import ChildKind
from services.reading.seccomp import deny_calls

GIGABYTE = 1024**3
ADDRESS_SPACE = {  # onnxruntime dies below 2
    ChildKind.DOCUMENTS: 1 * GIGABYTE,
    ChildKind.OCR: 3 * GIGABYTE,
    ChildKind.TABLES: 1 * GIGABYTE,
}
FILE_BYTES = {ChildKind.DOCUMENTS: 0, ChildKind.OCR: 256 * 1024**2, ChildKind.TABLES: 0}  # Tesseract gets its picture by a file
OPEN_FILES = 64
PROJECT_ROOT = Path(__file__).resolve().parents[2]
READABLE = (
    *(PROJECT_ROOT / room for room in ("services", "utils")),  # the code; data and secrets lie elsewhere
    *(Path(prefix) for prefix in {sys.prefix, sys.base_prefix}),
    *(Path(path) for path in ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/dev/urandom")),
    *(Path(path) for path in ("/proc/cpuinfo", "/proc/meminfo", "/proc/self", "/sys/devices/system/cpu")),
)
WRITABLE = {
    ChildKind.DOCUMENTS: (Path("/dev/null"),),
    ChildKind.OCR: (Path("/dev/null"), Path(tempfile.gettempdir())),
    ChildKind.TABLES: (Path("/dev/null"),),
}
NICENESS = 2  # people who wait for a page come first, but the wall clock runs for a file on a busy machine too
PR_SET_PDEATHSIG = 1


class OrphanedError(Exception):
    """The parent ended before the child could bind its life to it."""


def die_with(parent_pid: int) -> None:
    """Have the kernel kill this process when the parent's thread that started it ends."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) failed")
    if os.getppid() != parent_pid:
        raise OrphanedError


def wall_in(kind: ChildKind) -> None:
    """Limit this process for ever: memory, files, core dumps, sockets, other processes. Raises OSError."""
    os.nice(NICENESS)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_FSIZE, FILE_BYTES[kind])
    _limit(resource.RLIMIT_AS, ADDRESS_SPACE[kind])
    if is_supported():
        hide_files(readable=READABLE, writable=WRITABLE[kind])
    deny_calls(new_processes=kind is ChildKind.OCR)


def allow_processor_time(seconds: float) -> None:
    """Grant so much processor time from now on (all threads together); the kernel ends the process after it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + seconds) + 1, hard))


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (allowed, allowed))
