"""The same documents as seen by their sender, by their recipient and by somebody else: what direction is learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from services.providers.base import OwnIdentity
from services.types import Direction
from training.learning.examples import LaidOut

STRANGER = OwnIdentity(("Nobody Named Here Ltd",), ("XX000000000",))


def owned(sheets: Iterable[LaidOut]) -> Iterator[LaidOut]:
    """A document goes out for its vendor; it comes in for its customer, and for who is not named on it."""
    for of in sheets:
        truth, random = of.material.truth, Random(str(of.material.truth))
        yield _seen_by(of, STRANGER, Direction.INCOMING)
        if not truth.get("vendor") or not truth.get("customer"):
            continue
        names = (str(truth["vendor"]), *map(str, truth.get("vendor_alt") or ()))
        ids = (str(truth["vendor_tax_id"]),) if truth.get("vendor_tax_id") and random.random() < 0.5 else ()
        ibans = (str(truth["vendor_iban"]),) if truth.get("vendor_iban") and random.random() < 0.5 else ()
        yield _seen_by(of, OwnIdentity(names, ids, ibans), Direction.OUTGOING)
        yield _seen_by(of, OwnIdentity((str(truth["customer"]),)), Direction.INCOMING)


def _seen_by(of: LaidOut, own: OwnIdentity, direction: Direction) -> LaidOut:
    truth = {**of.material.truth, "direction": direction.value}
    return replace(of, material=replace(of.material, truth=truth, own=own))
