"""The guards of keys and service accounts, and of what the source may not say."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard, Sql

ROUTES = "tests/keys/test_key_routes.py::{}".format
STRENGTH = "tests/keys/test_strength.py::{}".format
LIFETIMES = "tests/keys/test_lifetimes.py::{}".format
SERVICES = "tests/keys/test_service_accounts.py::{}".format
HEADERS = "tests/keys/test_headers.py::{}".format
KEY_SERVICES = "users/keys/services.py"
LIMITS = "users/keys/limits.py"
ACCOUNTS = "users/keys/service_accounts.py"

KEY_GUARDS: tuple[Guard, ...] = (
    Guard(
        "keys: people make their own",
        Edit(KEY_SERVICES, "    if not holder.user.is_service:\n", "    if False:\n"),
        (STRENGTH("test_nobody_makes_a_key_in_the_name_of_another_person"),),
    ),
    Guard(
        "keys: of services by who manages keys",
        Edit(
            KEY_SERVICES,
            "    refuse_beyond(actor, needed=Capability.KEY_MANAGE)\n    if not holder.user.is_service:",
            "    if not holder.user.is_service:",
        ),
        (STRENGTH("test_a_member_makes_no_key_for_a_service"),),
    ),
    Guard(
        "keys: no stronger than the maker's present role",
        Edit("users/keys/authentication.py", "    if key.maker is not None:", "    if False:"),
        (STRENGTH("test_a_key_of_a_service_falls_with_the_role_of_its_maker"),),
    ),
    Guard(
        "keys: end with a maker who leaves",
        Edit(KEY_SERVICES, "        maker=_maker(actor, holder),\n", ""),
        (STRENGTH("test_a_key_of_a_service_ends_when_its_maker_is_put_out"),),
    ),
    Guard(
        "keys: end with a maker who is disabled",
        Edit(KEY_SERVICES, '        .filter(Q(maker=None) | _stands("maker__"))\n', ""),
        (STRENGTH("test_a_key_of_a_service_ends_when_its_maker_is_disabled"),),
    ),
    Guard(
        "keys: end with the key that made them",
        Edit(KEY_SERVICES, "        made_with=made_with,\n", ""),
        (STRENGTH("test_a_key_ends_with_the_key_that_made_it"),),
    ),
    Guard(
        "keys: of second hand make none",
        Edit(LIMITS, "if key.revoked_at is not None or key.made_with_id or key.maker_id:", "if key.revoked_at is not None:"),
        (STRENGTH("test_a_key_of_second_hand_makes_no_keys"),),
    ),
    Guard(
        "keys: a revoked one makes none",
        Edit(LIMITS, "if key.revoked_at is not None or key.made_with_id", "if key.made_with_id"),
        (STRENGTH("test_a_key_that_is_revoked_meanwhile_makes_no_key"),),
    ),
    Guard(
        "keys: none outlives the key that made it",
        Edit(KEY_SERVICES, "    refuse_outliving(made_with, expires_at)\n", ""),
        (
            LIFETIMES("test_a_key_made_with_a_key_ends_with_it_at_the_latest"),
            LIFETIMES("test_no_way_round_gives_a_key_without_end_by_a_key_with_one"),
        ),
    ),
    Guard(
        "keys: end within a year",
        Edit(LIMITS, "if not now < asked <= now + LIFETIME_MAX:", "if False:"),
        (LIFETIMES("test_the_end_lies_in_the_future_and_within_a_year"),),
    ),
    Guard(
        "keys: not too many",
        Edit(KEY_SERVICES, "    refuse_too_many(holder)\n", ""),
        (LIFETIMES("test_one_member_has_so_many_living_keys_and_no_more"),),
    ),
    Guard(
        "keys: one's own only",
        Edit("users/keys/selectors.py", "return keys.filter(membership__user=actor.user_id)", "return keys"),
        (
            ROUTES("test_people_see_their_own_keys_and_who_manages_sees_all"),
            ROUTES("test_a_key_of_somebody_else_is_a_key_that_does_not_exist"),
        ),
    ),
    Guard(
        "keys: a stolen one tells of no other",
        Edit("users/keys/selectors.py", "    if actor.key_id is not None:", "    if False:"),
        (ROUTES("test_a_key_that_manages_nothing_sees_itself_and_what_it_made"),),
    ),
    Guard(
        "keys: the secret is not kept for a replay",
        Edit("users/keys/views.py", '    answers_secret = frozenset({"create"})\n', ""),
        (ROUTES("test_a_secret_is_not_told_again"),),
    ),
    Guard(
        "keys: far too long is not looked up",
        Edit("users/keys/authentication.py", "if len(words) != 2 or len(words[1]) > SECRET_LENGTH_MAX:", "if len(words) != 2:"),
        (HEADERS("test_what_looks_far_too_long_is_not_even_looked_up"),),
    ),
    Guard(
        "services: nothing logs in by them",
        Sql("ALTER TABLE users_user DROP CONSTRAINT user_service_cannot_log_in"),
        (SERVICES("test_the_database_keeps_it_from_all_that_logs_in"), SERVICES("test_a_password_cannot_be_set")),
    ),
    Guard(
        "services: not active",
        Edit(ACCOUNTS, "kind=UserKind.SERVICE, is_active=False)", "kind=UserKind.SERVICE)"),
        (SERVICES("test_a_service_account_is_made_changed_and_ended"),),
    ),
    Guard(
        "services: in one workspace, and owners of none",
        Sql("DROP TRIGGER users_membership_service ON users_membership"),
        (SERVICES("test_the_database_keeps_it_in_its_workspace"), SERVICES("test_the_database_gives_it_nothing_to_own")),
    ),
    Guard(
        "services: what an account is never changes",
        Sql("DROP TRIGGER users_user_kind ON users_user"),
        (SERVICES("test_what_an_account_is_never_changes"),),
    ),
    Guard(
        "services: nobody takes their addresses",
        Edit("users/people/models.py", 'if email.strip().lower().endswith(f"@{SERVICE_DOMAIN}"):', "if False:"),
        (SERVICES("test_nobody_takes_an_address_of_services"),),
    ),
    Guard(
        "services: no stronger than their makers now",
        Edit(ACCOUNTS, "    refuse_beyond(actor, *roles, needed=Capability.KEY_MANAGE)\n", ""),
        (
            SERVICES("test_who_was_lowered_meanwhile_makes_none"),
            SERVICES("test_a_key_lowers_and_ends_no_service_that_can_do_more"),
            STRENGTH("test_a_key_with_the_right_to_manage_makes_a_service_no_stronger_than_itself"),
        ),
    ),
    Guard(
        "services: own nothing",
        Edit(ACCOUNTS, "    if Role.OWNER in roles:", "    if False:"),
        (SERVICES("test_nobody_makes_one_that_owns"),),
    ),
    Guard(
        "services: not too many",
        Edit(ACCOUNTS, "    _refuse_too_many(actor.workspace_id)\n", ""),
        (SERVICES("test_a_workspace_has_so_many_and_no_more"),),
    ),
    Guard(
        "services: their address is shown nowhere",
        Edit("users/people/models.py", "return None if self.is_service else self.email", "return self.email"),
        (SERVICES("test_its_address_is_shown_nowhere"),),
    ),
    Guard(
        "services: stay what they are",
        Edit("users/people/services.py", "    if user.is_service:", "    if False:"),
        (SERVICES("test_it_is_neither_added_nor_made_an_owner_nor_given_a_workspace"),),
    ),
    Guard(
        "source: nobody but the listed views is open to all",
        Edit(
            "finance/views/accounts.py",
            "    queryset = Account.objects.none()\n",
            "    queryset = Account.objects.none()\n    permission_classes = ()\n",
        ),
        ("tests/security/test_static_rules.py::test_the_tree_keeps_the_rule",),
    ),
)
