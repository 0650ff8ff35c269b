"""The guards of the ledger and of the walls between workspaces."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

LEDGER = "tests/ledger/test_{}.py::{}".format
SCOPE = "tests/users/test_scope.py::{}".format
COMPILER = "users/tenancy/postgres/compiler.py"
LOCK_SQL = "finance/sql/ledger_lock_v1.sql"
SUM_SQL = "finance/sql/monthly_sum_v1.sql"

LEDGER_GUARDS: tuple[Guard, ...] = (
    Guard(
        "balance: changed postings add up to nought",
        Sql("DROP TRIGGER finance_unbalanced_check ON finance_unbalanced"),
        (LEDGER("transactions", "test_the_database_itself_refuses_what_does_not_add_up"),),
    ),
    Guard(
        "balance: a transaction has postings",
        Sql("DROP TRIGGER finance_transaction_balance ON finance_transaction"),
        (LEDGER("transactions", "test_the_database_itself_refuses_a_transaction_without_postings"),),
    ),
    Guard(
        "balance: across currencies every base amount is there",
        Edit("finance/sql/ledger_balance_v1.sql", "IF currencies > 1 AND bases < legs THEN", "IF false THEN"),
        (LEDGER("transactions", "test_across_currencies_no_base_amount_may_be_missing"),),
    ),
    Guard(
        "account currency",
        Sql("DROP TRIGGER finance_posting_currency_insert ON finance_posting"),
        (LEDGER("transactions", "test_a_posting_is_in_the_currency_of_its_account"),),
    ),
    Guard(
        "account currency: changes and bookings wait for each other",
        Edit("finance/sql/account_currency_v1.sql", "ORDER BY id FOR SHARE'", "ORDER BY id'"),
        (LEDGER("races", "test_the_currency_of_an_account_does_not_change_under_a_booking"),),
    ),
    Guard(
        "period lock",
        Edit(LOCK_SQL, "IF earliest <= locked THEN", "IF false THEN"),
        (LEDGER("period_lock", "test_the_last_locked_day_takes_no_booking_and_the_next_day_does"),),
    ),
    Guard(
        "period lock: bookings and locks wait for each other",
        Edit(LOCK_SQL, "WHERE workspace_id = owner FOR SHARE;", "WHERE workspace_id = owner;"),
        (LEDGER("period_lock", "test_a_booking_waits_for_the_lock_in_flight_and_is_refused"),),
    ),
    Guard(
        "period lock: postings",
        Sql("DROP TRIGGER a_lock_update ON finance_posting"),
        (LEDGER("period_lock", "test_raw_sql_is_refused_too"),),
    ),
    Guard(
        "period lock: transactions",
        Sql("DROP TRIGGER a_lock_update ON finance_transaction"),
        (LEDGER("period_lock", "test_what_is_locked_stays_as_it_is"),),
    ),
    Guard(
        "monthly sums: a transaction that moves waits for its new postings",
        Edit(SUM_SQL, "ORDER BY t.id FOR SHARE)", "ORDER BY t.id)"),
        (LEDGER("monthly_sums", "TestAtOnce::test_a_posting_added_while_its_transaction_moves_is_not_left_behind"),),
    ),
    Guard(
        "monthly sums: one writer per workspace",
        Edit(SUM_SQL, "PERFORM pg_advisory_xact_lock(hashtextextended('finance_monthlysum ' || owner, 0));", "NULL;"),
        (LEDGER("monthly_sums", "TestAtOnce::test_bookings_in_opposite_orders_do_not_wait_in_a_circle"),),
    ),
    Guard(
        "monthly sums: dates that move",
        Sql("DROP TRIGGER monthly_sum_update ON finance_transaction"),
        (LEDGER("monthly_sums", "test_a_date_that_moves_takes_its_amounts_to_the_other_month"),),
    ),
    Guard(
        "a machine books a document once",
        Sql("DROP INDEX transaction_document_one_by_machine"),
        (LEDGER("races", "test_twenty_machines_book_a_document_once"),),
    ),
    Guard(
        "one live settlement",
        Sql("DROP INDEX transaction_settled_once"),
        (LEDGER("settlement", "test_the_database_itself_keeps_a_second_settlement_out"),),
    ),
    Guard(
        "one live reversal",
        Sql("DROP INDEX transaction_reversed_once"),
        (LEDGER("transactions", "test_a_transaction_is_reversed_once"),),
    ),
    Guard(
        "compare-and-set on a transaction's version",
        Edit("users/tenancy/staleness.py", "if expected is not None and held != expected:", "if False:"),
        (LEDGER("transactions", "test_an_update_of_what_somebody_else_changed_is_refused"),),
    ),
    Guard(
        "a transaction is held while it is decided about",
        Edit("finance/services/transaction_holding.py", "Transaction.objects.select_for_update()", "Transaction.objects"),
        (LEDGER("races", "test_of_two_writers_with_the_same_version_one_wins"),),
    ),
    Guard(
        "right to write the ledger",
        Edit(
            "finance/services/transaction_creation.py",
            "    actor.require(Capability.LEDGER_WRITE)\n    if kind in",
            "    if kind in",
        ),
        (LEDGER("transactions", "test_who_may_only_read_books_nothing"),),
    ),
    Guard(
        "change history of bulk updates",
        Sql(
            "DO $$ DECLARE t name; BEGIN SELECT tgname INTO t FROM pg_trigger WHERE tgrelid = 'finance_account'::regclass"
            " AND tgname LIKE 'pgtrigger_update%'; EXECUTE 'DROP TRIGGER ' || t || ' ON finance_account'; END $$"
        ),
        (LEDGER("history", "test_bulk_writes_and_raw_sql_are_caught"),),
    ),
    Guard(
        "history: an outer actor gets its name back",
        Edit("users/tenancy/actor.py", "            context.metadata.update(before)\n", ""),
        (LEDGER("history", "test_an_inner_actor_does_not_lend_its_name_to_the_outer_one"),),
    ),
    Guard(
        "wall (b): composite keys",
        Sql("ALTER TABLE finance_posting DROP CONSTRAINT finance_posting_category_id_same_workspace"),
        (
            "tests/users/test_composite_keys.py",
            LEDGER("transactions", "test_a_category_of_another_workspace_does_not_exist_here"),
        ),
    ),
    Guard(
        "wall (a): every query is held to the workspace",
        Edit(COMPILER, "    held.where = WhereNode([only_here, held.where], AND)\n", ""),
        (SCOPE("test_reads_see_one_workspace"), SCOPE("test_updates_and_deletes_reach_one_workspace")),
    ),
    Guard(
        "wall (a): rows of other workspaces are not inserted",
        Edit(COMPILER, "        _refuse_foreign_rows(self.query)\n", ""),
        (SCOPE("test_a_row_for_another_workspace_is_not_inserted"),),
    ),
    Guard(
        "wall (a): rows do not move to another workspace",
        Edit(COMPILER, "        _refuse_move(self.query)\n", ""),
        (SCOPE("test_a_row_is_not_moved_to_another_workspace"),),
    ),
    Guard(
        "wall (a): no way through common tables",
        Edit(COMPILER, "    _refuse_ways_through_common_tables(query, touched)\n", ""),
        (SCOPE("test_a_way_through_a_common_table_is_refused"),),
    ),
    Guard(
        "wall (a): no upsert into another workspace",
        Edit(COMPILER, "if query.on_conflict is OnConflict.UPDATE and", "if False and"),
        (SCOPE("test_an_upsert_cannot_hit_the_row_of_another_workspace"),),
    ),
)
