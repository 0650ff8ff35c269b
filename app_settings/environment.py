"""What the environment gives decides the profile: nothing set is *embedded*, a DATABASE_URL is *production*."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from users.limits.rates import Rate, RateMalformedError

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_MIN_LENGTH = 32

env = Env()


def var_dir() -> Path:
    """Where the embedded profile keeps its data: QUITTANCE_VAR, or `var/` in the checkout."""
    return Path(env.str("QUITTANCE_VAR", default=str(BASE_DIR / "var")))


def is_embedded() -> bool:
    """Whether no DATABASE_URL chooses the production profile."""
    return not env.str("DATABASE_URL", default="")


def secret(name: str) -> str:
    """A secret of the environment; in the embedded profile made once and kept in `var/secrets.json` (0600).

    Raises ImproperlyConfigured, so that nothing starts with a secret that is missing or can be guessed.
    """
    value = env.str(name, default="") or (_embedded_secret(name) if is_embedded() else "")
    if len(value) < SECRET_MIN_LENGTH:
        is_what = f"shorter than {SECRET_MIN_LENGTH} characters" if value else "not set"
        raise ImproperlyConfigured(
            f"{name} is {is_what}. Put a long random value into the environment, e.g. `openssl rand -hex 32`."
        )
    return str(value)


def key_list(name: str) -> list[str]:
    """Several secrets with commas between, newest first; each as good as `secret` wants one."""
    keys = [key.strip() for key in secret(name).split(",") if key.strip()]
    if not keys or any(len(key) < SECRET_MIN_LENGTH for key in keys):
        raise ImproperlyConfigured(
            f"One of {name} is shorter than {SECRET_MIN_LENGTH} characters. Keys stand with commas between, newest first, "
            "each a long random value, e.g. `openssl rand -hex 32`."
        )
    return keys


def outbound_allow(name: str) -> frozenset[str]:
    """The inner targets that outbound requests may reach, each as host:port. Raises ImproperlyConfigured."""
    targets = [target.strip().lower() for target in env.list(name, default=[])]
    for target in targets:
        host, _, port = target.rpartition(":")
        if not host or "/" in host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65_536:
            raise ImproperlyConfigured(f"{name} is wrong: {target!r} is no host:port. Write it like ollama.lan:11434")
    return frozenset(targets)


def _embedded_secret(name: str) -> str:
    path = var_dir() / "secrets.json"
    known = _known_secrets(path)
    if name not in known:
        known[name] = secrets.token_urlsafe(48)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(json.dumps(known, indent=1), encoding="utf-8")
    return known[name]


def _known_secrets(path: Path) -> dict[str, str]:
    try:
        known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{path} is damaged. Put it back from the backup; without it, sessions and API keys of this instance end."
        ) from error
    return known


def choice(name: str, default: str, choices: Sequence[str]) -> str:
    """One of the choices. Raises ImproperlyConfigured: a misspelt one would cost each document that comes."""
    written = env.str(name, default=default)
    if written not in choices:
        raise ImproperlyConfigured(f"{name} is wrong: {written!r} is none of {', '.join(choices)}.")
    return str(written)


def file_limit(name: str, default: int, most: int) -> int:
    """A limit of one file, from 1 to `most`. Raises ImproperlyConfigured: with more, reading children die of what they hold."""
    written = env.str(name, default=str(default))
    if not written.isascii() or not written.isdigit() or not 1 <= int(written) <= most:
        raise ImproperlyConfigured(f"{name} is wrong: {written!r} is no whole number from 1 to {most}.")
    return int(written)


def rate(text: str) -> Rate | None:
    """A rate of THROTTLES. Raises ImproperlyConfigured: a limit that is misspelt would be none."""
    try:
        return Rate.parse(text)
    except RateMalformedError as error:
        raise ImproperlyConfigured(f"One of THROTTLE_… is wrong: {error}") from error


def database() -> dict[str, Any]:
    """Django's DATABASES entry: DATABASE_URL, else the embedded server that `var/postgres.json` tells of."""
    if not is_embedded():
        config: dict[str, Any] = env.db_url("DATABASE_URL")
    else:
        config = _embedded_database()
    config.update(ENGINE="users.tenancy.postgres", CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    config.setdefault("OPTIONS", {}).setdefault(
        "options", "-c lock_timeout=5s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s -c jit=off"
    )
    return config


def _embedded_database() -> dict[str, Any]:
    path = var_dir() / "postgres.json"
    if not path.exists():
        return {"HOST": str(var_dir()), "PORT": "5432", "USER": "quittance", "PASSWORD": "", "NAME": "quittance"}
    told = json.loads(path.read_text(encoding="utf-8"))
    return {"HOST": told["host"], "PORT": str(told["port"]), "USER": told["user"], "PASSWORD": "", "NAME": told["name"]}


def storages() -> dict[str, Any]:
    """Blobs in S3 when a bucket is named, else in a folder; static files always by WhiteNoise."""
    static = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    bucket = env.str("AWS_STORAGE_BUCKET_NAME", default="")
    if not bucket:
        folder = {"BACKEND": "services.storage.folder.FolderStorage", "OPTIONS": {"location": str(media_dir())}}
        return {"default": folder, "staticfiles": static}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("AWS_S3_ENDPOINT_URL", default=None),
        "region_name": env.str("AWS_S3_REGION_NAME", default=None),
        "addressing_style": env.str("AWS_S3_ADDRESSING_STYLE", default="path"),
        "querystring_auth": True,
        "querystring_expire": 300,
    }
    return {"default": {"BACKEND": "services.storage.bucket.BucketStorage", "OPTIONS": options}, "staticfiles": static}


def media_dir() -> Path:
    """The folder of the files where there is no bucket."""
    return Path(env.str("MEDIA_ROOT", default=str(var_dir() / "media")))


def mail() -> dict[str, Any]:
    """Django's EMAIL_… settings as EMAIL_URL says them; empty where there is no mail server."""
    config: dict[str, Any] = env.email_url("EMAIL_URL") if env.str("EMAIL_URL", default="") else {}
    return config


def broker_transport() -> dict[str, Any]:
    """Kombu's options for the broker in use; every wait is bounded (Redis that never answers must not hang a caller)."""
    if env.str("REDIS_URL", default=""):
        return {
            "visibility_timeout": 900,
            "socket_timeout": 5,
            "socket_connect_timeout": 2,
            "socket_keepalive": True,
            "retry_on_timeout": True,
            "health_check_interval": 25,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 2,
        }
    folder = var_dir() / "broker"
    for name in ("queue", "control"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    queue, control = str(folder / "queue"), str(folder / "control")
    return {"data_folder_in": queue, "data_folder_out": queue, "control_folder": control, "polling_interval": 0.1}


def caches() -> dict[str, Any]:
    """Django's CACHES entry: Redis where there is one, else a table."""
    if url := env.str("REDIS_URL", default=""):
        return {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}}
    return {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
