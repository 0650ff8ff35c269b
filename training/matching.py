"""When a value is right: the measure of the scorer, field by field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from rapidfuzz.fuzz import ratio

from services.parsers.proof import AMOUNTS
from services.types import FieldName

LIKE_ENOUGH = 85
SHORT_NAME = 4
TEXTS = frozenset({FieldName.VENDOR, FieldName.CUSTOMER})
_LEGAL_FORMS = frozenset(
    [
        "SDN",
        "BHD",
        "BERHAD",
        "PLT",
        "GMBH",
        "AG",
        "KG",
        "LTD",
        "LIMITED",
        "INC",
        "LLC",
        "CO",
        "CORP",
        "BV",
        "NV",
        "SARL",
        "SAS",
        "SA",
        "PLC",
        "SRL",
        "SPA",
    ]
)


def is_right(name: StrEnum, value: str, truth: Mapping[str, Any]) -> bool:
    """Whether a value counts as the true one; a field that the truth lacks is never right."""
    true = truth.get(name.value)
    if true in (None, ""):
        return False
    if name in TEXTS:
        return is_same_name(value, [str(true), *(truth.get(f"{name.value}_alt") or [])])
    if name in AMOUNTS:
        return _decimal(value) is not None and _decimal(value) == _decimal(str(true))
    return _bare(value) == _bare(str(true))


def is_same_name(name: str, names: list[str]) -> bool:
    mine = vendor_key(name)
    keys = [key for key in map(vendor_key, names) if key]
    return any(mine == key or (min(len(mine), len(key)) > SHORT_NAME and ratio(mine, key) >= LIKE_ENOUGH) for key in keys)


def vendor_key(name: str) -> str:
    """Upper case without accents, legal forms, registration numbers and anything but letters and digits."""
    decomposed = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in decomposed if not unicodedata.combining(c)).upper().replace("&", " AND ")
    text = re.sub(r"\bS/B\b", " ", text)
    text = re.sub(r"\(\s*\d[\d \-]{3,}[A-Z]{0,2}\s*\)", " ", text)
    text = re.sub(r"(?<=[A-Z.)] )\d{5,7}-?\s?[A-Z]\s*$", " ", text)
    text = re.sub(r"\b([A-Z])\.(?=[A-Z]\b)", r"\1", text)
    return "".join(token for token in re.findall(r"[^\W_]+", text) if token not in _LEGAL_FORMS)


def _decimal(value: str) -> Decimal | None:
    try:
        return Decimal(value.strip())
    except InvalidOperation:
        return None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).upper()
