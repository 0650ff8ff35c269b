"""A worker that dies in the middle of an export leaves nothing to fetch, and the next one writes it (FAULTS F57)."""

from __future__ import annotations

import json
from typing import Any

from tests.processes.house import House
from tests.processes.servers import wait_until

EXPORTS = "/api/v1/finance/exports/"


def test_an_export_whose_worker_is_killed_is_written_whole_by_the_next(office: House) -> None:
    asked = office.call("POST", EXPORTS, key=office.key, body=b'{"format": "json"}').json()
    place = f"{EXPORTS}{asked['id']}/"

    def shown() -> dict[str, Any]:
        return dict(office.get(place, key=office.key).json())

    with office.holding("LOCK TABLE finance_category IN ACCESS EXCLUSIVE MODE"):  # where the export reads next
        worker = office.worker()
        wait_until("the export at work", lambda: shown()["state"] == "writing", timeout_s=60)
        worker.kill_tree()
        office.servers.remove(worker)
    assert office.get(f"{place}file/", key=office.key).status == 409

    office.worker()
    office.beat()
    ready = wait_until("the export", lambda: (told := shown())["state"] == "ready" and told, timeout_s=60)
    assert ready["rows"] == 0
    file = office.get(f"{place}file/", key=office.key)
    assert json.loads(file.body)["transactions"] == []
