"""What the environment gives decides the profile, in each of its parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from app_settings.environment import broker_transport, caches, choice, database, file_limit, is_embedded, storages

GIVEN = ("DATABASE_URL", "REDIS_URL", "AWS_STORAGE_BUCKET_NAME", "AWS_S3_ENDPOINT_URL", "MEDIA_ROOT")


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in GIVEN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QUITTANCE_VAR", str(tmp_path / "a folder"))


def test_with_nothing_given_the_profile_is_embedded(tmp_path: Path) -> None:
    var = tmp_path / "a folder"

    assert is_embedded()
    assert storages()["default"]["OPTIONS"] == {"location": str(var / "media")}
    assert broker_transport()["data_folder_in"] == broker_transport()["data_folder_out"] == str(var / "broker" / "queue")
    assert caches()["default"]["BACKEND"].endswith("DatabaseCache")


def test_the_embedded_database_is_the_one_that_runs(tmp_path: Path) -> None:
    var = tmp_path / "a folder"
    var.mkdir()
    told = {"host": "/run/short", "port": 5499, "user": "quittance", "name": "quittance"}
    (var / "postgres.json").write_text(json.dumps(told), encoding="utf-8")

    found = database()
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/short", "5499", "quittance")


@pytest.mark.parametrize("url", ["", "postgresql://somebody@db.example.org:6432/books"])
def test_every_database_is_reached_through_the_scoping_backend(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    assert database()["ENGINE"] == "users.tenancy.postgres"


@pytest.mark.parametrize("limit", ["lock_timeout=5s", "statement_timeout=60s", "idle_in_transaction_session_timeout=60s"])
def test_no_statement_waits_for_ever(limit: str) -> None:
    assert limit in database()["OPTIONS"]["options"]


def test_a_bucket_keeps_the_files_privately(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_STORAGE_BUCKET_NAME", "books")
    monkeypatch.setenv("AWS_S3_ENDPOINT_URL", "https://s3.example.org")

    options = storages()["default"]["OPTIONS"]
    assert (options["bucket_name"], options["endpoint_url"]) == ("books", "https://s3.example.org")
    assert (options.get("default_acl"), options["querystring_auth"], options["querystring_expire"]) == (None, True, 300)


def test_a_silent_redis_cannot_hang_a_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")

    assert broker_transport()["socket_connect_timeout"] <= 2
    assert broker_transport()["socket_timeout"] <= 5
    assert caches()["default"]["LOCATION"] == "redis://127.0.0.1:6379/0"


@pytest.mark.parametrize("written", ["0", "61", "-1", "1e3", "lots", " 25", "", "٢٥"], ids=range(8))
def test_a_limit_that_no_reader_could_bear_refuses_to_start(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("LIMIT_FILE_MB", written)
    with pytest.raises(ImproperlyConfigured, match="LIMIT_FILE_MB"):
        file_limit("LIMIT_FILE_MB", default=25, most=60)


def test_a_choice_that_is_none_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert choice("PDF_ENGINE", default="pymupdf", choices=("pymupdf", "pdfium")) == "pymupdf"
    monkeypatch.setenv("PDF_ENGINE", "mupdf")
    with pytest.raises(ImproperlyConfigured, match="PDF_ENGINE is wrong: 'mupdf' is none of pymupdf, pdfium"):
        choice("PDF_ENGINE", default="pymupdf", choices=("pymupdf", "pdfium"))


def test_a_limit_is_as_it_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert file_limit("LIMIT_PAGES", default=100, most=500) == 100
    monkeypatch.setenv("LIMIT_PAGES", "7")
    assert file_limit("LIMIT_PAGES", default=100, most=500) == 7
