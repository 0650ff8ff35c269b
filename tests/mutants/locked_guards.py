"""The guards around locked files, mails and what is enclosed in a file."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

PASSWORDS = "finance/services/document_passwords.py"
CHILDREN = "finance/services/document_children.py"
MAIL = "services/reading/mail.py"
HTML = "services/reading/mail_html.py"
LOCKED = "tests/pipeline/test_passwords.py::{}".format
ENCLOSED = "tests/pipeline/test_enclosures.py::{}".format
MAILS = "tests/reading/test_mail.py::{}".format

LOCKED_GUARDS: tuple[Guard, ...] = (
    Guard(
        "locks: tries at passwords are counted",
        Edit(
            PASSWORDS,
            "    use_up(Use(Limited.FILE_PASSWORDS, str(document.id)), Use(Limited.PASSWORDS, str(actor.workspace_id)))\n",
            "",
        ),
        (LOCKED("test_tries_at_one_document_and_in_a_workspace_are_counted"),),
    ),
    Guard(
        "locks: guesses at a password in use are counted",
        Edit(PASSWORDS, "    if given:\n        _count_try(actor, document)\n", ""),
        (LOCKED("test_guesses_at_a_password_that_is_being_used_are_counted"),),
    ),
    Guard(
        "locks: only a document that waits for a password takes one",
        Edit(PASSWORDS, "    if document.state != DocumentState.NEEDS_PASSWORD:\n", "    if False:\n"),
        (LOCKED("test_only_what_waits_for_a_password_takes_one"),),
    ),
    Guard(
        "enclosures: files in files end at a depth",
        Edit(CHILDREN, "    if len(_above(document)) < DEPTH_MAX:\n", "    if True:\n"),
        (ENCLOSED("test_mails_in_mails_end_at_a_depth_with_a_reason"),),
    ),
    Guard(
        "enclosures: no file becomes documents without end",
        Edit(CHILDREN, "    if not may_make:\n", "    if False:\n"),
        (ENCLOSED("test_no_more_documents_are_made_of_one_file_than_a_person_can_bear"),),
    ),
    Guard(
        "enclosures: what is booked stays so",
        Edit(
            "finance/services/document_reading.py", "if has_documents and live_link(read.document) is None:", "if has_documents:"
        ),
        (ENCLOSED("test_a_booked_document_that_turns_out_to_hold_files_stays_what_is_booked"),),
    ),
    Guard(
        "mails: what is hidden is no text",
        Edit(
            HTML,
            '        return element.tag in DROPPED or "hidden" in element.attrib or is_hidden(style, lambda: behind)\n',
            "        return element.tag in DROPPED\n",
        ),
        (MAILS("test_what_nobody_sees_is_no_text_and_figures_in_it_are_told_of"),),
    ),
    Guard(
        "mails: parts in parts end",
        Edit(MAIL, "    if depth > DEPTH_MAX or found.count > PARTS_MAX:\n", "    if False:\n"),
        (MAILS("test_parts_in_parts_without_end_are_refused"),),
    ),
)
