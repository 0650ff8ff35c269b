"""The Celery application of the house with two collaborators that tests command (`celery -A tests.processes.apps.obedient`).

Its reading child obeys orders in files (`orders.py`). Its first provider of extractions waits as long as the file CLOSED lies
in the folder GATE_FOLDER, having said by the file WAITING that it does; then it declares itself down.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from uuid import UUID

import django

django.setup()

from app_settings.celery import app  # noqa: E402  (the tasks need the models)
from finance.services.document_extraction import document_extract  # noqa: E402
from finance.services.document_reading import document_read  # noqa: E402
from finance.tasks import extract_document, read_document  # noqa: E402
from services.errors import ProviderUnavailableError  # noqa: E402
from services.providers.base import ExtractionRequest  # noqa: E402
from services.reading.limits import Limits  # noqa: E402
from services.reading.reader import Reader  # noqa: E402
from services.types import Reading  # noqa: E402
from tests.processes.apps.orders import CLOSED, WAITING  # noqa: E402

READER = Reader(limits=Limits(wall_s=10.0, wall_per_page_s=5.0), child_module="tests.processes.apps.obedient_child")


class GateKeeper:
    """A provider that waits for the test."""

    name = "gate"

    def extract(self, request: ExtractionRequest) -> Reading:
        del request
        folder = Path(os.environ["GATE_FOLDER"])
        while (folder / CLOSED).exists():
            (folder / WAITING).touch()
            time.sleep(0.05)
        raise ProviderUnavailableError("It only keeps a gate.", provider=self.name)


READ, EXTRACT = read_document.name, extract_document.name
for name in (READ, EXTRACT):
    app.tasks.unregister(name)


@app.task(name=READ)
def read(document_id: str) -> None:
    document_read(document_id=UUID(document_id), reader=READER)


@app.task(name=EXTRACT)
def extract(document_id: str) -> None:
    document_extract(document_id=UUID(document_id), providers=[GateKeeper()])
