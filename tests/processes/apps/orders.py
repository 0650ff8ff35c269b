"""How tests command the collaborators of `obedient.py`: by orders in a file's bytes (`%order:nap`), and by a gate in a folder."""

from __future__ import annotations

from enum import StrEnum

MARK = b"%order:"
CLOSED, WAITING = "closed", "waiting"  # files in the folder GATE_FOLDER


class Order(StrEnum):
    """What the child does before it reads the file."""

    NAP = "nap"  # three seconds, then it reads as always
    ABORT = "abort"  # dies of a signal, as of a fault in a C library
    SLEEP = "sleep"  # for ever
    SPIN = "spin"  # for ever, at full speed
    FLOOD = "flood"  # says things that are no answer, without end


def ordering(order: Order, content: bytes) -> bytes:
    """The same document with an order at its end, where readers of PDFs and pictures do not look."""
    return content + b"\n" + MARK + order.value.encode() + b"\n"


def order_in(content: bytes) -> Order | None:
    _before, mark, after = content.rpartition(MARK)
    return Order(after.split(b"\n")[0].decode()) if mark else None
