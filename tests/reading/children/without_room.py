"""The real child; once it is walled in, files may not grow: what a full disk is to a program that writes one."""

from __future__ import annotations

import resource
import sys

from services.reading import child
from services.reading.protocol import ChildKind
from services.reading.sandbox import wall_in


def wall_in_without_room(kind: ChildKind) -> None:
    wall_in(kind)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))


if __name__ == "__main__":
    child.wall_in = wall_in_without_room  # type: ignore[attr-defined]
    child.main(sys.argv[3], int(sys.argv[4]))
