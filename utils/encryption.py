"""Secrets that have to be read again (tokens of other services, passwords of mailboxes) are kept encrypted.

A ring of keys (ENCRYPTION_KEYS, newest first) opens them: the newest one seals, all of them open. Fernet is AES-128-CBC with
an HMAC-SHA256. Inside stands, before the text, what the secret is for: a sealed text that somebody copies into another
column does not open there. (It does open in another row of its column: who can write that row has the workspace's wall
and the audit trail in the way, not this.)
"""

from __future__ import annotations

import base64
import binascii
import datetime
from collections.abc import Sequence
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from utils.errors import QuittanceError

MASK = "••••"
_LABEL = b"quittance encrypted fields v1"
_KEY_BYTES = 32
_SPLIT = "\n"


class SecretUnreadableError(QuittanceError):
    """What is kept encrypted does not open: with no key of the ring, or not in this place."""

    code = "secret_unreadable"
    title = "A stored secret cannot be read"
    status = 500


class KeyRing:
    """Seals under its first key and opens with each. `secrets` are Fernet keys, or long texts that keys are derived from."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._newest, *self._older = [Fernet(_fernet_key(secret)) for secret in secrets]
        self._ring = MultiFernet([self._newest, *self._older])

    def seal(self, text: str, *, purpose: str) -> str:
        return self._ring.encrypt(f"{purpose}{_SPLIT}{text}".encode()).decode()

    def open(self, token: str, *, purpose: str) -> str:
        """The text again. Raises SecretUnreadableError."""
        try:
            written_for, _, text = self._ring.decrypt(token).decode().partition(_SPLIT)
        except InvalidToken as error:
            raise SecretUnreadableError(
                f"A secret ({purpose}) opens with no key of ENCRYPTION_KEYS. "
                "Put the key that it was sealed with back at the end of the list, or enter the secret again."
            ) from error
        if written_for != purpose:
            raise SecretUnreadableError(f"A secret was sealed for {written_for}, not for {purpose}. Enter it again there.")
        return text

    def is_newest(self, token: str) -> bool:
        """Whether the first key of the ring opens it, so that no older one is needed."""
        try:
            self._newest.decrypt(token)
        except InvalidToken:
            return False
        return True


def encrypt(text: str, *, purpose: str) -> str:
    """Seal the text under the newest key of ENCRYPTION_KEYS; `purpose` names the one place where it will open."""
    return key_ring().seal(text, purpose=purpose)


def decrypt(token: str, *, purpose: str) -> str:
    """Open what `encrypt` sealed for the same purpose. Raises SecretUnreadableError."""
    return key_ring().open(token, purpose=purpose)


def key_ring() -> KeyRing:
    """The ring of ENCRYPTION_KEYS."""
    return _ring_of(tuple(settings.ENCRYPTION_KEYS))


def sealed_on(token: str) -> datetime.date | None:
    """The day on which it was sealed, as the token says in clear; None for what is no token."""
    try:
        raw = base64.urlsafe_b64decode(token)
        if raw[:1] != b"\x80":  # the version that every Fernet token begins with
            return None
        seconds = int.from_bytes(raw[1:9], "big")
        return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC).date()
    except (binascii.Error, ValueError, OverflowError, OSError):
        return None


@lru_cache(maxsize=8)
def _ring_of(secrets: tuple[str, ...]) -> KeyRing:
    return KeyRing(secrets)


def _fernet_key(secret: str) -> bytes:
    """The text itself where it is a Fernet key, else a key derived from it by HKDF."""
    if is_fernet_key(secret):
        return secret.encode()
    derived = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=_LABEL).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def is_fernet_key(secret: str) -> bool:
    """Whether the text is 32 bytes in url-safe base64, with its padding."""
    try:
        return len(secret) == 44 and len(base64.b64decode(secret.encode(), altchars=b"-_", validate=True)) == _KEY_BYTES
    except (binascii.Error, UnicodeEncodeError):
        return False
