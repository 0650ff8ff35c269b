"""What a row of the table is: a file, how it is sent, and the answer that it has to get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

SIGNED_LETTER = (
    "Tea House Ltd",
    "12 Garden Lane, London",
    "INVOICE No. 2026-0017",
    "Invoice date: 2026-11-20",
    "Green tea            2 x 50.00      100.00",
    "Subtotal EUR 100.00",
    "VAT 19% EUR 19.00",
    "Total EUR 119.00",
)


@dataclass(frozen=True)
class Seen:
    """What came of a file: the document as the API tells it, its findings' codes, and what was sent."""

    document: Mapping[str, Any]
    findings: tuple[str, ...]
    text: str
    content: bytes
    served: bytes
    headers: Mapping[str, str]

    def value(self, name: str) -> str | None:
        return next((field["value"] for field in self.document["fields"] if field["name"] == name), None)


Check = Callable[[Seen], None]


@dataclass(frozen=True)
class Request:
    """A request as it goes over the wire, where an ordinary upload would not do."""

    body: bytes
    content_type: str = "multipart/form-data; boundary=X"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Case:
    """One file of a row of BAD_INPUTS.md.

    `refused` is (status, code) of the answer to the upload. Where it is None, the answer is 201, and the document ends, after
    its tasks, in one of `ends`: "state", or "state:code" with the code of its error or of one of its findings. `note` says in
    which words of ours the row is met, where they are not those of the row.
    """

    row: int
    name: str
    make: Callable[[], bytes | Request]
    filename: str
    ends: tuple[str, ...] = ()
    refused: tuple[int, str] | None = None
    check: Check | None = None
    note: str = ""
    child: str = "services.reading.child"

    @property
    def id(self) -> str:
        return f"{self.row}-{self.name}"


def refused(
    row: int, name: str, filename: str, make: Callable[[], bytes | Request], status: int, code: str, note: str = ""
) -> Case:
    """A file that is not taken."""
    return Case(row, name, make, filename, refused=(status, code), note=note)


def ends(row: int, name: str, filename: str, make: Callable[[], bytes | Request], *states: str, **more: Any) -> Case:
    """A file that is taken, and ends in one of these states."""
    return Case(row, name, make, filename, ends=states, **more)


def is_not_booked(seen: Seen) -> None:
    """No transaction came of it."""
    assert seen.document["transactions"] == []


def always(content: bytes) -> Callable[[], bytes]:
    """A generator of one short file."""
    return lambda: content
