"""The guards of limits, lock-outs, headers and the manners of answers."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

COUNTERS = "tests/limits/test_counters.py::{}".format
LOGINS = "tests/limits/test_logins.py::{}".format
THROTTLES = "tests/limits/test_throttles.py::{}".format
ADMIN_LOGIN = "tests/limits/test_admin_login.py::{}".format
HEADERS = "tests/manners/test_headers.py::{}".format
CORS = "tests/manners/test_cors.py::{}".format
PROBLEMS = "tests/manners/test_problems.py::{}".format
FILES = "tests/manners/test_files.py::{}".format
CHECKS = "tests/manners/test_web_checks.py::{}".format

TABLE, LOGIN, DOORS = "users/limits/table.py", "users/limits/logins.py", "users/limits/admin_login.py"
MIDDLEWARE, HEADER, STRICT = "users/limits/middleware.py", "app_settings/headers.py", "app_settings/strict_requests.py"

LIMIT_GUARDS: tuple[Guard, ...] = (
    Guard(
        "limits: the path is what the server saw",
        Edit("app_settings/settings.py", 'FORCE_SCRIPT_NAME = ""', "FORCE_SCRIPT_NAME = None"),
        (THROTTLES("test_a_forged_beginning_of_the_path_is_no_way_around"),),
    ),
    Guard(
        "counters: they outlive a rollback",
        Edit(TABLE, "if not connection.in_atomic_block and connection.get_autocommit():", "if True:"),
        (COUNTERS("test_a_count_outlives_the_rollback_of_what_it_counted"),),
    ),
    Guard(
        "counters: atomic",
        Edit(TABLE, "THEN held.value ELSE", "THEN (SELECT value FROM users_counter c WHERE c.name = held.name) ELSE"),
        (COUNTERS("test_of_fifty_at_once_each_gets_a_number_of_its_own"),),
    ),
    Guard(
        "counters: a window ends",
        Edit(
            TABLE,
            "value = excluded.value + CASE WHEN held.ends_at > statement_timestamp()",
            "value = excluded.value + CASE WHEN true",
        ),
        (COUNTERS("test_after_its_window_a_counter_begins_anew"),),
    ),
    Guard(
        "counters: what ended is deleted",
        Edit(TABLE, "cursor.execute(TIDY, [2 * new])", "pass"),
        (COUNTERS("test_counters_that_ended_are_deleted_by_new_ones_a_few_at_a_time"),),
    ),
    Guard(
        "counters: names are hashed",
        Edit(
            "users/limits/counters.py",
            'return hmac.new(settings.SECRET_KEY.encode(), name.encode(errors="replace"), hashlib.sha256).hexdigest()',
            "return name",
        ),
        (COUNTERS("test_what_is_kept_of_a_name_is_a_hash"),),
    ),
    Guard(
        "counters: a dead Redis lets nobody through",
        Edit("users/limits/redis_counters.py", "except RedisError as error:", "except ZeroDivisionError as error:"),
        (COUNTERS("test_a_dead_redis_lets_nobody_through_and_breaks_nothing"),),
    ),
    Guard(
        "logins: by account",
        Edit(LOGIN, "else (_account(email), _address(address))", "else (_address(address),)"),
        (LOGINS("test_a_thousand_guesses_at_one_account_from_anywhere_are_refused_but_a_few"),),
    ),
    Guard(
        "logins: by address",
        Edit(LOGIN, "else (_account(email), _address(address))", "else (_account(email),)"),
        (LOGINS("test_a_thousand_accounts_tried_from_one_address_are_refused_but_some"),),
    ),
    Guard(
        "logins: at once as in a row",
        Edit(LOGIN, "        if lock.value > 1:\n", "        if False:\n"),
        (LOGINS("test_those_who_saw_the_door_open_together_do_not_all_get_through"),),
    ),
    Guard(
        "logins: the wait grows",
        Edit(LOGIN, "FIRST_WAIT_S * 2 ** min(over - 1, 10)", "FIRST_WAIT_S"),
        (LOGINS("test_the_wait_grows_to_a_quarter_of_an_hour_and_no_further"),),
    ),
    Guard(
        "logins: other spellings are the same account",
        Edit(LOGIN, 'unicodedata.normalize("NFKC", email).strip().upper().casefold()', "email"),
        (LOGINS("test_another_spelling_of_the_address_is_the_same_account"),),
    ),
    Guard(
        "logins: the owner is not shut out at home",
        Edit(LOGIN, "return (known,) if _is_known(known) else", "return"),
        (LOGINS("test_a_stranger_who_never_stops_does_not_shut_the_owner_out_at_home"),),
    ),
    Guard(
        "logins: one's own success does not wipe an address",
        Edit(
            LOGIN, "        count(_address(address).tries, window_s=MEMORY_S, by=-1)", "        forget(*_address(address).names)"
        ),
        (LOGINS("test_logging_in_does_not_wipe_what_the_address_tried_elsewhere"),),
    ),
    Guard(
        "logins: a forged address is not believed",
        Edit("users/limits/address.py", "told[-settings.PROXY_COUNT] if", "told[0] if"),
        (LOGINS("test_an_address_that_the_client_wrote_itself_is_not_believed"),),
    ),
    Guard(
        "logins: IPv6 counts by network",
        Edit("users/limits/address.py", "IPV6_PREFIX = 64", "IPV6_PREFIX = 128"),
        (LOGINS("test_what_counts_as_one_place"),),
    ),
    Guard(
        "logins: the back office's door",
        Edit(DOORS, "            login_check(**tried)", "            pass"),
        (ADMIN_LOGIN("test_guessing_is_answered_by_429_from_wherever_it_seems_to_come"),),
    ),
    Guard(
        "throttles: by person",
        Edit("users/limits/throttles.py", "uses = [Use(Limited.PERSON, str(credential.user.id))]", "uses: list[Use] = []"),
        (THROTTLES("test_a_person_is_told_to_wait_whichever_key_they_use"),),
    ),
    Guard(
        "throttles: by key",
        Edit("users/limits/throttles.py", "if credential.key_id else uses", "if False else uses"),
        (THROTTLES("test_a_key_is_told_to_wait_while_another_one_goes_on"),),
    ),
    Guard(
        "throttles: guessed keys",
        Edit(MIDDLEWARE, "            use(request, Use(Limited.ANONYMOUS, address))", "            pass"),
        (THROTTLES("test_guessing_keys_is_refused_and_the_right_key_still_opens"),),
    ),
    Guard(
        "throttles: an address before anything else",
        Edit(MIDDLEWARE, "use(request, Use(Limited.ADDRESS, address), *(", "use(request, *("),
        (THROTTLES("test_an_address_is_told_to_wait_before_its_key_is_looked_at"),),
    ),
    Guard(
        "throttles: the tree of allauth",
        Edit(MIDDLEWARE, "[Use(Limited.AUTH, address)] if is_auth else []", "[]"),
        (THROTTLES("test_the_tree_of_allauth_is_limited_in_its_own_envelope"),),
    ),
    Guard(
        "throttles: documents",
        Edit("finance/views/documents.py", "        upload_counted(self.request)\n", ""),
        (THROTTLES("test_documents_are_counted_by_person"),),
    ),
    Guard(
        "throttles: megabytes",
        Edit("finance/views/documents.py", '    uploading = frozenset({"create", "batch"})\n', ""),
        (THROTTLES("test_megabytes_are_counted_before_they_are_read"),),
    ),
    Guard(
        "throttles: what is no rate is refused",
        Edit(
            "users/limits/rates.py",
            "        if written is None:\n            raise",
            "        if written is None:\n            return None\n        if False:\n            raise",
        ),
        (THROTTLES("test_what_is_no_rate_is_refused_and_not_taken_for_none"),),
    ),
    Guard(
        "headers: on every answer",
        Edit(HEADER, "            response.headers.setdefault(name, value)", "            pass"),
        (HEADERS("test_every_answer_is_guarded"),),
    ),
    Guard(
        "headers: nobody keeps what is private",
        Edit(HEADER, '    response.headers.setdefault("Cache-Control", "no-store")\n', ""),
        (HEADERS("test_nobody_keeps_what_is_private"),),
    ),
    Guard(
        "headers: kept by workspace and person",
        Edit(HEADER, '("X-Workspace", "Authorization")', "()"),
        (HEADERS("test_what_is_kept_all_the_same_is_kept_by_workspace_and_person"),),
    ),
    Guard(
        "headers: no inline script",
        Edit(HEADER, "script-src 'self' 'unsafe-eval';", "script-src 'self' 'unsafe-inline' 'unsafe-eval';"),
        (HEADERS("test_no_policy_lets_inline_scripts_run"),),
    ),
    Guard(
        "cors: letter by letter",
        Edit(
            HEADER,
            "return origin in settings.CORS_ALLOWED_ORIGINS",
            "return any(origin.endswith(one[8:]) for one in settings.CORS_ALLOWED_ORIGINS)",
        ),
        (CORS("test_no_other_origin_may"),),
    ),
    Guard(
        "cors: credentials for one path",
        Edit(HEADER, "if request.path != COOKIE_PATH and", "if False and"),
        (CORS("test_cookies_travel_to_the_one_path_that_looks_at_them"),),
    ),
    Guard(
        "cors: static files too",
        Edit("app_settings/settings.py", "WHITENOISE_ALLOW_ALL_ORIGINS = False", "WHITENOISE_ALLOW_ALL_ORIGINS = True"),
        (CORS("test_the_back_office_is_for_no_other_origin"),),
    ),
    Guard(
        "requests: packed bodies",
        Edit(STRICT, 'not in ("", "identity"):', 'in ("nothing",):'),
        (PROBLEMS("test_a_packed_body_is_not_unpacked"),),
    ),
    Guard(
        "answers: bare errors become problems",
        Edit(STRICT, "        if _is_bare(request, response):", "        if False:"),
        (PROBLEMS("test_no_route_takes_a_method_that_it_does_not_know"),),
    ),
    Guard(
        "files: isolated",
        Edit("finance/views/documents.py", "\"sandbox; default-src 'none'\"", "\"default-src 'self'\""),
        (FILES("test_what_hides_a_script_goes_out_as_the_type_of_its_bytes_to_be_kept_not_shown"),),
    ),
    Guard(
        "files: kept, not shown",
        Edit("finance/views/documents.py", "as_attachment=True", "as_attachment=False"),
        (FILES("test_what_hides_a_script_goes_out_as_the_type_of_its_bytes_to_be_kept_not_shown"),),
    ),
    Guard(
        "checks: origins",
        Edit("app_settings/web_checks.py", "        if not _is_exact(origin)\n", "        if False\n"),
        (CHECKS("test_what_is_no_origin_is_named"),),
    ),
    Guard(
        "checks: proxies",
        Edit("app_settings/web_checks.py", "if (settings.PROXY_COUNT > 0) is settings.BEHIND_PROXY and", "if True or"),
        (CHECKS("test_proxies_told_differently_are_an_error"),),
    ),
    Guard(
        "checks: limits that are off",
        Edit("app_settings/web_checks.py", "        if rate is None:", "        if False:"),
        (CHECKS("test_a_limit_that_is_off_is_warned_of_when_deployed"),),
    ),
)
