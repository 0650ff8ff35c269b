"""Tables that nobody trusts, and twins that are not booked twice."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

TABLES = "tests/reading/test_tables.py::{}".format
CELLS = "tests/statements/test_cells.py::{}".format
TWINS = "tests/parsers/test_twins.py::{}".format
DUPLICATES = "tests/ledger/test_duplicates.py::{}".format
EXCHANGE = "services/reading/table_exchange.py"
ARCHIVE = "services/reading/archive.py"
FINDING = "finance/services/duplicate_finding.py"
DECIDING = "finance/services/duplicates.py"

TWIN_GUARDS: tuple[Guard, ...] = (
    Guard(
        "table: unpacked size",
        Edit(ARCHIVE, "sum(member.file_size for member in members) > limits.unpacked_bytes", "False"),
        (TABLES("test_hostile_workbooks_are_refused_by_name"),),
    ),
    Guard(
        "table: quotation marks are closed",
        Edit("services/reading/table_text.py", "    if last != [LAST_LINE]:\n        raise", "    if False:\n        raise"),
        (TABLES("test_no_table_is_read_in_part"),),
    ),
    Guard(
        "table: cells of the child are checked",
        Edit(EXCHANGE, "        if cells and (set(map(type, cells))", "        if False and (set(map(type, cells))"),
        (TABLES("test_nonsense_of_a_table_child_is_a_crash"),),
    ),
    Guard(
        "table: answers have an end",
        Edit(EXCHANGE, "        if self._left_bytes < 0:\n", "        if False:\n"),
        (TABLES("test_table_child_that_says_too_much_is_ended"),),
    ),
    Guard(
        "statement: a date keeps the order",
        Edit(
            "services/statements/cells.py",
            "    if order is DateOrder.YMD:\n        return _day(first",
            "    if False:\n        return _day(first",
        ),
        (CELLS("test_no_dates"),),
    ),
    Guard(
        "twins: what says different things is none",
        Edit("services/parsers/twins.py", "    if _differs(one.number, other.number) or", "    if"),
        (TWINS("test_what_two_are_to_each_other"),),
    ),
    Guard(
        "twins: two that arrive at once wait for each other",
        Edit(FINDING, '        hold_alone(f"twins of {row.total} {row.day}", document.workspace_id)\n', "        pass\n"),
        (DUPLICATES("test_two_that_arrive_at_once_see_each_other"),),
    ),
    Guard(
        "twins: decided once",
        Edit(DECIDING, "    if held.state != MarkState.OPEN:\n", "    if False:\n"),
        (DUPLICATES("test_kept_pairs_are_never_asked_about_again"), DUPLICATES("test_of_two_people_who_decide_at_once_one_does")),
    ),
    Guard(
        "twins: the money that was seen stays seen",
        Edit(
            "finance/services/transaction_folding.py",
            "_settled_as(actor, stays, goes) if goes.is_settled and not stays.is_settled else stays",
            "stays",
        ),
        ("tests/imports/test_matching.py::test_a_receipt_that_comes_after_its_row_is_folded_with_it",),
    ),
    Guard(
        "twins: two rows of statements are two",
        Edit("finance/selectors/duplicates.py", "filter(id=transaction.id, verdict=", "filter(matched=transaction, verdict="),
        ("tests/imports/test_matching.py::test_a_row_that_is_skipped_moves_no_other",),
    ),
)
