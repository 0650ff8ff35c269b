"""System checks: each has an id and says the remedy. `manage.py check --deploy` runs them all.

E001 secret too short            W004 ALLOWED_HOSTS is open          E007 no OCR engine
E002 secrets are one             W005 PUBLIC_URL is not https        I008 second OCR engine missing
E003 PUBLIC_URL is no address    E006 storage not writable           E009 times in the wrong order
E010 tokens signed otherwise     E011 rotation without a blacklist   E012 sign-up without mail
E024 a model of a field is broken
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Info

from app_settings.environment import SECRET_MIN_LENGTH
from services.classifiers.artefact import FOLDER, ArtefactError, current_version, load_model
from services.parsers.rankings import RANKINGS

BLACKLIST = "rest_framework_simplejwt.token_blacklist"
SECRETS = ("SECRET_KEY", "API_KEY_PEPPER", "JWT_SIGNING_KEY")


def check_secrets(**_kwargs: Any) -> list[CheckMessage]:
    """Each secret is long, and no two are one."""
    return [*_weak_secrets(), *_equal_secrets()]


def _named_secrets() -> list[tuple[str, str]]:
    """Each secret by the name of its setting; a ring of keys gives one entry per key."""
    ring = [("ENCRYPTION_KEYS", key) for key in settings.ENCRYPTION_KEYS]
    return [*((name, getattr(settings, name)) for name in SECRETS), *ring]


def _weak_secrets() -> Iterator[CheckMessage]:
    for name, value in _named_secrets():
        if len(value) < SECRET_MIN_LENGTH:
            yield Error(
                f"{name} is shorter than {SECRET_MIN_LENGTH} characters.",
                hint="Put the output of `openssl rand -hex 32` into the environment.",
                id="quittance.E001",
            )


def _equal_secrets() -> Iterator[CheckMessage]:
    for (one, value), (other, other_value) in combinations(_named_secrets(), 2):
        if value != other_value:
            continue
        yield Error(
            f"{one} and {other} are the same.",
            hint="Make another one with `openssl rand -hex 32`, so that one of them may leak or change alone.",
            id="quittance.E002",
        )


def check_public_url(**_kwargs: Any) -> list[CheckMessage]:
    """PUBLIC_URL is an address."""
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme in ("http", "https") and parts.hostname:
        return []
    return [
        Error(
            "PUBLIC_URL is no address.",
            hint="Set PUBLIC_URL to what people type into the browser, such as https://quittance.example.org",
            id="quittance.E003",
        )
    ]


def check_tokens(**_kwargs: Any) -> list[CheckMessage]:
    """Tokens are signed in the one way that is allowed, and what was rotated is remembered."""
    return [*_odd_algorithm(), *_missing_blacklist()]


def _odd_algorithm() -> Iterator[CheckMessage]:
    if settings.SIMPLE_JWT["ALGORITHM"] != "HS256" or settings.SIMPLE_JWT["SIGNING_KEY"] != settings.JWT_SIGNING_KEY:
        yield Error(
            "Tokens are not signed by HS256 with JWT_SIGNING_KEY.",
            hint="Leave ALGORITHM and SIGNING_KEY of SIMPLE_JWT as they are: one algorithm, one key of its own.",
            id="quittance.E010",
        )


def _missing_blacklist() -> Iterator[CheckMessage]:
    if settings.SIMPLE_JWT["ROTATE_REFRESH_TOKENS"] and BLACKLIST not in settings.INSTALLED_APPS:
        yield Error(
            "Refresh tokens rotate, but simplejwt's blacklist is not installed: it would leave used ones good, in silence.",
            hint=f"Put {BLACKLIST} into INSTALLED_APPS.",
            id="quittance.E011",
        )


def check_signup(**_kwargs: Any) -> list[CheckMessage]:
    """Who signs up proves an address, so there has to be mail."""
    if settings.HAS_MAIL or not settings.SIGNUP_OPEN:
        return []
    return [
        Error(
            "SIGNUP_OPEN lets everybody sign up, but no code can be sent to them.",
            hint="Set EMAIL_URL, or take SIGNUP_OPEN away: invitations and create_user need no mail.",
            id="quittance.E012",
        )
    ]


def check_deployment(**_kwargs: Any) -> list[CheckMessage]:
    """Deployed, ALLOWED_HOSTS says which hosts are ours, and the address is https: cookies and HSTS follow from it."""
    return [*_allowed_hosts(), *_encrypted_address()]


def _allowed_hosts() -> Iterator[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:  # an empty one is Django's own W020
        yield checks.Warning(
            "ALLOWED_HOSTS lets every host name in.",
            hint="Set ALLOWED_HOSTS to the host of PUBLIC_URL; several are separated by commas.",
            id="quittance.W004",
        )


def _encrypted_address() -> Iterator[CheckMessage]:
    if urlsplit(settings.PUBLIC_URL).scheme != "https":
        yield checks.Warning(
            "PUBLIC_URL is not https, so passwords and keys travel in the clear.",
            hint="Put a proxy with TLS in front, set PUBLIC_URL=https://… and, behind that proxy, BEHIND_PROXY=1.",
            id="quittance.W005",
        )


def check_storage(**_kwargs: Any) -> list[CheckMessage]:
    """The folder of the blobs can be written. (A bucket is tried at the first upload, which refuses with 503.)"""
    location = settings.STORAGES["default"].get("OPTIONS", {}).get("location")
    if location is None or _is_writable(Path(location)):
        return []
    return [
        Error(
            f"Files cannot be stored in {location}.",
            hint="Give the folder to the user that runs Quittance, or name another one by MEDIA_ROOT.",
            id="quittance.E006",
        )
    ]


def _is_writable(folder: Path) -> bool:
    """Whether files can be made in the folder, or it itself can be made."""
    standing = next(path for path in (folder, *folder.parents) if path.exists())
    return standing.is_dir() and os.access(standing, os.W_OK | os.X_OK)


def check_ocr(**_kwargs: Any) -> list[CheckMessage]:
    """The wished engine is there; a missing second reader is told and stops nothing."""
    has = {"rapid": find_spec("rapidocr") is not None, "tesseract": shutil.which("tesseract") is not None}
    possible = {**has, "auto": any(has.values()), "none": True}  # "none" reads no pictures, on purpose
    wished = settings.OCR_ENGINE
    if not possible.get(wished, False):
        return [
            Error(
                f"The OCR engine OCR_ENGINE={wished} is not there.",
                hint="Use OCR_ENGINE=auto; RapidOCR comes with requirements.txt, Tesseract with apt-get install tesseract-ocr",
                id="quittance.E007",
            )
        ]
    return [] if has["tesseract"] else [_second_reader_missing()]


def _second_reader_missing() -> Info:
    return Info(
        "Tesseract is not installed: pictures are read by RapidOCR alone.",
        hint="apt-get install tesseract-ocr tesseract-ocr-deu adds a second reader.",
        id="quittance.I008",
    )


def check_times(**_kwargs: Any) -> list[CheckMessage]:
    """Sweep < lease < visibility of the broker: or work is taken from a worker that still does it."""
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("visibility_timeout", float("inf"))
    if 0 < settings.SWEEP_INTERVAL_SECONDS < settings.LEASE_SECONDS < visibility:
        return []
    return [
        Error(
            "The times of the work are in the wrong order.",
            hint=f"Keep 0 < SWEEP_INTERVAL_SECONDS < LEASE_SECONDS < {visibility} (the broker's visibility timeout).",
            id="quittance.E009",
        )
    ]


def check_models(folder: Path = FOLDER, **_kwargs: Any) -> list[CheckMessage]:
    """The models that read fields can be used: or the first document, and not the start, would tell that they cannot."""
    return list(_broken_models(folder))


def _broken_models(folder: Path) -> Iterator[CheckMessage]:
    for field in RANKINGS:
        try:
            load_model(folder, field.value, current_version(folder, field.value))
        except ArtefactError as error:
            yield Error(
                f"The model that reads {field.value} cannot be used: {error}",
                hint="Restore its folder from the release, or use the version before: manage.py train_fields --roll-back",
                id="quittance.E024",
            )
