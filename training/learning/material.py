"""What is learnt from: readings with their truth, from manifests and from the generator."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog

from services.providers.base import OwnIdentity
from services.types import ReadDocument
from training.corpus import Entry, ReadingShelf
from training.matching import vendor_key
from utils.errors import QuittanceError

log = structlog.get_logger(__name__)

TODAY = date(2026, 12, 31)  # dates after it are none of issue; fixed, so that a run can be repeated
BOOKABLE = frozenset({"receipt", "invoice", "credit_note"})
FOLDS = 5


NOBODY = OwnIdentity()


@dataclass(frozen=True, slots=True)
class Material:
    """One reading with its truth. `vendor` is the key by which folds are made: a vendor is never in two of them.

    `is_complete`: what the truth lacks is not on the document (of real documents only a few fields were ever written down).
    """

    document: ReadDocument
    truth: Mapping[str, Any]
    source: str
    vendor: str
    attribution: str
    is_complete: bool
    own: OwnIdentity = NOBODY

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.vendor.encode()).hexdigest(), 16) % FOLDS


def material_of(entries: Iterable[Entry], shelf: ReadingShelf) -> Iterator[Material]:
    """The readings of bookable documents of a manifest; what cannot be read is logged and left out."""
    for entry in entries:
        if entry.kind not in BOOKABLE:
            continue
        try:
            document = shelf.document(entry.path)
        except QuittanceError as error:
            log.warning("material_unreadable", file=entry.file, code=error.code)
            continue
        vendor = vendor_key(str(entry.truth.get("vendor", entry.file)))
        origin = entry.source.split(maxsplit=1)[0] if entry.source else "unnamed"
        truth = {**entry.truth, "kind": entry.kind}
        yield Material(document, truth, f"real {entry.kind}", vendor, f"{origin} ({entry.license})", is_complete=False)
