"""The real reading child behind its real walls, but for one thing: it first does what the file orders."""

from __future__ import annotations

import os
import sys
import time
from typing import BinaryIO

from services.reading import child
from services.reading.protocol import Frame, read_frame
from tests.processes.apps.orders import Order, order_in

NAP_S = 3.0
own_pipes = child.own_pipes
answers: list[BinaryIO] = []


def remembered_pipes() -> tuple[BinaryIO, BinaryIO]:
    requests, out = own_pipes()
    answers.append(out)
    return requests, out


def read_and_obey(stream: BinaryIO) -> Frame | None:
    frame = read_frame(stream)
    if frame is not None:
        obey(order_in(frame.payload))
    return frame


def obey(order: Order | None) -> None:
    match order:
        case Order.NAP:
            time.sleep(NAP_S)
        case Order.ABORT:
            os.abort()
        case Order.SLEEP:
            time.sleep(3600)
        case Order.SPIN:
            while True:
                pass
        case Order.FLOOD:
            while True:
                answers[0].write(b"y\n" * 500_000)


child.own_pipes = remembered_pipes
child.read_frame = read_and_obey
child.main(sys.argv[3], int(sys.argv[4]))
