"""The guards of generated documents: what is true of them is what they print, and their sums agree."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

DOCUMENTS = "tests/training/test_generated_documents.py::{}".format
WORLD = "tests/training/test_world.py::{}".format
TRUTH = "training/documents/truth.py"

GENERATOR_GUARDS: tuple[Guard, ...] = (
    Guard(
        "generator: what is not printed is not true",
        Edit(TRUTH, "if name is FieldName.CURRENCY or name.value in printed}", "}"),
        (DOCUMENTS("test_a_field_that_is_not_printed_is_not_in_the_truth"),),
    ),
    Guard(
        "generator: a tax beside zeros is the tax",
        Edit(TRUTH, 'if places and "tax" not in printed else printed', "if False else printed"),
        (DOCUMENTS("test_the_only_tax_that_is_not_zero_is_the_tax_of_the_document"),),
    ),
    Guard(
        "generator: both names of a seller are right",
        Edit(TRUTH, "vendor_names=tuple(name for name in names if name != fields.get(FieldName.VENDOR)),", "vendor_names=(),"),
        (DOCUMENTS("test_the_vendor_is_a_name_of_the_seller_and_the_other_one_is_right_too"),),
    ),
    Guard(
        "generator: cash is paid in coins that exist",
        Edit("training/documents/world.py", "if country.cash_step is not None:", "if False:"),
        (WORLD("test_who_pays_in_cash_gets_change_in_coins_that_exist"),),
    ),
    Guard(
        "generator: check digits are right",
        Edit("training/documents/identities.py", "            if is_valid(number):", "            if True:"),
        (WORLD("test_tax_ids_pass_the_validator_of_their_country"), WORLD("test_ibans_are_valid_and_of_the_country")),
    ),
)
