"""The guards of line items: what proves a line, what is none, and what is taken for its amount."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

TABLES = "tests/parsers/test_line_tables.py::{}".format
RECEIPTS = "tests/parsers/test_line_receipts.py::{}".format

LINE_GUARDS: tuple[Guard, ...] = (
    Guard(
        "lines: quantity times price proves an amount",
        Edit("services/parsers/line_factors.py", "            if abs(left - wanted) <= slack:", "            if True:"),
        ("tests/parsers/test_line_items.py::test_a_count_that_fits_no_amount_is_nobodys",),
    ),
    Guard(
        "lines: net before gross",
        Edit(
            "services/parsers/line_columns.py",
            "AMOUNT_COLUMNS = (C.NET_AMOUNT, C.AMOUNT, C.GROSS_AMOUNT)",
            "AMOUNT_COLUMNS = (C.GROSS_AMOUNT, C.AMOUNT, C.NET_AMOUNT)",
        ),
        (TABLES("test_net_amounts_are_taken_before_gross_ones_without_prices_too"),),
    ),
    Guard(
        "lines: what is carried over is no line",
        Edit("services/parsers/line_table.py", "or _CARRIED.search(text) is not None ", ""),
        (TABLES("test_what_is_carried_over_is_no_line_where_nothing_is_counted"),),
    ),
    Guard(
        "lines: a sum ends them",
        Edit("services/parsers/line_receipt.py", "        if adds_up(figure, drafts):\n            break\n", ""),
        (RECEIPTS("test_what_the_lines_add_up_to_ends_them_whatever_it_is_called"),),
    ),
    Guard(
        "lines: a discount below a line is taken off their sum",
        Edit(
            "services/parsers/line_items.py",
            "        if draft.deducted is not None:\n            yield",
            "        if False:\n            yield",
        ),
        (RECEIPTS("test_a_discount_below_a_line_is_that_lines"),),
    ),
)
