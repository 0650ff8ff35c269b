"""The guards of the REST face."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

VIEWS = "users/tenancy/views.py"
UPLOADS = "finance/views/uploads.py"

REST_GUARDS: tuple[Guard, ...] = (
    Guard(
        "a route asks for its capability",
        Edit(VIEWS, "            self.actor.require(needed)\n", "            del needed\n"),
        ("tests/isolation/test_matrix.py::test_each_identity_gets_what_the_tables_say",),
    ),
    Guard(
        "unknown parameters are refused",
        Edit(
            VIEWS,
            "        if errors:\n            raise ValidationError(dict(",
            "        if False:\n            raise ValidationError(dict(",
        ),
        ("tests/api/test_strictness.py::test_a_query_that_cannot_be_is_refused_and_named",),
    ),
    Guard(
        "a key acts in its own workspace only",
        Edit("users/tenancy/credential.py", "        if str(membership.workspace_id) == asked:\n", "        if asked:\n"),
        ("tests/isolation/test_matrix.py::test_the_workspace_of_somebody_else_is_no_workspace",),
    ),
    Guard(
        "unknown and read-only fields are refused",
        Edit(
            "users/tenancy/serializers.py",
            "            self._refuse(sorted(str(name) for name in data if name not in settable))\n",
            "            del settable\n",
        ),
        ("tests/api/test_ledger.py::test_a_transaction_that_cannot_be_is_refused",),
    ),
    Guard(
        "a cursor holds only what the database takes",
        Edit("utils/keyset.py", ' and not any("\\ud800" <= character <= "\\udfff" for character in key)', ""),
        ("tests/api/test_pages.py::test_half_of_a_character_is_no_place_in_a_list_by_name",),
    ),
    Guard(
        "an uploader sees its own documents",
        Edit("finance/permissions.py", "    return documents.filter(uploaded_by_id=actor.user_id)\n", "    return documents\n"),
        ("tests/api/test_documents.py::test_an_uploader_sees_its_own_documents_only",),
    ),
    Guard(
        "an upload that broke off is no document",
        Edit(UPLOADS, "            if watched.size != length or not watched.is_ended:\n", "            if False:\n"),
        (
            "tests/api/test_streaming.py::test_a_client_that_drops_half_way_leaves_nothing",
            "tests/api/test_streaming.py::test_a_body_shorter_than_it_says_is_no_document_even_when_its_form_is_whole",
        ),
    ),
    Guard(
        "a body that is too large is refused before it is read",
        Edit(UPLOADS, "        if length > self.limit_bytes:\n", "        if False:\n"),
        ("tests/api/test_streaming.py::test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent",),
    ),
    Guard(
        "a file that was cut off is none",
        Edit(UPLOADS, "        if self.file.is_cut_off:\n            raise FileTooLargeError(too_large())\n", ""),
        ("tests/api/test_documents.py::test_of_many_files_one_that_is_too_large_stops_no_other",),
    ),
    Guard(
        "JSON without NUL and half characters",
        Edit("app_settings/parsing.py", "    _refuse_odd(told)\n", ""),
        ("tests/api/test_strictness.py::test_json_that_is_none_is_refused",),
    ),
    Guard(
        "a change names its version",
        Edit("users/tenancy/versions.py", "    if version is None:\n", "    if False:\n"),
        ("tests/api/test_documents.py::test_a_correction_that_cannot_be_is_refused",),
    ),
    Guard(
        "files of strangers may do nothing in a browser",
        Edit("finance/views/documents.py", "\"sandbox; default-src 'none'\"", "\"default-src 'self'\""),
        ("tests/api/test_documents.py::test_a_file_comes_back_as_it_was_sent_and_may_do_nothing",),
    ),
)
