"""Names of people's accounts as names that a format allows: legal, and one per account."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from services.journals.values import JournalAccount

Legal = Callable[[str], str]


def account_names(accounts: Sequence[JournalAccount], legal: Legal) -> dict[str, str]:
    """Key → full name, `Root:Part:Part`. Where two become the same, the later one in the order given gets -2, -3 …"""
    by_key = {account.key: account for account in accounts}
    names: dict[str, str] = {}
    taken: set[str] = set()

    def name_of(account: JournalAccount) -> str:
        if account.key not in names:
            above = name_of(by_key[account.parent]) if account.parent else account.root.value
            names[account.key] = _free(f"{above}:{legal(account.name)}", taken)
        return names[account.key]

    for account in accounts:
        name_of(account)
    return names


def plain_text(text: str) -> str:
    """One line: white space of any kind is one space, and control characters are gone."""
    kept = (character for character in text if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def _free(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found
