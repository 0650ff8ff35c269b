"""What a person enters while a machine works on the document is not overwritten (promise P9)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.processes.house import Answer, House
from tests.processes.papers import invoice
from tests.processes.work import OBEDIENT, bookings_of, closed_gate, row_of, wait_at_gate

LONG = {"LEASE_SECONDS": "120"}


def correct(house: House, document: str, value: str, version: int) -> Answer:
    body = json.dumps({"value": value, "version": version}).encode()
    return house.call("PATCH", f"/api/v1/finance/documents/{document}/fields/total/", key=house.key, body=body)


def test_a_total_entered_while_the_document_is_extracted_is_kept_and_booked(office: House) -> None:
    gate = Path(office.env["GATE_FOLDER"])
    document = office.put(invoice())
    with closed_gate(gate):
        office.worker(app=OBEDIENT, extra=LONG)
        wait_at_gate(gate)
        version = row_of(office, document).version
        assert correct(office, document, "77.77", version).status == 200
        stale = correct(office, document, "66.66", version)
    office.wait_final([document])

    assert stale.status == 412
    total = office.sql("SELECT value, origin FROM finance_extractedfield WHERE document_id = %s AND name = 'total'", document)
    assert [(value.rstrip("0"), origin) for value, origin in total] == [("77.77", "user")]
    booked = office.sql(
        "SELECT count(*) FROM finance_posting p JOIN finance_transactiondocument l ON l.transaction_id = p.transaction_id"
        " WHERE l.document_id = %s AND p.account_id IS NOT NULL AND abs(p.amount) <> 77.77",
        document,
    )
    assert booked == [(0,)]
    assert bookings_of(office, document) <= 1
