"""Walls itself in like the real child, and calls libc and the kernel as native code would."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import socket
import sys
from collections.abc import Callable, Iterator

from services.reading.protocol import ChildKind, read_frame, write_frame
from services.reading.sandbox import die_with, wall_in
from tests.reading.children.speech import greet

FAMILIES = ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG", "AF_BLUETOOTH")
KINDS = ("SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW")
NUMBERS = {  # the same calls, past libc
    "x86_64": {"socket": 41, "socketpair": 53, "connect": 42, "bind": 49, "sendto": 44, "sendmsg": 46, "sendmmsg": 307},
    "aarch64": {"socket": 198, "socketpair": 199, "connect": 203, "bind": 200, "sendto": 206, "sendmsg": 211, "sendmmsg": 269},
}[os.uname().machine]
NUMBERS |= {"io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427}
X32 = 0x40000000
LIBC = ctypes.CDLL(None, use_errno=True)


def outcome(call: Callable[[], int]) -> str:
    """The name of the error that a call meets, or "done"."""
    ctypes.set_errno(0)
    return "done" if call() >= 0 else errno.errorcode.get(ctypes.get_errno(), "?")


def sockets() -> Iterator[tuple[str, Callable[[], int]]]:
    pair = (ctypes.c_int * 2)()
    for family in FAMILIES:
        number = int(getattr(socket, family, socket.AF_INET))
        for kind in KINDS:
            of_kind = int(getattr(socket, kind))
            yield f"socket {family} {kind}", lambda n=number, k=of_kind: LIBC.socket(n, k, 0)
            yield f"socketpair {family} {kind}", lambda n=number, k=of_kind: LIBC.socketpair(n, k, 0, pair)


def calls() -> Iterator[tuple[str, Callable[[], int]]]:
    yield from sockets()
    name = ctypes.create_string_buffer(16)
    yield "connect", lambda: LIBC.connect(0, name, 16)
    yield "bind", lambda: LIBC.bind(0, name, 16)
    yield "listen", lambda: LIBC.listen(0, 1)
    yield "accept", lambda: LIBC.accept(0, None, None)
    yield "sendto", lambda: LIBC.sendto(0, name, 16, 0, name, 16)
    for call, number in NUMBERS.items():
        yield f"syscall {call}", lambda n=number: LIBC.syscall(n, 2, 1, 0, 0, 0, 0)
        if os.uname().machine == "x86_64":
            yield f"syscall {call} by its x32 number", lambda n=number: LIBC.syscall(X32 + n, 2, 1, 0, 0, 0, 0)


def resolved() -> str:
    """libc's own way to a name server."""
    try:
        socket.getaddrinfo("example.org", 80)
    except OSError as error:
        return type(error).__name__
    return "done"


requests, answers = greet()
read_frame(requests)
die_with(int(sys.argv[4]))
wall_in(ChildKind(sys.argv[3]))
report = {name: outcome(call) for name, call in calls()} | {"getaddrinfo": resolved()}
for start in range(0, len(report), 8):  # an answer's sentence is short
    few = dict(list(report.items())[start : start + 8])
    write_frame(answers, {"kind": "error", "code": "corrupt", "detail": json.dumps(few)})
    read_frame(requests)
