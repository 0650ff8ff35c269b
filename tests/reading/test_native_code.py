"""Native code in a reading child gets no socket, by whatever way it asks for one."""

from __future__ import annotations

import json
import platform

import pytest

from services.errors import CorruptFileError, ReaderCrashedError
from services.reading.reader import Reader

LAST = "getaddrinfo"


def told(media_type: str) -> dict[str, str]:
    """What libc answered in a child of the kind that reads this type."""
    found: dict[str, str] = {}
    with Reader(child_module="tests.reading.children.calls_libc") as reader:
        while LAST not in found:
            with pytest.raises(CorruptFileError) as caught:
                reader.read(b"x", media_type=media_type, workspace="w")
            found |= json.loads(caught.value.detail)
    return found


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png"], ids=["documents", "ocr"])
def test_libc_gives_no_socket(media_type: str) -> None:
    found = told(media_type)
    assert found.pop(LAST) == "gaierror"
    assert {name.split()[1] for name in found if name.startswith("socket ")} >= {"AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK"}
    assert {name for name in found if "io_uring" in name} >= {
        f"syscall io_uring_{name}" for name in ("setup", "enter", "register")
    }
    assert {name: answer for name, answer in found.items() if answer != "EPERM"} == {}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="only x86-64 has calls of a second architecture")
@pytest.mark.parametrize("media_type", ["application/pdf", "image/png"], ids=["documents", "ocr"])
def test_a_call_of_the_other_architecture_ends_the_child(media_type: str) -> None:
    with Reader(child_module="tests.reading.children.calls_old_gate") as reader, pytest.raises(ReaderCrashedError, match="-31"):
        reader.read(b"x", media_type=media_type, workspace="w")
