"""Who took data out of the house stands in the audit trail."""

from __future__ import annotations

from tests.api.conftest import DOCUMENTS, Clients, Things
from tests.audit.conftest import Clock
from tests.conftest import Cast
from users.audit.rarely import export_record
from users.models import AuditEvent
from users.tenancy.actor import acting


def exports(cast: Cast) -> list[AuditEvent]:
    with acting(cast.alice):
        return list(AuditEvent.objects.filter(action__in=["document_downloaded", "data_exported"]).order_by("id"))


def test_fetching_an_original_is_told_once_an_hour_per_person(cast: Cast, clients: Clients, things: Things, clock: Clock) -> None:
    address = f"{DOCUMENTS}{things.document.id}/file/"
    for client in (clients.alice, clients.alice, clients.bob):
        assert client.get(address).status_code == 200
    assert [event.subject_id for event in exports(cast)] == [things.document.id] * 2

    clock.wait(3601)
    clients.alice.get(address)

    assert len(exports(cast)) == 3


def test_a_download_that_finds_nothing_is_not_told(cast: Cast, clients: Clients, things: Things) -> None:
    assert clients.charlie.get(f"{DOCUMENTS}{things.document.id}/file/").status_code == 404

    assert exports(cast) == []


def test_rows_taken_out_as_a_file_are_told_with_what_was_asked(cast: Cast) -> None:
    with acting(cast.alice):
        for year in (2025, 2025, 2026):
            export_record(actor=cast.alice, subject_type="transactions", subject_id=None, data={"year": year})

    assert [(event.action, event.data) for event in exports(cast)] == [
        ("data_exported", {"year": 2025}),
        ("data_exported", {"year": 2026}),
    ]
