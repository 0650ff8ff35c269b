"""The guards of the audit trail and of the change history."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

SOURCES = "tests/audit/test_sources.py::{}".format
DEEDS = "tests/audit/test_every_deed_is_recorded.py::{}".format
REFUSALS = "tests/audit/test_refusals.py::{}".format
EXPORTS = "tests/audit/test_exports.py::{}".format
TRAIL = "tests/audit/test_trail_by_api.py::{}".format
HISTORY = "tests/audit/test_history_by_api.py::{}".format
OFFICE = "tests/audit/test_back_office.py::{}".format
INJECTION = "tests/audit/test_log_injection.py::{}".format
SERVICES, RARELY, SELECTORS = "users/audit/services.py", "users/audit/rarely.py", "users/audit/selectors.py"
VIEWS, HISTORY_READ = "users/tenancy/views.py", "finance/selectors/history.py"

AUDIT_GUARDS: tuple[Guard, ...] = (
    Guard(
        "trail: an event keeps its door",
        Edit(SERVICES, "source=present_source().value", 'source=""'),
        (SOURCES("test_an_event_keeps_its_source_and_request"),),
    ),
    Guard(
        "trail: doors are known to the database",
        Sql("ALTER TABLE users_auditevent DROP CONSTRAINT audit_source_is_known"),
        (SOURCES("test_the_database_knows_all_sources"),),
    ),
    Guard(
        "trail: told in each workspace of a person",
        Edit(SERVICES, "for workspace_id in places or [None]:", "for workspace_id in [None]:"),
        (SOURCES("test_a_deed_of_an_account_is_told_in_each_of_its_workspaces"),),
    ),
    Guard(
        "trail: nobody truncates it",
        Sql("DROP TRIGGER users_auditevent_no_truncate ON users_auditevent"),
        ("tests/users/test_audit.py::test_the_database_refuses_to_change_the_past",),
    ),
    Guard(
        "trail: history only grows",
        Sql("DROP TRIGGER finance_postingevent_append_only ON finance_postingevent"),
        ("tests/audit/test_append_only.py::test_every_table_of_history_only_grows",),
    ),
    Guard(
        "trail: an erasure deletes no history",
        Edit(
            "finance/sql/history_append_only_v1.sql",
            "current_setting('quittance.audit_erasure', true) = 'on' AND TG_OP = 'UPDATE'",
            "current_setting('quittance.audit_erasure', true) = 'on'",
        ),
        ("tests/audit/test_append_only.py::test_an_erasure_may_blank_what_is_personal_but_delete_nothing",),
    ),
    Guard(
        "trail: deeds are explained",
        Edit("users/audit/actions.py", "if action not in ACTIONS:", "if False:"),
        (DEEDS("test_an_action_that_nobody_explained_is_refused"),),
    ),
    Guard(
        "trail: purging is told",
        Edit(
            "finance/services/documents.py",
            'audit_record(actor=actor, action="document_purged", subject_type="document", subject_id=locked.id)',
            "pass",
        ),
        (DEEDS("test_every_use_case_leaves_an_event_or_says_why_not"),),
    ),
    Guard(
        "trail: refusals are told",
        Edit(VIEWS, "self._tell_refusal(actor, exc.code)", "pass"),
        (REFUSALS("test_a_refusal_names_who_what_and_which_right_was_lacking"),),
    ),
    Guard(
        "trail: refusals are told once a minute",
        Edit(RARELY, 'return count(f"audit {what}", window_s=window_s).value == 1', "return True"),
        (REFUSALS("test_a_loop_of_refusals_leaves_one_event_a_minute_per_route"),),
    ),
    Guard(
        "trail: refusals tell templates of addresses",
        Edit(VIEWS, 'route = simplify_regex(match.route) if match else ""', "route = self.request.path"),
        (REFUSALS("test_a_loop_of_refusals_leaves_one_event_a_minute_per_route"),),
    ),
    Guard(
        "trail: refusals of the back office are told",
        Edit(
            "users/tenancy/operator.py",
            "operator_refusal_record(user=staff_of(request.user), method=str(request.method), route=route)",
            "pass",
        ),
        (REFUSALS("test_what_staff_may_not_open_stands_in_the_trail_of_the_instance"),),
    ),
    Guard(
        "trail: downloads are told",
        Edit(
            "finance/services/document_download.py",
            '    export_record(actor=actor, action="document_downloaded", subject_type="document", subject_id=document.id)\n',
            "",
        ),
        (EXPORTS("test_fetching_an_original_is_told_once_an_hour_per_person"),),
    ),
    Guard(
        "trail: only who may reads it",
        Edit("users/audit/views.py", '"list": Capability.AUDIT_READ', '"list": None'),
        (TRAIL("test_who_neither_owns_nor_manages_does_not_read_it"),),
    ),
    Guard(
        "trail: operators stay without a name",
        Edit(SELECTORS, "one if kind in (ActorKind.USER, ActorKind.API_KEY) else None", "one"),
        (TRAIL("test_the_operator_of_the_instance_and_machines_have_no_name"),),
    ),
    Guard(
        "trail: operators are not found by their id",
        Edit("users/audit/filters.py", 'Q(actor_kind="user", actor_id=actor_id)', "Q(actor_id=actor_id)"),
        (TRAIL("test_the_operator_of_the_instance_and_machines_have_no_name"),),
    ),
    Guard(
        "trail: logins of the back office are told",
        Edit(
            "users/audit/receivers.py",
            '    if present_source() is Source.ADMIN:\n        person_record(user=user, action="session_opened")',
            "    del user",
        ),
        (OFFICE("test_logging_in_and_out_of_it_is_told"),),
    ),
    Guard(
        "trail: changed accounts are told",
        Edit("users/admin/people.py", '        self._record(request, "person_updated", obj, message)\n', ""),
        (OFFICE("test_disabling_somebody_is_told_with_who_did_it"),),
    ),
    Guard(
        "history: who may not read members gets no names",
        Edit("finance/views/history.py", "are_named=self.actor.can(Capability.MEMBER_READ)", "are_named=True"),
        (HISTORY("test_who_only_sends_documents_reads_the_history_of_their_own_without_names"),),
    ),
    Guard(
        "history: the value before is of the same row",
        Edit(HISTORY_READ, 'id=OuterRef("id"), pgh_id__lt=OuterRef("pgh_id")', 'pgh_id__lt=OuterRef("pgh_id")'),
        (HISTORY("test_a_transaction_s_changes_are_of_the_same_posting"),),
    ),
    Guard(
        "history: a place is a moment that the database takes",
        Edit(HISTORY_READ, "at.utcoffset() != timedelta(0)", "at.tzinfo is None"),
        (HISTORY("test_a_place_in_another_time_zone_is_none"),),
    ),
    Guard(
        "history: a page begins where the one before ended",
        Edit(HISTORY_READ, "rows = rows.filter(place.beyond(rank)) if place else rows", "rows = rows if place else rows"),
        (HISTORY("test_pages_hold_every_change_once_newest_first"),),
    ),
    Guard(
        "logs: no request id that ends with a line",
        Edit("app_settings/logging_config.py", "_REQUEST_ID.fullmatch(given)", "_REQUEST_ID.match(given)"),
        (INJECTION("test_a_planted_request_id_is_not_taken"),),
    ),
    Guard(
        "logs: planted text begins no line",
        Edit("app_settings/logging_config.py", "*((one_line, console) if plain", "*((console,) if plain"),
        (INJECTION("test_planted_lines_stay_within_theirs"),),
    ),
)
