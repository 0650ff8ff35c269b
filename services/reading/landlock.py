"""Landlock in plain system calls: a reading child sees programs and libraries, but no file of the house and none of /proc.

Without it a child that was taken over could read secrets and other people's documents, and hand them out as the words of a
page. Kernels before 5.13, or started without Landlock, leave this wall out; all others stand.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same number on all architectures
RULE_PATH_BENEATH = 1
PR_SET_NO_NEW_PRIVS = 38

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
ALL_OF_THE_FIRST_VERSION = (1 << 13) - 1
ON_FILES = EXECUTE | WRITE_FILE | READ_FILE
READING = EXECUTE | READ_FILE | READ_DIR
ASK_VERSION = 1


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled", ctypes.c_uint64),)


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("descriptor", ctypes.c_int32))


def is_supported() -> bool:
    """Tell whether the running kernel has Landlock."""
    libc = ctypes.CDLL(None, use_errno=True)
    return int(libc.syscall(ctypes.c_long(CREATE_RULESET), None, ctypes.c_size_t(0), ctypes.c_uint32(ASK_VERSION))) > 0


def hide_files(*, readable: Iterable[Path], writable: Iterable[Path]) -> None:
    """Leave these folders and files to this process and its children, for ever; what is missing is passed over.

    Raises OSError when the kernel refuses.
    """
    ruleset = _Ruleset(ALL_OF_THE_FIRST_VERSION)
    rules = _call(CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(ctypes.sizeof(ruleset)), 0)
    for path in readable:
        _allow(rules, path, READING)
    for path in writable:
        _allow(rules, path, ALL_OF_THE_FIRST_VERSION & ~EXECUTE)
    _restrict(rules)


def _allow(rules: int, path: Path, access: int) -> None:
    if not path.exists():
        return
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _PathBeneath(access if path.is_dir() else access & ON_FILES, descriptor)
        _call(ADD_RULE, rules, RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)


def _restrict(rules: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_NO_NEW_PRIVS) failed")
    _call(RESTRICT_SELF, rules, 0)
    os.close(rules)


def _call(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), f"system call {number} failed")
    return result
