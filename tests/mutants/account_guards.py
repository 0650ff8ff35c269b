"""The guards of merging, reconciling, retention and of the balances of a day."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

MERGING = "tests/ledger/test_merging.py::{}".format
RACES = "tests/ledger/test_merging_races.py::{}".format
RECONCILING = "tests/ledger/test_reconciliations.py::{}".format
REFERENCES = "finance/services/merging_references.py"

ACCOUNT_GUARDS: tuple[Guard, ...] = (
    Guard(
        "merging: what is locked stays",
        Edit(REFERENCES, "if self.date and locked_through:", "if False:"),
        (MERGING("test_what_lies_in_a_locked_period_stays_and_counts_where_it_went"),),
    ),
    Guard(
        "merging: changed transactions have another version",
        Edit(REFERENCES, "            _count_up(rows)", "            pass"),
        (MERGING("test_the_transaction_has_another_version_afterwards"),),
    ),
    Guard(
        "merging: bookings go where it went",
        Edit(
            "finance/services/merged_redirect.py",
            "    if not went:",
            "    if True:",
        ),
        (MERGING("test_what_is_booked_on_a_merged_thing_goes_where_that_went"),),
    ),
    Guard(
        "merging: balances count what was merged",
        Edit("finance/selectors/balances.py", 'Coalesce(F("account__merged_into_id"), F("account_id"))', 'F("account_id")'),
        (MERGING("test_what_lies_in_a_locked_period_stays_and_counts_where_it_went"),),
    ),
    Guard(
        "merging: not into what stands below",
        Edit("finance/services/categories.py", "if held.id in {one.id for one in _line_above(target)}:", "if False:"),
        (MERGING("test_categories_that_are_unlike_are_not_merged"),),
    ),
    Guard(
        "merging: chains are flattened",
        Edit(REFERENCES, '        Reference(Category, "merged_into"),\n', ""),
        (MERGING("test_chains_are_flattened_and_names_are_free_again"),),
    ),
    Guard(
        "category tree: moves go one after the other",
        Edit(
            "finance/services/categories.py",
            "        hold_alone(TREE, actor.workspace_id)\n        held = row_hold(",
            "        held = row_hold(",
        ),
        (RACES("test_two_moves_at_once_close_no_ring"),),
    ),
    Guard(
        "reconciliation: it agrees to the cent",
        Edit("finance/services/reconciliations.py", "    if difference:", "    if False:"),
        (RECONCILING("test_a_difference_is_refused_in_words"),),
    ),
    Guard(
        "reconciliation: one open per account",
        Sql("DROP INDEX reconciliation_one_open"),
        (RECONCILING("test_one_is_open_per_account_and_versions_are_heeded"),),
    ),
    Guard(
        "reconciliation: what it found is not let go by hand",
        Edit("finance/services/transaction_reconciling.py", "    if is_found_on_statement(ids):", "    if False:"),
        (RECONCILING("test_what_a_statement_shows_is_not_let_go_by_hand"),),
    ),
    Guard(
        "retention",
        Edit("finance/services/retention.py", "    if today <= last:", "    if False:"),
        ("tests/ledger/test_retention.py::test_it_is_kept_until_the_end_of_the_last_year",),
    ),
)
