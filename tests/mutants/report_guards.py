"""The guards of reports."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

REPORTS = "finance/selectors/reports/"
TESTS = "tests/ledger/test_reports.py::"

REPORT_GUARDS: tuple[Guard, ...] = (
    Guard(
        "what has no base amount is told apart where others of its month have one",
        Edit(f"{REPORTS}sources.py", "        if 0 < without_base < count:\n", "        if False:\n"),
        (f"{TESTS}test_currencies_stand_apart_and_so_does_what_has_no_rate",),
    ),
    Guard(
        "a missing base amount is not nought",
        Edit(
            f"{REPORTS}figures.py",
            "None if self.postings and self.postings == self.postings_without_base else self._base",
            "self._base",
        ),
        (f"{TESTS}test_where_nothing_has_a_rate_there_is_no_base_amount",),
    ),
    Guard(
        "settlements are neither in nor out",
        Edit(f"{REPORTS}behind.py", '    "settlement": _SETTLEMENT,\n', '    "settlement": _SETTLEMENT & Q(amount=0),\n'),
        (f"{TESTS}test_what_is_only_moved_is_neither_in_nor_out",),
    ),
    Guard(
        "a report has an end",
        Edit(f"{REPORTS}tables.py", "    if len(lines) * periods > CELLS_MAX:\n", "    if False:\n"),
        (f"{TESTS}test_too_many_numbers_are_refused",),
    ),
    Guard(
        "taking a report out is told in the audit trail",
        Edit("finance/services/reports.py", "    export_record(actor=actor, ", "    (lambda **_: None)(actor=actor, "),
        ("tests/ledger/test_report_command.py::test_a_file_is_told_in_the_audit_trail",),
    ),
)
