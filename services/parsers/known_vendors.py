"""Which of the workspace's vendors a printed name means: by its numbers, else by letters that OCR may have confused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from services.parsers.folding import letters_and_digits, plain
from services.parsers.vendor_words import LEGAL_FORM
from services.providers.base import KnownVendor
from services.types import FieldName, FieldValue, Finding, Severity, WordSource

_SHORT = 6  # letters: shorter names must be the same
_ALIKE = 0.82  # of the letters are the same, after folding what OCR confuses
_LEAD = 0.06  # ahead of any other vendor
_CONFUSED = str.maketrans({other: same for same, others in {
    "o": "0dq", "i": "1l|!", "s": "5", "b": "8", "z": "2", "g": "69", "a": "4", "t": "7", "u": "v", "h": "k", "f": "p", "e": "c",
}.items() for other in others})  # fmt: skip
"""Characters that engines take for each other are one."""


@dataclass(frozen=True, slots=True)
class KnownAs:
    """A vendor of the workspace, and whether one of its numbers is printed."""

    vendor: KnownVendor
    is_certain: bool


def known_as(fields: Mapping[FieldName, FieldValue], known: Sequence[KnownVendor]) -> KnownAs | None:
    """The vendor that a record names; None where it is none of them, or more than one is as likely."""
    if not known:
        return None
    by_number = _by_number(fields, known)
    if by_number is not None:
        return KnownAs(by_number, is_certain=True)
    names = [fields[name] for name in (FieldName.VENDOR, FieldName.VENDOR_LEGAL_NAME) if name in fields]
    found = next((vendor for name in names if (vendor := _by_name(name, tuple(known))) is not None), None)
    return KnownAs(found, is_certain=False) if found else None


def known_vendor_findings(found: KnownAs | None, printed: FieldValue | None) -> Iterator[Finding]:
    """Told where the printed name is another than the one it is known by."""
    if found is None or printed is None or letters_and_digits(found.vendor.name) == letters_and_digits(printed.value):
        return
    why = "its number is printed" if found.is_certain else "the names are alike"
    message = f"“{printed.value}” is taken for your vendor “{found.vendor.name}”: {why}."
    yield Finding("known_vendor", Severity.INFO, message, (FieldName.VENDOR,))


def _by_number(fields: Mapping[FieldName, FieldValue], known: Sequence[KnownVendor]) -> KnownVendor | None:
    """By a tax id; by an IBAN only where no tax id is printed: one account can take the money of many, as a payment service's."""
    tax_id, iban = (fields.get(name) for name in (FieldName.VENDOR_TAX_ID, FieldName.VENDOR_IBAN))
    if tax_id is not None:
        found = [vendor for vendor in known if _is_among(tax_id, vendor.tax_ids)]
    else:
        found = [vendor for vendor in known if iban is not None and _is_among(iban, vendor.ibans)]
    return found[0] if len(found) == 1 else None


def _is_among(printed: FieldValue, numbers: Sequence[str]) -> bool:
    return letters_and_digits(printed.value) in {letters_and_digits(number) for number in numbers} - {""}


def _by_name(printed: FieldValue, known: tuple[KnownVendor, ...]) -> KnownVendor | None:
    """By the same letters; by letters that are alike only where an engine read them, and may have misread some."""
    key = _key(printed.value)
    keys, owners = _book(known)
    is_text = printed.evidence is not None and printed.evidence.source is WordSource.TEXT
    if is_text or len(key) < _SHORT:
        same = {owner for other, owner in zip(keys, owners, strict=True) if other == key and key}
        return known[same.pop()] if len(same) == 1 else None
    hits = process.extract(key, keys, scorer=Levenshtein.normalized_similarity, score_cutoff=_ALIKE - _LEAD, limit=4)
    likely = [(score, owners[index]) for other, score, index in hits if len(other) >= _SHORT]
    if not likely or likely[0][0] < _ALIKE:
        return None
    best, owner = likely[0]
    return None if any(other != owner and best - score < _LEAD for score, other in likely) else known[owner]


@lru_cache(maxsize=8)
def _book(known: tuple[KnownVendor, ...]) -> tuple[list[str], list[int]]:
    """The keys of all names, and whose each is."""
    pairs = [(_key(name), number) for number, vendor in enumerate(known) for name in (vendor.name, *vendor.aliases)]
    kept = [(key, number) for key, number in pairs if key]
    return [key for key, _number in kept], [number for _key, number in kept]


@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    """Letters and digits without the legal form; of those that engines confuse, one stands for all."""
    bare = re.sub(r"[\W_]", "", LEGAL_FORM.sub(" ", plain(name)))
    return bare.translate(_CONFUSED)
