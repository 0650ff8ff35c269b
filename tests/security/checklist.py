"""The security checklist: of each control the tests that hold it, or why it does not apply yet.

`python -m tests.security.checklist` writes docs/security.md from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.security.personal_data import ENTRUSTED, WHO

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"


@dataclass(frozen=True, slots=True)
class Control:
    """`tests` are `file::function` below tests/. `later` says what is not there yet, and so needs no test."""

    id: str
    says: str
    tests: tuple[str, ...] = ()
    later: str = ""


MATRIX = "isolation/test_matrix.py::{}".format
STATIC = "security/test_static_rules.py::{}".format
HEADERS = "manners/test_headers.py::{}".format
ENUM = "sessions/test_enumeration.py::{}".format

CONTROLS: tuple[Control, ...] = (
    Control("D1", "Every route × method × identity answers as the tables say; a stranger finds nothing", (
        MATRIX("test_every_served_route_has_a_row_and_every_row_a_maker"),
        MATRIX("test_each_identity_gets_what_the_tables_say"),
        MATRIX("test_a_stranger_gets_for_our_rows_what_an_id_of_nothing_gets"),
        MATRIX("test_the_workspace_of_somebody_else_is_no_workspace"),
        "isolation/test_back_office.py::test_each_page_of_the_back_office_answers_as_its_rule_says",
    )),
    Control("D2", "Ids in bodies and filters reach the own workspace only", (
        "isolation/test_related.py::test_an_id_of_somebody_elses_row_is_refused_like_an_id_of_nothing",
        "isolation/test_related.py::test_a_filter_by_what_is_somebody_elses_finds_what_a_filter_by_nothing_finds",
    )),
    Control("D3", "No text of one workspace stands in what another one can fetch", (
        "isolation/test_canaries.py::test_a_stranger_reads_no_text_of_ours",
        "isolation/test_canaries.py::test_an_uploader_reads_what_is_its_own_or_everybodys",
        "isolation/test_canaries.py::test_every_text_that_a_person_can_give_bears_a_mark",
    )),
    Control("D4", "A second wall: the scope is compiled into each query, and the database keeps keys within a workspace", (
        "users/test_scope.py::test_without_a_scope_nothing_compiles",
        "users/test_scope.py::test_reads_see_one_workspace",
        "users/test_composite_keys.py::test_no_key_between_tenant_tables_lacks_its_composite_constraint",
            "users/test_composite_keys.py::test_a_foreign_id_cannot_be_stored_even_by_raw_sql",
    )),
    Control("D5", "What may not be set is refused; every serializer names its fields", (
        "isolation/test_bodies_and_methods.py::test_what_may_not_be_set_is_refused_and_changes_nothing",
        STATIC("test_the_tree_keeps_the_rule"),
        "api/test_faces.py::test_the_schema_in_the_repository_is_that_of_the_code",
    )),
    Control("D6", "Who says nothing is refused; each view asks for the capability of its row", (
        STATIC("test_d6_who_says_nothing_is_asked_who_they_are"),
        "api/test_routes.py::test_each_view_asks_for_the_capability_of_its_row",
        "api/test_routes.py::test_each_view_lets_in_whom_its_row_names",
    )),
    Control("D7", "Revoking bites at once", (
        "sessions/test_ending.py::test_it_ends_at_once",
        "sessions/test_ending.py::test_a_lowered_role_is_lower_at_once",
        "sessions/test_ending.py::test_who_is_put_out_is_out_at_once",
        "users/test_keys.py::test_a_revoked_key_is_dead_at_once",
        "users/test_keys.py::test_the_keys_of_a_disabled_person_are_dead_at_once",
    )),
    Control("D8", "No way round the second factor", later="There is no second factor yet."),
    Control("D9", "Only genuine tokens of the one algorithm", (
        "sessions/test_forged_tokens.py::test_no_forged_access_token_opens_anything",
        "sessions/test_forged_tokens.py::test_no_forged_refresh_token_gives_a_pair",
        "sessions/test_forged_tokens.py::test_a_refresh_token_is_no_access_token",
        "sessions/test_refreshing.py::test_used_ones_stand_on_simplejwts_blacklist",
    )),
    Control("D10", "A refresh token that comes twice ends its family; two tabs do not", (
        "sessions/test_refreshing.py::test_after_that_the_family_ends_with_an_event",
        "sessions/test_refreshing.py::test_the_second_tab_gets_the_pair_of_the_first_within_ten_seconds",
        "sessions/test_refreshing.py::test_two_tabs_at_once_are_both_answered_and_rotate_once",
    )),
    Control("D11", "Cookies are HttpOnly, SameSite, Secure on https, and bound to a path; no token in a browser's storage", (
        HEADERS("test_cookies_are_guarded"),
        HEADERS("test_with_https_cookies_are_secure_and_of_this_host_only"),
        "sessions/test_in_the_browser.py::test_on_https_it_is_secure_and_says_so_by_its_name",
        "manners/test_policy_in_browser.py::test_no_token_lies_in_the_storage_of_the_browser",
    )),
    Control("D12", "Cookies need the right origin; CORS is an exact list", (
        "sessions/test_in_the_browser.py::test_no_other_origin_may_use_the_cookie",
        "manners/test_cors.py::test_no_other_origin_may",
        "manners/test_cors.py::test_nobody_may_unless_listed",
        STATIC("test_every_exception_is_still_needed_and_has_a_reason"),
    )),
    Control("D13", "Nothing tells whether an address has an account", (
        ENUM("test_login"), ENUM("test_sign_up"), ENUM("test_reset"), ENUM("test_another_address"),
        "workspaces/test_invitations.py::test_known_and_unknown_addresses_are_answered_the_same",
        "limits/test_admin_login.py::test_known_and_unknown_addresses_get_the_same_sentence",
    )),
    Control("D14", "Guessing is locked out by account and true address", (
        "limits/test_logins.py::test_a_thousand_guesses_at_one_account_from_anywhere_are_refused_but_a_few",
        "limits/test_logins.py::test_a_thousand_accounts_tried_from_one_address_are_refused_but_some",
        "limits/test_admin_login.py::test_a_thousand_logins_with_a_forged_address_are_counted_by_the_true_one",
        "limits/test_throttles.py::test_a_forged_address_is_not_another_one",
    )),
    Control("D15", "Headers on every answer, errors and files too", (
        HEADERS("test_every_answer_is_guarded"), HEADERS("test_nobody_keeps_what_is_private"),
        HEADERS("test_hsts_is_for_https_only"),
    )),
    Control("D16", "A strict content security policy", (
        HEADERS("test_no_policy_lets_inline_scripts_run"), HEADERS("test_pictures_come_from_nowhere_else"),
        "manners/test_policy_in_browser.py::test_what_is_slipped_into_a_page_does_not_run",
        "manners/test_policy_in_browser.py::test_a_page_loads_without_a_violation",
    )),
    Control("D17", "Files of people come as attachments that may do nothing; SVG and HTML do not come in", (
        "manners/test_files.py::test_pages_and_drawings_do_not_come_in_under_any_name",
        "manners/test_files.py::test_what_hides_a_script_goes_out_as_the_type_of_its_bytes_to_be_kept_not_shown",
        "manners/test_files.py::test_the_picture_of_a_page_is_of_pixels_and_isolated_too",
        "reading/test_image.py::test_previews_carry_no_metadata_of_the_photo",
    )),
    Control("D18", "No signed address is ever handed out: files come through the application", (
        "manners/test_files.py::test_no_address_of_the_store_is_ever_made",
        "manners/test_files.py::test_no_code_of_ours_asks_the_store_for_an_address",
    )),
    Control("D19", "Uploads are bounded in size, number and kind, and per person", (
        "api/test_streaming.py::test_a_body_that_says_it_is_too_large_is_refused_before_it_is_sent",
        "api/test_strictness.py::test_too_many_files_are_refused",
        "limits/test_throttles.py::test_documents_are_counted_by_person",
        "limits/test_throttles.py::test_megabytes_are_counted_before_they_are_read",
        "reading/test_image.py::test_png_bomb_is_refused_before_it_is_decoded",
    )),
    Control("D20", "What reads a file has no network, no secrets, no files of the house, and limits in the kernel", (
        "reading/test_reader.py::test_no_child_gets_a_socket_or_out_of_its_group",
        "reading/test_reader.py::test_environment_of_the_real_child_is_bare",
        "reading/test_reader.py::test_no_child_reads_files_of_the_house",
        "reading/test_reader.py::test_document_child_starts_nothing_and_writes_nothing",
        "reading/test_reader.py::test_limits_stand_in_the_kernel",
    )),
    Control("D21", "XML only through a safe reader", (STATIC("test_the_tree_keeps_the_rule"),)),
    Control("D22", "Nothing is deserialized but JSON", (
        STATIC("test_d22_the_queue_speaks_json_only"), STATIC("test_d22_sessions_and_messages_are_json"),
        STATIC("test_the_tree_keeps_the_rule"),
    )),
    Control("D23", "One client for the outside; it goes nowhere inside, on no redirect, whatever the name server says", (
        "outbound/test_targets.py::test_the_form_of_an_inner_or_odd_url_is_refused",
        "outbound/test_targets.py::test_a_public_name_that_leads_inside_is_refused_at_the_connection",
        "security/test_one_way_out.py::test_there_is_one_way_out",
    )),
    Control("D24", "No raw SQL, nothing of a request splatted into a query", (
        STATIC("test_the_tree_keeps_the_rule"), STATIC("test_a_planted_breach_is_seen"),
    )),
    Control("D25", "Formulas in exported tables", later="Nothing exports a table yet; who builds it, guards it."),
    Control("D26", "No pattern hangs on a nasty text", (
        "security/test_patterns.py::test_every_pattern_of_the_tree_gets_through_nasty_texts_in_time",
    )),
    Control("D27", "Races end with one deed", (
        "ledger/test_races.py::test_twenty_machines_book_a_document_once",
        "replay/test_races.py::test_fifty_requests_with_one_key_book_once",
        "workspaces/test_races.py::test_of_those_who_accept_a_link_at_once_exactly_one_is_let_in",
        "workspaces/test_races.py::test_of_two_owners_that_leave_at_once_one_stays",
    )),
    Control("D28", "Pages, filters, bodies and queries are bounded; lists cost the same for many rows", (
        "manners/test_lists.py::test_a_list_costs_the_same_for_few_rows_and_for_twenty_more",
        "manners/test_lists.py::test_no_list_gives_more_than_a_hundred",
        "manners/test_lists.py::test_no_list_takes_endless_filters",
        "security/test_inventory.py::test_d28_no_statement_runs_for_ever",
    )),
    Control("D29", "Webhooks prove their sender", later="There are no webhooks yet."),
    Control("D30", "What comes from outside is taken for hostile", (
        "reading/test_misbehaving_children.py::test_each_way_to_fail_has_its_name",
        "providers/test_chain.py::test_the_chain_falls_over_on_every_provider_error",
        "storage/test_faults.py::test_a_store_that_keeps_other_bytes_is_unavailable_and_the_object_is_removed",
        "outbound/test_requests.py::test_a_reply_that_cannot_be_read_is_a_named_error",
    )),
    Control("D31", "Language models get no tools, and their words are no markup", later="No language model is called yet."),
    Control("D32", "Secrets are in no dump, no log and no file of the tree", (
        "security/test_planted_secrets.py::test_the_database_holds_no_planted_secret",
        "security/test_planted_secrets.py::test_the_logs_hold_no_planted_secret",
        "security/test_no_secrets_in_tree.py::test_no_committed_file_holds_a_secret",
        "settings/test_logging.py::test_planted_secrets_do_not_reach_the_log",
    )),
    Control("D33", "The deployment checks pass, and say what is wrong", (
        "settings/test_checks.py::test_a_complete_production_profile_passes_all_checks_of_deployment",
        "settings/test_checks.py::test_a_wrong_setting_is_named_with_its_remedy",
        "security/test_inventory.py::test_d33_debugging_is_off",
    )),
    Control("D34", "The schema speaks of what is served, and of nothing else", (
        "api/test_faces.py::test_the_schema_speaks_of_every_route_of_the_api",
        "security/test_inventory.py::test_d34_the_schema_speaks_of_nothing_that_is_not_served",
        "api/test_faces.py::test_the_schema_in_the_repository_is_that_of_the_code",
        "api/test_routes.py::test_every_served_route_has_a_row",
    )),
    Control("D35", "Libraries are locked with hashes and none is older than its floor", (
        "security/test_supply_chain.py::test_every_requirement_is_one_version_with_hashes",
        "security/test_supply_chain.py::test_nothing_is_older_than_its_floor",
    )),
    Control("D36", "Rules over the source, beside ruff's", (
        STATIC("test_the_tree_keeps_the_rule"), STATIC("test_every_rule_is_tried_on_a_breach"),
    )),
    Control("D37", "Fuzzed as owner, uploader and nobody (`make fuzz-api`, and bounded in `.ci/run`)", (
        "fuzz/test_fuzzing_notices.py::test_a_server_error_is_a_finding",
        "fuzz/test_fuzzing_notices.py::test_an_answer_that_breaks_the_schema_is_a_finding",
        "isolation/test_nasty_values.py::test_no_value_of_a_field_is_a_defect",
        "isolation/test_nasty_values.py::test_no_value_of_a_filter_is_a_defect",
    )),
    Control("D38", "A defect tells nothing but its request id", (
        "manners/test_problems.py::test_a_defect_in_any_view_is_a_problem_without_a_trace",
        HEADERS("test_a_defect_is_guarded_and_tells_nothing"),
    )),
    Control("D39", "Deeds leave events that nobody can change, and no text forges a line", (
        "audit/test_every_deed_is_recorded.py::test_every_use_case_leaves_an_event_or_says_why_not",
        "users/test_audit.py::test_the_database_refuses_to_change_the_past",
        "audit/test_append_only.py::test_every_table_of_history_only_grows",
        "audit/test_log_injection.py::test_planted_lines_stay_within_theirs",
    )),
    Control("D40", "It is known where personal data lies (export and erasure by request come later)", (
        "security/test_personal_data.py::test_d40_every_text_column_is_classified",
        "security/test_personal_data.py::test_d40_no_column_is_classified_twice_or_is_not_there",
        "users/test_audit.py::test_erasing_a_person_blanks_what_is_personal_and_keeps_the_deeds",
    )),
)  # fmt: skip


def page() -> str:
    """docs/security.md."""
    return "\n".join([*_head(), *_controls(), "", *_personal()]) + "\n"


def _head() -> Iterator[str]:
    yield "# Security: what is held, and by which tests"
    yield ""
    yield "Made by `python -m tests.security.checklist`; a test compares it. D1 to D40 are the house's checklist, after"
    yield "OWASP ASVS 5.0 and the OWASP API Security Top 10 2023. Tests lie below `tests/`. What an identity gets"
    yield "from a route stands in `app_settings/routes.py`, `users/workspaces/roles.py` and, with all exceptions, in"
    yield "`tests/isolation/expected.py`."
    yield ""


def _controls() -> Iterator[str]:
    yield "| | what is held | by |"
    yield "|---|---|---|"
    for control in CONTROLS:
        held = "<br>".join(f"`{test}`" for test in control.tests)
        yield f"| {control.id} | {control.says} | {held or f'*not yet:* {control.later}'} |"


def _personal() -> Iterator[str]:
    yield "## Where personal data lies"
    yield ""
    yield "Columns that name or reach a person, and columns of what people entrusted, which may tell of anybody. Tables"
    yield "of the change history hold the same columns as the table they tell of. All other texts are codes, hashes and settings."
    yield ""
    yield "| table | column | what |"
    yield "|---|---|---|"
    for kind, tables in (("who", WHO), ("entrusted", ENTRUSTED)):
        for table, columns in tables.items():
            for column, what in columns.items():
                yield f"| {table} | {column} | {kind}: {what} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
