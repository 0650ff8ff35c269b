"""The whole way of a file: the real view, the real tasks, the real reader with its children."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from finance import receivers
from finance.services.document_reading import document_read
from services.reading.reader import Reader
from services.reading.wish import ReadWish
from services.storage.folder import FolderStorage
from tests.api.conftest import Client, key_of
from tests.conftest import Cast, gather_cast
from tests.erasing import erase_everything
from tests.hostile.egress import trap
from tests.pipeline.conftest import Bells

__all__ = ["document_read"]


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Really committed, and shared by the files of a module: no two of them are the same bytes."""
    with django_db_blocker.unblock():
        try:
            erase_everything()
            yield gather_cast()
        finally:
            erase_everything()


@pytest.fixture(scope="module")
def key(cast: Cast) -> str:
    return key_of(cast.alice)


@pytest.fixture
def client(key: str) -> Client:
    return Client(key)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Without an OCR engine: what a picture says is not what these tests are about."""
    with Reader(wish=ReadWish(ocr="none")) as reader:
        yield reader


@pytest.fixture(autouse=True)
def house(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of this test's own, temporary files of its own, no doorbell, and no OCR engine."""
    place, temporary = tmp_path / "media", tmp_path / "temporary"
    temporary.mkdir()
    storage = {"BACKEND": f"{FolderStorage.__module__}.{FolderStorage.__name__}", "OPTIONS": {"location": str(place)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}
    settings.FILE_UPLOAD_TEMP_DIR = str(temporary)
    settings.OCR_ENGINE = "none"
    monkeypatch.setattr(receivers, "PUBLISHER", Bells())
    return tmp_path


@pytest.fixture(autouse=True)
def nothing_comes_of_it(house: Path, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No connection goes out, no temporary file is left, and no log holds a traceback."""
    yield
    assert trap().caught == []
    assert list((house / "temporary").iterdir()) == []
    told = [record for record in caplog.records if record.exc_info or record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in told] == []
