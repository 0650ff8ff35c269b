"""What a person enters or throws away while a machine works on the document stays so (promise P9, FAULTS F54 and F55)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.processes.house import Answer, House
from tests.processes.papers import invoice, letter
from tests.processes.work import OBEDIENT, bookings_of, closed_gate, extractions_of, row_of, wait_at_gate

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


def put_away(house: House, document: str, *deeds: tuple[str, str, int]) -> None:
    """Methods and parts of the document's address, each with the status that it is answered with."""
    for method, part, status in deeds:
        body = b"{}" if method == "POST" else None
        answer = house.call(method, f"/api/v1/finance/documents/{document}/{part}", key=house.key, body=body)
        assert answer.status == status, answer.body


@pytest.mark.parametrize("is_purged", [False, True], ids=["trashed", "purged"])
def test_of_a_document_thrown_away_while_it_is_extracted_no_booking_stays(office: House, is_purged: bool) -> None:
    gate = Path(office.env["GATE_FOLDER"])
    document = office.put(invoice())
    blob = office.sql(
        "SELECT b.id::text FROM finance_blob b JOIN finance_document d ON d.blob_id = b.id WHERE d.id = %s", document
    )
    with closed_gate(gate):
        office.worker(app=OBEDIENT, extra=LONG)
        wait_at_gate(gate)
        put_away(office, document, ("DELETE", "", 200), *([("POST", "purge/", 204)] if is_purged else []))
        next_one = office.put(letter())
    office.wait_final([next_one])  # the only worker is done with the first by now

    assert (bookings_of(office, document), extractions_of(office, document)) == (0, 0)
    if is_purged:
        assert office.sql("SELECT 1 FROM finance_blob WHERE id::text = %s", blob[0][0]) == []
        assert office.manage("verify_blobs").stdout == ""
    else:
        put_away(office, document, ("POST", "restore/", 200))
        office.wait_final([document])  # it goes on where it was
        assert bookings_of(office, document) <= 1
    office.manage("verify_ledger")
