"""Walls itself in like the real child and reports what it can still do."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

from services.reading.protocol import ChildKind, read_frame, write_frame
from services.reading.sandbox import die_with, wall_in
from tests.reading.children.speech import greet


def refusal(action):
    """Give the name of the error that an action meets, or "done"."""
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "done"


def call(number, *arguments):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def fork():
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def write_a_file():
    with contextlib.suppress(FileNotFoundError):
        Path("/tmp/quittance-reading-wall").unlink()
    Path("/tmp/quittance-reading-wall").write_text("x")


numbers = {"x86_64": (41, 425, 112), "aarch64": (198, 425, 157)}[os.uname().machine]
requests, _ = greet()
answers = os.fdopen(1, "wb", closefd=False)
read_frame(requests)
die_with(int(sys.argv[4]))
wall_in(ChildKind(sys.argv[3]))
report = {
    "socket": refusal(lambda: call(numbers[0], 2, 1, 0)),
    "io_uring": refusal(lambda: call(numbers[1], 1, 0)),
    "setsid": refusal(lambda: call(numbers[2])),
    "fork": refusal(fork),
    "program": refusal(lambda: subprocess.run(["/bin/true"], check=True)),
    "file": refusal(write_a_file),
    "project": refusal((Path(sys.argv[1]) / "pyproject.toml").read_bytes),
    "passwords": refusal(Path("/etc/passwd").read_bytes),
    "others": refusal(lambda: list(Path("/tmp").iterdir())),
    "parent": refusal(Path(f"/proc/{os.getppid()}/environ").read_bytes),
    "environment": sorted(os.environ),
    "memory": resource.getrlimit(resource.RLIMIT_AS)[1] // 1024**3,
    "path": [entry for entry in sys.path if entry in ("", str(Path.cwd()))],
}
write_frame(answers, {"kind": "error", "code": "corrupt", "detail": json.dumps(report)})
read_frame(requests)
