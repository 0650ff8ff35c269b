"""Guards of what people say of documents (places, kinds, directions), and of their consent to training."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

WORDS = "tests/pipeline/test_words_of_people.py::{}".format
DECIDING = "tests/pipeline/test_deciding_words.py::{}".format
EXPORT = "tests/pipeline/test_training_export.py::{}".format

WORDS_GUARDS: tuple[Guard, ...] = (
    Guard(
        "boxes: a value that the box does not say is refused",
        Edit("services/parsers/boxed.py", "    if not is_right:\n", "    if False:\n"),
        ("tests/parsers/test_boxed.py::test_a_value_with_a_box_is_kept_only_where_the_box_says_it",),
    ),
    Guard(
        "boxes: several amounts are no value",
        Edit(
            "services/parsers/boxed.py",
            """    if len(matches) != 1:
        raise _none(text, "an amount\"""",
            """    if not matches:
        raise _none(text, "an amount\"""",
        ),
        ("tests/parsers/test_boxed.py::test_words_that_are_no_value_of_the_field_are_told",),
    ),
    Guard(
        "direction: an unclear one is not booked by a machine",
        Edit("services/parsers/direction.py", "    if direction is Direction.UNCLEAR:\n", "    if False:\n"),
        (DECIDING("test_an_unclear_direction_blocks_even_where_no_reader_said_so"),),
    ),
    Guard(
        "direction: readers that see us on two sides leave it unclear",
        Edit(
            "services/parsers/direction.py", "    return seen if seen is by_sender else Direction.UNCLEAR\n", "    return seen\n"
        ),
        ("tests/parsers/test_own_side.py::test_readers_that_see_us_on_two_sides_leave_it_unclear",),
    ),
    Guard(
        "direction: a person is asked before an unclear one is booked",
        Edit("finance/services/document_confirming.py", "    _require_direction(record)\n", ""),
        (WORDS("test_confirming_an_unclear_direction_asks_for_it"),),
    ),
    Guard(
        "user > machine: the kind that a person said is obeyed",
        Edit(
            "finance/services/deciding_context.py", "        kind=context.kind or record.kind,\n", "        kind=record.kind,\n"
        ),
        (DECIDING("test_what_is_said_to_be_never_booked_is_not"),),
    ),
    Guard(
        "user > machine: the direction that a person said is obeyed",
        Edit("finance/services/deciding_direction.py", "    if said is not None:\n", "    if False:\n"),
        (DECIDING("test_the_word_of_a_person_stands_above_who_seems_to_be_the_sender"),),
    ),
    Guard(
        "user > machine: kind and direction stay when it is read again",
        Edit(
            "finance/services/document_extraction.py",
            "            kind=ruled.kind.value,\n",
            "            kind=record.kind.value,\n",
        ),
        (WORDS("test_kind_and_direction_stay_when_it_is_read_again"),),
    ),
    Guard(
        "training: nothing leaves without consent",
        Edit(
            "finance/services/training_export.py", "    require_consent()\n    _make_ready(folder)\n", "    _make_ready(folder)\n"
        ),
        (EXPORT("test_nothing_leaves_without_consent"),),
    ),
    Guard(
        "training: a consent that is withdrawn while it runs counts",
        Edit("finance/services/training_export.py", "        require_consent()\n        audit_record", "        audit_record"),
        (EXPORT("test_a_consent_that_is_withdrawn_while_it_runs_leaves_nothing"),),
    ),
    Guard(
        "training: consent is an owner's to give",
        Edit(
            "finance/services/ledger_settings.py",
            """Capability.OWNER_MANAGE if "training_consent" in changes else Capability.WORKSPACE_MANAGE""",
            "Capability.WORKSPACE_MANAGE",
        ),
        ("tests/ledger/test_training_consent.py::test_it_is_an_owners_to_say",),
    ),
    Guard(
        "training: what a machine read after the confirmation is no truth",
        Edit("finance/services/training_export.py", "Q(updated_at__lte=document.confirmed_at)", "Q(id__isnull=False)"),
        (EXPORT("test_what_a_machine_read_after_the_confirmation_is_no_truth"),),
    ),
)
