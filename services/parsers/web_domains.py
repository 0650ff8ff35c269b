"""The names inside the web and mail addresses of a document: a firm's domain is mostly its name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.parsers.folding import letters_and_digits

_DOMAIN = re.compile(r"(?:www\.|https?://|@)([a-z0-9\-]{3,40})(?:\.[a-z0-9\-]{2,20}){0,2}\.[a-z]{2,6}", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.@])([a-z0-9\-]{3,40})\.(?:com|de|fr|es|it|nl|pt|pl|co\.uk|ie|at|ch|be|eu|org|net|com\.my)\b")
_MAIL_HOSTS = """
    gmail yahoo hotmail outlook facebook instagram twitter web gmx aol icloud live orange wanadoo libero tiscali onet
    t-online tonline free laposte sapo interia telefonica streamyx http https www
"""
_OF_NOBODY = frozenset(_MAIL_HOSTS.split())


def web_domains(texts: Iterable[str]) -> frozenset[str]:
    """Letters and digits of each domain, and of its first part before a hyphen; not those of mail hosts."""
    labels = [match[1] for text in texts for match in (*_DOMAIN.finditer(text), *_BARE.finditer(text.lower()))]
    found = {letters_and_digits(part) for label in labels for part in (label, label.split("-")[0])}
    return frozenset(name for name in found if len(name) > 2 and name not in _OF_NOBODY)
