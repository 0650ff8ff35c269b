"""The guards of exports: whole files only, one view, exact numbers, no formulas."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

API = "tests/api/test_exports.py::{}".format
TABLES = "tests/exports/test_spreadsheets.py::{}".format
JOURNALS = "tests/exports/test_journals.py::{}".format
WORK, SLICE, SHEETS = "finance/services/export_work.py", "finance/selectors/ledger_slice.py", "services/spreadsheets.py"

EXPORT_GUARDS: tuple[Guard, ...] = (
    Guard(
        "export: a file only when it is whole",
        Edit("finance/services/exports.py", "if export.state != ExportState.READY or export.size_bytes is None:", "if False:"),
        (API("test_there_is_no_file_before_it_is_ready"),),
    ),
    Guard(
        "export: a lease keeps others away",
        Edit(WORK, "free = Q(lease_until=None) | Q(lease_until__lt=Now())", "free = Q()"),
        (API("test_a_worker_killed_at_nine_tenths_leaves_nothing_to_fetch_and_the_next_one_writes_it"),),
    ),
    Guard(
        "export: who was given up offers nothing",
        Edit(WORK, "id=claim.export_id, attempt=claim.attempt, state", "id=claim.export_id, state"),
        (API("test_a_worker_that_was_given_up_offers_nothing"),),
    ),
    Guard(
        "export: deleted after its days",
        Edit(WORK, "        release_files(export.workspace_id, [export.storage_name])\n", ""),
        (API("test_after_its_days_the_file_is_deleted"),),
    ),
    Guard(
        "export: its file is no orphan",
        Edit(
            "finance/services/document_files.py",
            "Export.objects.filter(state=ExportState.READY, storage_name=name)",
            "Export.objects.none()",
        ),
        (API("test_the_file_of_an_export_is_no_orphan"),),
    ),
    Guard(
        "export: one view for all queries",
        Edit(SLICE, "        if is_outermost:\n", "        if False:\n"),
        (API("test_a_transaction_booked_meanwhile_is_not_half_in_it"),),
    ),
    Guard(
        "export: drafts stay out of journals",
        Edit("finance/services/exports.py", "if kind in JOURNALS and not part.holds_only_what_counts:", "if False:"),
        (API("test_what_no_file_can_hold_is_refused"),),
    ),
    Guard(
        "export: the database knows no ready export without a file",
        Sql("ALTER TABLE finance_export DROP CONSTRAINT export_file_only_when_ready"),
        ("tests/exports/test_constraints.py::test_a_ready_export_has_a_file_and_no_other_has",),
    ),
    Guard(
        "spreadsheet: text is no formula",
        Edit(SHEETS, """return f"'{text}" if _begins_formula(text.lstrip("'")) else text""", "return text"),
        (TABLES("test_no_text_becomes_a_formula"),),
    ),
    Guard(
        "spreadsheet: no digit is lost",
        Edit(SHEETS, "MAX_DIGITS = 15", "MAX_DIGITS = 99"),
        (TABLES("test_no_digit_is_lost_where_a_spreadsheet_would_round"),),
    ),
    Guard(
        "journal: no tolerance of a smallest unit",
        Edit("services/journals/beancount.py", 'TOLERANCE = "0.00001"', 'TOLERANCE = "1"'),
        (JOURNALS("test_the_smallest_unit_is_not_tolerated"),),
    ),
    Guard(
        "journal: names stay apart",
        Edit("services/journals/names.py", "    while found in taken:\n", "    while False:\n"),
        (JOURNALS("test_beancount_is_told_what_people_said"),),
    ),
    Guard(
        "journal: signs that @@ cannot say",
        Edit(
            "services/journals/balancing.py", "return leg.amount * leg.total > 0 or leg.amount == leg.total == 0", "return True"
        ),
        (JOURNALS("test_beancount_finds_nothing_wrong_and_has_our_balances"),),
    ),
)
