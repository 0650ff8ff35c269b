"""The guards of lists and of full text."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

SEARCH_SQL = "finance/sql/search_v1.sql"

SEARCH_GUARDS: tuple[Guard, ...] = (
    Guard(
        "a cursor belongs to the order in which it was given out",
        Edit("users/tenancy/pagination.py", "if self.cursor and self.cursor.sort != self.sort.name:", "if False:"),
        ("tests/search/test_lists.py::test_a_cursor_of_another_order_is_refused",),
    ),
    Guard(
        "a vendor's new name is found at its transactions",
        Edit(
            SEARCH_SQL,
            "WHERE (o.name, o.merged_into_id) IS DISTINCT FROM (n.name, n.merged_into_id))",
            "WHERE false)",
        ),
        ("tests/search/test_keeping.py::test_many_rows_of_one_statement_are_kept",),
    ),
    Guard(
        "of two who change parts of one transaction the later one sees the earlier one's",
        Edit(SEARCH_SQL, "WHERE s.id = ANY(ids) ORDER BY s.id FOR UPDATE;", "WHERE s.id = ANY(ids) ORDER BY s.id;"),
        ("tests/search/test_keeping.py::test_two_who_change_parts_of_one_at_once_are_both_found",),
    ),
    Guard(
        "a word that is frequent, but not among the newest rows, is found all the same",
        Edit("finance/selectors/full_text.py", "return far if len(far) == count else list(", "return far if far else list("),
        ("tests/search/test_words.py::test_each_way_of_finding_finds_the_same",),
    ),
)
