"""The guards of imports."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

IMPORTS = "tests/imports/test_{}.py::{}".format
PLANNING = "finance/services/import_planning.py"

IMPORT_GUARDS: tuple[Guard, ...] = (
    Guard(
        "import: what was imported before is known",
        Edit(PLANNING, "mine.place <= held.times", "mine.place < held.times"),
        (IMPORTS("repeating", "test_the_same_rows_again_add_nothing"),),
    ),
    Guard(
        "import: equal rows are counted",
        Edit(PLANNING, "ON held.key = mine.key AND mine.place <= held.times", "ON held.key = mine.key"),
        (IMPORTS("repeating", "test_a_third_coffee_among_known_ones_is_added_once"),),
    ),
    Guard(
        "import: one after the other on an account",
        Edit(PLANNING, '    hold_alone(f"finance_import {statement.account_id}", statement.workspace_id)', "    pass"),
        (IMPORTS("faults", "test_the_same_file_booked_twice_at_once_is_booked_once"),),
    ),
    Guard(
        "import: planned again before it is booked",
        Edit("finance/services/import_applying.py", "counts = import_plan(statement)", "counts = dict(statement.counts)"),
        (IMPORTS("course", "test_a_period_that_is_locked_after_the_plan_stops_the_booking"),),
    ),
    Guard(
        "import: a lost claim takes all of it back",
        Edit("finance/services/import_work.py", "    if not left:\n        raise _lost(claim)", "    del left"),
        (IMPORTS("faults", "test_who_was_taken_for_dead_writes_nothing"),),
    ),
    Guard(
        "import: undo keeps what a person changed",
        Edit("finance/services/import_undoing.py", "t.version > 1 OR EXISTS", "false OR EXISTS"),
        (IMPORTS("course", "test_undo_keeps_what_a_person_changed_and_knows_it_from_then_on"),),
    ),
    Guard(
        "import: a transfer stands in the files of both banks",
        Edit(
            PLANNING,
            "AND (r.statement_id = ANY(%(booked_here)s::uuid[])\n                           OR (r.statement_id",
            "AND (r.verdict = 'twin'\n                           OR (r.statement_id",
        ),
        (IMPORTS("matching", "test_a_transfer_is_the_row_of_both_banks"),),
    ),
    Guard(
        "import: all or nothing",
        Edit("finance/services/import_applying.py", "        if all_or_nothing:\n", "        if False:\n"),
        (IMPORTS("course", "test_a_bad_row_stops_all_or_is_left_out"),),
    ),
)
