"""When two values of a field are the same, and how a field is called in a sentence."""

from __future__ import annotations

from decimal import Decimal

from services.parsers.folding import letters_and_digits
from services.parsers.proof import AMOUNTS
from services.types import FieldName, FieldValue, Finding, Severity


def comparable(said: FieldValue) -> str:
    """Give the value without what does not make it another: zeros behind, case, white space, punctuation."""
    if said.name in AMOUNTS:
        return format(Decimal(said.value).normalize(), "f")
    return letters_and_digits(said.value)


def spoken(name: FieldName) -> str:
    """Give the name of a field for a sentence."""
    return name.value.replace("_", " ")


def malformed(said: FieldValue) -> Finding:
    """Tell that a reader gave something that its field cannot be."""
    message = f"{said.source} gave a {spoken(said.name)} that is none; it was left out."
    return Finding("value_malformed", Severity.INFO, message, (said.name,))
