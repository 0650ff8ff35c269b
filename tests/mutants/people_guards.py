"""The guards of people, keys, the back office, logs and settings."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

KEYS = "tests/users/test_keys.py::{}".format
ADMIN = "tests/admin/test_{}.py::{}".format
CHECKS = "tests/settings/test_checks.py::{}".format
LOGS = "tests/settings/test_logging.py::{}".format
KEY_SERVICES = "users/keys/services.py"
OPERATOR = "users/tenancy/operator.py"

PEOPLE_GUARDS: tuple[Guard, ...] = (
    Guard(
        "keys: expiry",
        Edit(KEY_SERVICES, "Q(expires_at=None) | Q(expires_at__gt=now), digest", "digest"),
        (KEYS("test_a_key_ends_at_its_expiry"),),
    ),
    Guard(
        "keys: revoked",
        Edit(KEY_SERVICES, "digest=digest, revoked_at=None)", "digest=digest)"),
        (KEYS("test_a_revoked_key_is_dead_at_once"),),
    ),
    Guard(
        "keys: disabled person",
        Edit(KEY_SERVICES, '        .filter(_stands("membership__"))\n', ""),
        (KEYS("test_the_keys_of_a_disabled_person_are_dead_at_once"),),
    ),
    Guard(
        "keys: kept as an HMAC under the pepper",
        Edit(
            KEY_SERVICES,
            "hmac.new(settings.API_KEY_PEPPER.encode(), secret.encode(), hashlib.sha256)",
            "hashlib.sha256(secret.encode())",
        ),
        (KEYS("test_the_database_keeps_no_secret_but_an_hmac_of_it"),),
    ),
    Guard(
        "keys: no stronger than the maker",
        Edit(KEY_SERVICES, "CAPABILITIES[Role(holder.role)] & actor.capabilities", "CAPABILITIES[Role(holder.role)]"),
        (KEYS("test_a_key_makes_no_key_that_is_stronger_than_itself"),),
    ),
    Guard(
        "keys: no stronger than the member's present role",
        Edit("users/tenancy/credential.py", "for capability in held if", "for capability in CAPABILITIES[Role.OWNER] if"),
        (KEYS("test_a_lowered_role_lowers_the_keys_that_were_made_before"),),
    ),
    Guard(
        "keys: use noted at most once a minute",
        Edit(KEY_SERVICES, "ApiKey.objects.filter(is_stale, id=key.id)", "ApiKey.objects.filter(id=key.id)"),
        (KEYS("test_two_requests_at_once_note_one_use"),),
    ),
    Guard(
        "operator scope: for staff only",
        Edit(OPERATOR, "if isinstance(user, AnonymousUser) or not (user.is_active and user.is_staff):", "if False:"),
        (ADMIN("operator", "test_nobody_but_living_staff_gets_the_operator_scope"),),
    ),
    Guard(
        "admin: looks are audited",
        Edit(OPERATOR, "if unless_since is None or not looks.filter(at__gt=unless_since).exists():", "if False:"),
        (ADMIN("operator", "test_a_look_at_a_document_stands_in_its_workspaces_audit_trail"),),
    ),
    Guard(
        "admin: deeds need the permission",
        Edit(
            "finance/admin/document_deeds.py",
            "    if not request.user.has_perm(DEEDS[deed].permission):\n        raise PermissionDenied\n",
            "",
        ),
        (ADMIN("operator", "test_staff_without_permissions_sees_no_documents"),),
    ),
    Guard(
        "admin: pictures need the permission",
        Edit("finance/admin/document_files.py", "    if not model_admin.has_view_permission(request):", "    if False:"),
        (ADMIN("operator", "test_staff_without_permissions_sees_no_documents"),),
    ),
    Guard(
        "admin: the way back leads nowhere else",
        Edit("finance/admin/document_deeds.py", "if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):", "if wanted:"),
        (ADMIN("document_page", "test_the_way_back_leads_nowhere_else"),),
    ),
    Guard(
        "audit: the past is closed",
        Sql("DROP TRIGGER users_auditevent_append_only ON users_auditevent"),
        ("tests/users/test_audit.py::test_the_database_refuses_to_change_the_past",),
    ),
    Guard(
        "settings: no weak secret",
        Edit("app_settings/environment.py", "if len(value) < SECRET_MIN_LENGTH:", "if False:"),
        (CHECKS("test_f58_nothing_starts_without_a_good_secret"),),
    ),
    Guard(
        "logs: links of new passwords",
        Edit("app_settings/redaction.py", "    | \\b[0-9a-f]{32}-[0-9a-z]{6,7}", "    | \\b[0-9a-f]{99}-[0-9a-z]{6,7}"),
        ("tests/settings/test_logging.py::test_planted_secrets_do_not_reach_the_log",),
    ),
    Guard(
        "logs: redaction",
        Edit("app_settings/logging_config.py", "        redact,\n", ""),
        (LOGS("test_planted_secrets_do_not_reach_the_log"),),
    ),
)
