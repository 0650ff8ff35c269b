"""The system checks: each has an id and says the remedy, and a complete production profile passes them all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from app_settings.checks import (
    check_deployment,
    check_models,
    check_ocr,
    check_public_url,
    check_secrets,
    check_signup,
    check_storage,
    check_times,
    check_tokens,
)
from services.classifiers.artefact import FOLDER, current_version

ROOT = Path(__file__).resolve().parents[2]
SECRET, PEPPER, SIGNING, SEALING = (letter * 20 + "0123456789abcdefABCDEF" * 2 for letter in "spje")
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "SECRET_KEY": SECRET,
    "API_KEY_PEPPER": PEPPER,
    "JWT_SIGNING_KEY": SIGNING,
    "ENCRYPTION_KEYS": SEALING,
    "DATABASE_URL": "postgresql://quittance@127.0.0.1/quittance",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "PUBLIC_URL": "https://quittance.example.org",
    "ALLOWED_HOSTS": "quittance.example.org",
}

JWT = {"ALGORITHM": "HS256", "SIGNING_KEY": SIGNING, "ROTATE_REFRESH_TOKENS": True}
Check = Callable[[], list[CheckMessage]]


def ids(check: Check) -> list[str | None]:
    return [message.id for message in check()]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture
def in_order(settings: Settings, tmp_path: Path) -> Settings:
    """Settings to which no check objects; a test turns one of them wrong."""
    settings.SECRET_KEY, settings.API_KEY_PEPPER, settings.JWT_SIGNING_KEY = SECRET, PEPPER, SIGNING
    settings.ENCRYPTION_KEYS = [SEALING]
    settings.SIMPLE_JWT = settings.SIMPLE_JWT | {"SIGNING_KEY": SIGNING}
    settings.PUBLIC_URL = "https://quittance.example.org"
    settings.ALLOWED_HOSTS = ["quittance.example.org"]
    settings.STORAGES = settings.STORAGES | {"default": {"OPTIONS": {"location": str(tmp_path / "media")}}}
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
    return settings


@pytest.mark.parametrize(
    "check", [check_secrets, check_public_url, check_deployment, check_storage, check_times, check_tokens, check_signup]
)
def test_settings_in_order_pass(in_order: Settings, check: Check) -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("name", "value", "check", "found"),
    [
        ("SECRET_KEY", "short", check_secrets, "quittance.E001"),
        ("API_KEY_PEPPER", "short", check_secrets, "quittance.E001"),
        ("API_KEY_PEPPER", SECRET, check_secrets, "quittance.E002"),
        ("JWT_SIGNING_KEY", "short", check_secrets, "quittance.E001"),
        ("JWT_SIGNING_KEY", SECRET, check_secrets, "quittance.E002"),
        ("JWT_SIGNING_KEY", PEPPER, check_secrets, "quittance.E002"),
        ("ENCRYPTION_KEYS", [SEALING, "short"], check_secrets, "quittance.E001"),
        ("ENCRYPTION_KEYS", [SEALING, SIGNING], check_secrets, "quittance.E002"),
        ("ENCRYPTION_KEYS", [SEALING, SEALING], check_secrets, "quittance.E002"),
        ("SIMPLE_JWT", JWT | {"ALGORITHM": "none"}, check_tokens, "quittance.E010"),
        ("SIMPLE_JWT", JWT | {"SIGNING_KEY": SECRET}, check_tokens, "quittance.E010"),
        ("INSTALLED_APPS", ["users"], check_tokens, "quittance.E011"),
        ("SIGNUP_OPEN", True, check_signup, "quittance.E012"),
        ("PUBLIC_URL", "quittance.example.org", check_public_url, "quittance.E003"),
        ("PUBLIC_URL", "ftp://quittance.example.org", check_public_url, "quittance.E003"),
        ("ALLOWED_HOSTS", ["*"], check_deployment, "quittance.W004"),
        ("PUBLIC_URL", "http://quittance.example.org", check_deployment, "quittance.W005"),
        ("STORAGES", {"default": {"OPTIONS": {"location": "/dev/null/media"}}}, check_storage, "quittance.E006"),
        ("OCR_ENGINE", "crystal ball", check_ocr, "quittance.E007"),
        ("LEASE_SECONDS", 900, check_times, "quittance.E009"),
        ("LEASE_SECONDS", 5, check_times, "quittance.E009"),
        ("SWEEP_INTERVAL_SECONDS", 0, check_times, "quittance.E009"),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(in_order: Settings, name: str, value: object, check: Check, found: str) -> None:
    setattr(in_order, name, value)

    (message,) = check()
    assert message.id == found
    assert message.hint


def test_the_models_that_are_shipped_can_be_used() -> None:
    assert check_models() == []


@pytest.mark.parametrize(("name", "content"), [("1.json", "{"), ("current", "9"), ("current", "newest")])
def test_a_broken_model_is_told_before_the_first_document(tmp_path: Path, name: str, content: str) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "artefacts")
    current = current_version(folder, "total")
    (folder / "total" / name.replace("1", str(current))).write_text(content)

    (message,) = check_models(folder)
    assert (message.id, message.is_serious()) == ("quittance.E024", True)
    assert "total" in message.msg
    assert "--roll-back" in str(message.hint)


def test_a_bucket_is_no_folder_to_look_at(in_order: Settings) -> None:
    in_order.STORAGES = {"default": {"OPTIONS": {"bucket_name": "quittance"}}}

    assert check_storage() == []


def test_a_missing_tesseract_is_told_and_stops_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    settings.OCR_ENGINE = "auto"

    (message,) = check_ocr()
    assert (message.id, message.is_serious()) == ("quittance.I008", False)
    assert "apt-get install tesseract-ocr" in str(message.hint)


def test_a_missing_tesseract_that_was_asked_for_is_an_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    settings.OCR_ENGINE = "tesseract"

    assert ids(check_ocr) == ["quittance.E007"]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_both_engines_there_is_nothing_to_tell(settings: Settings) -> None:
    settings.OCR_ENGINE = "auto"

    assert check_ocr() == []


def test_a_complete_production_profile_passes_all_checks_of_deployment(tmp_path: Path) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", QUITTANCE_VAR=str(tmp_path), **PRODUCTION)

    assert done.returncode == 0, done.stderr


def test_no_check_is_silenced(settings: Settings) -> None:
    assert settings.SILENCED_SYSTEM_CHECKS == []


@pytest.mark.parametrize("name", ["SECRET_KEY", "API_KEY_PEPPER", "JWT_SIGNING_KEY", "ENCRYPTION_KEYS"])
@pytest.mark.parametrize(("value", "said"), [("", "is not set"), ("short", "is shorter than 32 characters")])
@pytest.mark.parametrize(
    "start",
    [
        ("manage.py", "check"),
        ("-m", "gunicorn", "--check-config", "app_settings.wsgi"),
        ("-m", "celery", "-A", "app_settings", "worker", "-P", "solo"),
    ],
    ids=["manage", "web", "worker"],
)
def test_f58_nothing_starts_without_a_good_secret(
    tmp_path: Path, name: str, value: str, said: str, start: tuple[str, ...]
) -> None:
    done = run(*start, **(PRODUCTION | {"QUITTANCE_VAR": str(tmp_path), name: value}))

    assert done.returncode != 0
    assert f"{name} {said}. Put a long random value into the environment, e.g. `openssl rand -hex 32`." in done.stderr


def test_f58_nothing_starts_with_a_weak_key_in_the_ring(tmp_path: Path) -> None:
    done = run("manage.py", "check", **(PRODUCTION | {"QUITTANCE_VAR": str(tmp_path), "ENCRYPTION_KEYS": f"{SEALING}, short"}))

    assert done.returncode != 0
    assert "One of ENCRYPTION_KEYS is shorter than 32 characters." in done.stderr
    assert SEALING not in done.stderr


@pytest.mark.parametrize(
    "wrong", ["ollama", "ollama.lan:", ":11434", "http://ollama.lan:11434", "ollama.lan:port", "a.lan:99999"]
)
def test_a_misspelt_inner_target_stops_the_start(tmp_path: Path, wrong: str) -> None:
    done = run("manage.py", "check", **(PRODUCTION | {"QUITTANCE_VAR": str(tmp_path), "OUTBOUND_ALLOW": f"a.lan:80,{wrong}"}))

    assert done.returncode != 0
    assert "OUTBOUND_ALLOW is wrong" in done.stderr


def test_f58_a_damaged_file_of_secrets_is_not_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "secrets.json"
    kept.write_text('{"SECRET_KEY": "abc', encoding="utf-8")

    done = run("manage.py", "check", QUITTANCE_VAR=str(tmp_path), PATH=os.environ["PATH"])
    assert done.returncode != 0
    assert "is damaged. Put it back from the backup" in done.stderr
    assert kept.read_text(encoding="utf-8") == '{"SECRET_KEY": "abc'


def test_the_embedded_profile_makes_its_secrets_once_for_its_owner_only(tmp_path: Path) -> None:
    kept = []
    for _ in range(2):
        assert run("manage.py", "check", QUITTANCE_VAR=str(tmp_path), PATH=os.environ["PATH"]).returncode == 0
        kept.append((tmp_path / "secrets.json").read_text(encoding="utf-8"))
    assert kept[0] == kept[1]
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600
