"""The guards of idempotency keys and of versions."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

RECORDS = "users/idempotency/records.py"
REQUESTS = "users/idempotency/requests.py"
VIEWS = "users/idempotency/views.py"
VERSIONS = "users/tenancy/versions.py"


def KEYS(name: str) -> str:  # noqa: N802  (as the names of the other guards)
    return f"tests/replay/test_keys.py::{name}"


REPLAY_GUARDS: tuple[Guard, ...] = (
    Guard(
        "a key stands for one request only",
        Edit(RECORDS, "    if row.request_digest != request_digest:\n", "    if False:\n"),
        (KEYS("test_another_body_with_the_same_key_is_refused"),),
    ),
    Guard(
        "the bytes of a file are part of the request",
        Edit(REQUESTS, "        content.update(chunk)\n", "        pass\n"),
        (KEYS("test_another_file_with_the_same_key_is_refused"),),
    ),
    Guard(
        "a key belongs to a person",
        Edit(RECORDS, "user_id=self.user_id, place=", "place="),
        (
            KEYS("test_the_key_of_another_person_is_another_key"),
            "tests/replay/test_moments.py::test_two_people_in_no_workspace_share_no_key",
        ),
    ),
    Guard(
        "a key belongs to a path",
        Edit(REQUESTS, "[request.method, request.path, key]", "[request.method, key]"),
        (KEYS("test_the_key_of_another_path_is_another_key"),),
    ),
    Guard(
        "only visible characters make a key",
        Edit(REQUESTS, "    if not _KEY.fullmatch(text):\n", "    if False:\n"),
        (KEYS("test_what_is_no_key_is_refused"),),
    ),
    Guard(
        "an answer is not replayed to who may do less now",
        Edit(VIEWS, "        if not answer.capabilities <= self._capabilities():\n", "        if False:\n"),
        (KEYS("test_who_may_see_less_now_does_not_get_the_old_answer_even_where_the_route_is_open"),),
    ),
    Guard(
        "a secret is kept in no answer",
        Edit(VIEWS, " or self.action_name(self.request) in self.answers_secret", ""),
        (KEYS("test_the_secret_of_a_key_is_kept_nowhere"),),
    ),
    Guard(
        "refusals are not kept",
        Edit(VIEWS, "        return 200 <= response.status_code < 300\n", "        return True\n"),
        ("tests/replay/test_moments.py::test_a_refusal_that_is_returned_is_not_kept",),
    ),
    Guard(
        "an answer with a refusal among many is not kept",
        Edit("finance/views/documents.py", ' and all(entry["status"] < 400 for entry in entries)', ""),
        (KEYS("test_of_many_files_those_refused_may_come_again_with_the_same_key"),),
    ),
    Guard(
        "a refusal gives the key back",
        Edit(VIEWS, "        claim_release(claim)\n", "        pass\n"),
        (KEYS("test_what_was_refused_may_be_corrected_with_the_same_key"),),
    ),
    Guard(
        "the lock of who is at work holds",
        Edit(RECORDS, "Q(status=None, locked_until__lte=Now(), request_digest=request_digest)", "Q(status=None)"),
        (KEYS("test_who_works_on_it_has_the_key_until_the_lock_ends"),),
    ),
    Guard(
        "who was taken over does not finish",
        Edit(RECORDS, "rows.filter(claim=claim.id, status=None).update(", "rows.filter(status=None).update("),
        ("tests/replay/test_moments.py::test_who_was_too_slow_and_was_taken_over_undoes_its_own_deed",),
    ),
    Guard(
        "the deed and its record are one transaction",
        Edit(VIEWS, "nullcontext() if is_outside else transaction.atomic()", "nullcontext()"),
        ("tests/replay/test_moments.py::test_who_was_too_slow_and_was_taken_over_undoes_its_own_deed",),
    ),
    Guard(
        "If-Match is heeded or refused",
        Edit(
            "users/tenancy/views.py",
            "        self.refuse_unheeded_version(request)\n        self._stack",
            "        self._stack",
        ),
        ("tests/replay/test_versions.py::test_a_condition_that_nothing_is_compared_with_is_not_believed_to_hold",),
    ),
    Guard(
        "If-Match is one strong tag",
        Edit(VERSIONS, "r'\"([1-9][0-9]{0,8})\"'", "r'(?:W/)?\"?([0-9]+)\"?'"),
        ("tests/replay/test_versions.py::test_an_if_match_that_is_no_version_is_refused",),
    ),
    Guard(
        "a change moves the version of an account, a category or a vendor",
        Edit("finance/services/version_holding.py", "    held.version += 1\n", ""),
        ("tests/replay/test_versions.py::test_a_change_moves_the_version_on",),
    ),
    Guard(
        "what is changed is held while it is compared",
        Edit("finance/services/version_holding.py", ".select_for_update(no_key=True)", ""),
        ("tests/replay/test_races.py::test_of_two_changes_from_one_version_the_second_is_stale",),
    ),
    Guard(
        "each way to change a thing compares the version",
        Edit("users/tenancy/staleness.py", "    if expected is not None and held != expected:\n", "    if False:\n"),
        ("tests/replay/test_versions.py::test_a_change_from_an_old_version_is_refused",),
    ),
)
