"""Which constraint of the database refused."""

from __future__ import annotations

from django.db import IntegrityError


def constraint_name(error: IntegrityError) -> str:
    """The name of the constraint that was broken, as the database reports it; empty when it does not."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", None) or "")
