"""Calls of the routes of exports."""

from __future__ import annotations

from finance.models import Export, ExportFormat
from finance.selectors.ledger_slice import LedgerSlice
from finance.services.exports import export_request, export_write
from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home
from tests.isolation.makers import FINANCE


@maker(f"GET {FINANCE}exports/")
def exports(_home: Home) -> Call:
    return Call()


@maker(f"POST {FINANCE}exports/")
def asked(_home: Home) -> Call:
    return Call(body={"format": "csv"})


@maker(f"GET {FINANCE}exports/<pk>/")
def export(home: Home) -> Call:
    return Call({"pk": home.rows["export"].id})


@maker(f"GET {FINANCE}exports/<pk>/file/")
def file(home: Home) -> Call:
    made: Export = export_request(actor=home.owner, kind=ExportFormat.CSV, part=LedgerSlice())
    export_write(export_id=made.id)
    return Call({"pk": made.id})
