"""D32: what is committed holds no secret. Fakes of tests say so by their form, or stand in the list below with a reason."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 2 * 1024 * 1024  # beyond it are pictures and models, not texts

PATTERNS = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\s*[A-Za-z0-9+/=]{16}"),
    "key of AWS": re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "key of an LLM provider": re.compile(r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}"),
    "key of Google": re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b"),
    "token of GitHub": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})"),
    "key of Stripe": re.compile(r"\b(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{16,}|\bwhsec_[0-9A-Za-z+/=]{24,}"),
    "token of Slack": re.compile(r"\bxox[abposr]-[0-9A-Za-z-]{20,}"),
    "token of Telegram": re.compile(r"\b[0-9]{8,10}:AA[0-9A-Za-z_-]{33}\b"),
    "our own key or invitation": re.compile(r"\bq[ki]_[A-Za-z0-9_-]{16,}"),
    "JWT": re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}"),
    "sealed text": re.compile(r"\bgAAAAA[A-Za-z0-9_-]{80,}"),
    "password in an address": re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@\"'<>{}$]+:(?!password@)[^\s/:@\"'<>{}$]{8,}@[a-z0-9]"),
    "assigned secret": re.compile(
        r"(?im)^\s*#?(?:export )?[A-Z_]*(?:SECRET|PEPPER|PASSWORD|TOKEN|SIGNING_KEY|ENCRYPTION_KEYS?|API_KEY|SECRET_KEY)[A-Z_]*"
        r"\s*=\s*[\"']?(?!only-while|for-tests-only)(?=[^\s\"']*[0-9])[A-Za-z0-9+/=_-]{24,}[\"']?\s*$"
    ),
}
# (file, beginning of what is found) → why it is no secret
FAKES = {
    ("tests/settings/test_logging.py", "qk_4fTn0fHZ8Zxk3W2r5u8x_A-D"): "planted to see it blanked",
    ("tests/settings/test_logging.py", "sk-proj-0123456789abcdef"): "planted to see it blanked",
    ("tests/settings/test_logging.py", "postgresql://quittance:hunter22@d"): "planted to see it blanked",
    ("tests/isolation/identities.py", "qk_nobody-made-this-key-"): "a key that does not exist",
    ("tests/security/test_planted_secrets.py", 'NEW_PASSWORD = "Kestrel-planted'): "planted to see that it is kept nowhere",
    ("tests/security/test_planted_secrets.py", 'WRONG_PASSWORD = "Osprey-planted'): "planted to see that it is kept nowhere",
}
THIS_FILE = str(Path(__file__).relative_to(ROOT))  # which names the fakes


def tracked() -> Iterator[tuple[str, str]]:
    """Path and text of every committed file that is a text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.is_file() and path.stat().st_size <= LARGEST:
            content = path.read_bytes()
            if b"\0" not in content[:8192]:
                yield name, content.decode("utf-8", errors="replace")


def finds(text: str) -> list[tuple[str, str]]:
    return [(kind, found.group().strip()) for kind, pattern in PATTERNS.items() for found in pattern.finditer(text)]


def test_no_committed_file_holds_a_secret() -> None:
    texts = dict(tracked())
    found = [(name, kind, what[:40]) for name, text in texts.items() for kind, what in finds(text) if not _is_fake(name, what)]

    assert "users/keys/services.py" in texts, "the files were not listed"
    assert found == []


def test_every_listed_fake_is_still_there() -> None:
    texts = dict(tracked())

    assert [(name, what) for name, what in FAKES if what not in texts.get(name, "")] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("private key", "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7"),
        ("private key", "-----BEGIN OPENSSH " + "PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA"),
        ("key of AWS", "AKIA" + "IOSFODNN7EXAMPLE"),
        ("key of an LLM provider", "sk-" + "proj-" + "a1B2c3" * 6),
        ("key of Google", "AIza" + "a1B2c" * 7),
        ("token of GitHub", "ghp_" + "a1B2c3" * 6),
        ("key of Stripe", "sk_" + "live_" + "a1B2c3" * 4),
        ("token of Slack", "xoxb" + "-1234567890-abcdefghij"),
        ("token of Telegram", "123456789:" + "AA" + "a1B" * 11),
        ("our own key or invitation", "qk_" + "a1B2c3" * 5),
        ("our own key or invitation", "qi_" + "a1B2c3" * 5),
        ("JWT", "eyJ" + "a1B2c3" * 5 + ".eyJ" + "a1B2c3" * 5 + "." + "a1B2c3" * 5),
        ("sealed text", "gAAAAA" + "a1B2c3" * 20),
        ("password in an address", "postgres://" + "admin:hunter2hunter2@db.example.org/x"),
        ("assigned secret", "SECRET_KEY=" + "a1B2c3" * 8),
        ("assigned secret", 'API_KEY_PEPPER = "' + "a1B2c3" * 8 + '"'),
    ],
)
def test_a_planted_secret_is_seen(kind: str, text: str) -> None:
    assert kind in {found for found, _ in finds(f"before\n{text}\nafter")}


def test_every_kind_is_told_from_innocent_text() -> None:
    innocent = "postgresql://quittance:password@db.example.org/x SECRET_KEY= sk-1 qk_ eyJ https://example.org:8443/@x AKIA"

    assert finds(innocent) == []


def _is_fake(name: str, what: str) -> bool:
    return any(name in (file, THIS_FILE) and what.startswith(beginning) for file, beginning in FAKES)
