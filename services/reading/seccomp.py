"""A seccomp filter in plain BPF: the kernel answers the system calls of a reading child that reading never needs with EPERM.

Works on x86-64 and aarch64 Linux; what runs inside (Tesseract) inherits it and nobody can take it off again.
"""

from __future__ import annotations

import ctypes
import errno
import platform
from collections.abc import Mapping
from types import MappingProxyType

PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2

LOAD_WORD = 0x20  # BPF_LD | BPF_W | BPF_ABS
JUMP_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
JUMP_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
JUMP_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN = 0x06  # BPF_RET | BPF_K
CALL_OFFSET, ARCH_OFFSET, FIRST_ARGUMENT_OFFSET = 0, 4, 16  # in struct seccomp_data
KILL_PROCESS = 0x80000000
DENY = 0x00050000 | errno.EPERM
ABSENT = 0x00050000 | errno.ENOSYS  # "this kernel is older": the C library then takes the older call
ALLOW = 0x7FFF0000
X32_CALLS = 0x40000000  # x86-64 knows all calls a second time from here on

ARCHITECTURES: Mapping[str, int] = MappingProxyType({"x86_64": 0xC000003E, "aarch64": 0xC00000B7})

NETWORK: Mapping[str, tuple[int, int]] = MappingProxyType(  # name → number on x86-64, on aarch64
    {
        "socket": (41, 198),
        "socketpair": (53, 199),
        "connect": (42, 203),
        "bind": (49, 200),
        "listen": (50, 201),
        "accept": (43, 202),
        "accept4": (288, 242),
        "sendto": (44, 206),
        "sendmsg": (46, 211),
        "sendmmsg": (307, 269),
        "io_uring_setup": (425, 425),
        "io_uring_enter": (426, 426),
        "io_uring_register": (427, 427),
    }
)
OTHER_PROCESSES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "ptrace": (101, 117),
        "process_vm_readv": (310, 270),
        "process_vm_writev": (311, 271),
        "pidfd_getfd": (438, 438),
        "setpgid": (109, 154),  # the parent ends the whole group: nobody may leave it
        "setsid": (112, 157),
        "unshare": (272, 97),
        "setns": (308, 268),
        "mount": (165, 40),
        "bpf": (321, 280),
        "userfaultfd": (323, 282),
        "perf_event_open": (298, 241),
        "keyctl": (250, 219),
    }
)
NEW_PROCESSES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"fork": (57, -1), "vfork": (58, -1), "execve": (59, 221), "execveat": (322, 281)}
)
CLONE = (56, 220)
CLONE3 = (435, 435)
CLONE_THREAD = 0x00010000  # without it a clone is a new process


Row = tuple[int, int, int, int]  # code, rows to skip when true, when false, operand


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("jump_true", ctypes.c_uint8),
        ("jump_false", ctypes.c_uint8),
        ("operand", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("instructions", ctypes.POINTER(_Instruction)))


def deny_calls(*, new_processes: bool) -> None:
    """Deny sockets and meddling with others to this process and its children, for ever; raises OSError when it fails.

    With `new_processes` False it can start no program either.
    """
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no system call numbers for {machine}")
    column = list(ARCHITECTURES).index(machine)
    rows = _prologue(ARCHITECTURES[machine])
    for numbers in {**NETWORK, **OTHER_PROCESSES}.values():
        rows += _answer(numbers[column], DENY)
    if not new_processes:
        rows += _no_new_processes(column)
    _install([*rows, (RETURN, 0, 0, ALLOW)])


def _prologue(architecture: int) -> list[Row]:
    """Leave the number of the call in the accumulator; calls of another architecture end the process."""
    return [
        (LOAD_WORD, 0, 0, ARCH_OFFSET),
        (JUMP_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD_WORD, 0, 0, CALL_OFFSET),
        (JUMP_AT_LEAST, 0, 1, X32_CALLS),
        (RETURN, 0, 0, DENY),
    ]


def _answer(number: int, answer: int) -> list[Row]:
    return [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, answer)] if number >= 0 else []


def _no_new_processes(column: int) -> list[Row]:
    """Threads stay possible: a clone is looked at for its flags (which clone3 hides behind a pointer)."""
    rows = [row for numbers in NEW_PROCESSES.values() for row in _answer(numbers[column], DENY)]
    return [
        *rows,
        *_answer(CLONE3[column], ABSENT),
        (JUMP_EQUAL, 0, 4, CLONE[column]),
        (LOAD_WORD, 0, 0, FIRST_ARGUMENT_OFFSET),
        (JUMP_ANY_BIT, 0, 1, CLONE_THREAD),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, DENY),
    ]


def _install(rows: list[Row]) -> None:
    instructions = (_Instruction * len(rows))(*(_Instruction(*row) for row in rows))
    program = _Program(len(rows), ctypes.cast(instructions, ctypes.POINTER(_Instruction)))
    _prctl(PR_SET_NO_NEW_PRIVS, 1)
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))


def _prctl(option: int, first: int, second: object = None) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    pointer = ctypes.c_void_p(0) if second is None else second
    if libc.prctl(option, ctypes.c_ulong(first), pointer, ctypes.c_ulong(0), ctypes.c_ulong(0)) != 0:
        raise OSError(ctypes.get_errno(), f"prctl({option}) failed")
