"""Taking a report out as a file."""

from __future__ import annotations

import io
from enum import StrEnum

from finance.selectors.reports.report import report_get
from finance.selectors.reports.sheet import sheet_rows
from finance.selectors.reports.wishes import ReportName, Wish
from services.spreadsheets import write_csv, write_xlsx
from users.audit.rarely import export_record
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


class SheetType(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return "text/csv; charset=utf-8" if self is SheetType.CSV else xlsx


def report_export(*, actor: Actor, name: ReportName, wish: Wish, sheet_type: SheetType) -> bytes:
    """The report as a spreadsheet; the audit trail tells once an hour who took it.

    Raises ReportWishError, ReportTooLargeError, ReportTooSlowError.
    """
    actor.require(Capability.EXPORT)
    rows = sheet_rows(report_get(name, wish))
    into = io.BytesIO()
    if sheet_type is SheetType.CSV:
        write_csv(rows, into)
    else:
        write_xlsx(rows, into, sheet=name.for_people)
    export_record(actor=actor, subject_type="report", subject_id=None, data={"report": name.value, "as": sheet_type.value})
    return into.getvalue()
