"""Recomputing a ledger from its postings, and naming whatever is not as it must be.

Constraints and triggers keep all this from happening; a restored dump, a hand in the database or a defect may not. Each check
is one statement, so it sees one moment of a ledger at work.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from finance.services.ledger_verification_checks import CHECKS


@dataclass(frozen=True, slots=True)
class Corruption:
    """One thing that is wrong: what kind (`code`), in which row, and in words."""

    code: str
    subject_id: UUID
    detail: str


def ledger_verify(*, workspace_id: UUID) -> list[Corruption]:
    """All that is wrong in one workspace, by code; empty when its ledger is sound."""
    found: list[Corruption] = []
    with connection.cursor() as cursor:
        for code, statement in CHECKS.items():
            cursor.execute(statement, {"workspace": workspace_id})
            found += [Corruption(code, subject_id, detail) for subject_id, detail in cursor.fetchall()]
    return found
