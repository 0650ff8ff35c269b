"""The guards of workspaces, members, invitations and profiles."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

SPACES = "tests/users/test_workspaces.py::{}".format
OPENING = "tests/workspaces/test_workspaces.py::{}".format
CURRENCY = "tests/workspaces/test_base_currency.py::{}".format
MEMBERS = "tests/workspaces/test_members.py::{}".format
RACES = "tests/workspaces/test_races.py::{}".format
INVITES = "tests/workspaces/test_invitations.py::{}".format
PROFILE = "tests/workspaces/test_profile.py::{}".format
OFFICE = "tests/workspaces/test_back_office.py::{}".format
SERVICES = "users/workspaces/services.py"
STANDING = "users/workspaces/standing.py"
ENDING = "users/workspaces/invitation_ending.py"
INVITATIONS = "users/workspaces/invitations.py"
ANSWERS = "users/workspaces/invitation_answers.py"
LINKS = "users/workspaces/invitation_links.py"
OPEN = "accepted_at=None, refused_at=None, revoked_at=None, expires_at__gt=now)"
SAME_WORDS = INVITES("test_every_link_that_is_not_for_oneself_is_answered_in_the_same_words")

WORKSPACE_GUARDS: tuple[Guard, ...] = (
    Guard(
        "workspaces: the ledger is opened with them",
        Edit("finance/workspace_receivers.py", "    ledger_open(actor=actor)\n", ""),
        (OPENING("test_whoever_opens_a_workspace_owns_it_and_finds_its_ledger_open"),),
    ),
    Guard(
        "workspaces: all or nothing of an opening",
        Edit("users/workspaces/opening.py", "@transaction.atomic\ndef workspace_open", "def workspace_open"),
        (OPENING("test_a_workspace_whose_ledger_does_not_open_is_not_there"),),
    ),
    Guard(
        "workspaces: stale changes",
        Edit("users/workspaces/opening.py", "            refuse_stale(held=held.version, expected=expected_version)\n", ""),
        (OPENING("test_a_stale_write_is_told_so"),),
    ),
    Guard(
        "workspaces: changed by who manages them",
        Edit("users/workspaces/opening.py", "    actor.require(Capability.WORKSPACE_MANAGE)\n", ""),
        (OPENING("test_a_member_does_not_rename_it"),),
    ),
    Guard(
        "workspaces: so many of one person",
        Edit("users/workspaces/selectors.py", "if count >= WORKSPACES_MAX:", "if False:"),
        (OPENING("test_nobody_belongs_to_any_number_of_workspaces"),),
    ),
    Guard(
        "base currency: stays under bookings",
        Edit("finance/sql/base_currency_v1.sql", "    IF FOUND THEN", "    IF false THEN"),
        (CURRENCY("test_it_stays_as_soon_as_something_is_booked"),),
    ),
    Guard(
        "base currency: changes and bookings wait for each other",
        Edit("finance/services/base_currency.py", "WHERE id = %s FOR SHARE", "WHERE id = %s"),
        (
            CURRENCY("test_a_change_waits_for_a_booking_in_flight_and_is_refused"),
            CURRENCY("test_a_booking_waits_for_a_change_in_flight_and_books_in_the_new_currency"),
        ),
    ),
    Guard(
        "members: the last owner stays",
        Edit(SERVICES, "if membership.role == Role.OWNER and not others.exists():", "if False:"),
        (SPACES("test_the_last_owner_keeps_the_role"), MEMBERS("test_the_last_owner_stays")),
    ),
    Guard(
        "members: an owner who cannot log in is none to rely on",
        Edit(SERVICES, "role=Role.OWNER, user__is_active=True", "role=Role.OWNER"),
        (MEMBERS("test_an_owner_who_cannot_log_in_is_none_to_leave_a_workspace_to"),),
    ),
    Guard(
        "members: owners are locked",
        Edit(STANDING, "concerned = Q(role=Role.OWNER) | Q(id__in=wanted)", "concerned = Q(id__in=wanted)"),
        (RACES("test_of_two_owners_that_leave_at_once_one_stays"),),
    ),
    Guard(
        "members: no role beyond one's own is given, changed or taken",
        Edit(STANDING, "    if not all(CAPABILITIES[role] <= present for role in roles):", "    if False:"),
        (
            SPACES("test_an_admin_makes_no_owner"),
            SPACES("test_an_admin_puts_no_owner_out"),
            MEMBERS("test_a_key_gives_no_role_that_can_do_more_than_it_can"),
            INVITES("test_nobody_invites_to_more_than_they_are"),
            INVITES("test_an_admin_gets_no_hold_of_an_invitation_of_an_owner"),
        ),
    ),
    Guard(
        "members: the role of now counts",
        Edit(
            STANDING,
            "    return actor.capabilities & CAPABILITIES[Role(mine.role)] if mine else frozenset()",
            "    return actor.capabilities",
        ),
        (
            RACES("test_two_owners_that_put_each_other_down_at_once_leave_one"),
            RACES("test_a_workspace_handed_over_to_two_at_once_has_an_owner"),
        ),
    ),
    Guard(
        "members: only by a session one leaves",
        Edit(
            "users/workspaces/views.py",
            '    """By a session only: a key',
            '    open_to_keys = frozenset({"post"})\n    """By a session only: a key',
        ),
        (MEMBERS("test_a_key_puts_nobody_out_of_their_own_workspace"),),
    ),
    Guard(
        "members: who is gone invites nobody",
        Edit(SERVICES, "    invitations_revoke_of(actor=actor, inviter=held.user, now=timezone.now())\n", ""),
        (MEMBERS("test_invitations_end_with_whoever_sent_them"),),
    ),
    Guard(
        "members: a lower role takes its invitations back",
        Edit(SERVICES, "    invitations_revoke_of(actor=actor, inviter=held.user, beyond=role, now=timezone.now())\n", ""),
        (MEMBERS("test_invitations_end_with_the_role_that_could_send_them"),),
    ),
    Guard(
        "invitations: over once accepted",
        Edit(ENDING, f"stands, {OPEN}", "stands, refused_at=None, revoked_at=None, expires_at__gt=now)"),
        (SAME_WORDS,),
    ),
    Guard(
        "invitations: those of a program end with the right of whoever made its key",
        Edit(INVITATIONS, "return key.maker.user_id if key and key.maker else actor.user_id", "return actor.user_id"),
        (MEMBERS("test_invitations_of_a_program_end_with_the_role_of_whoever_made_its_key"),),
    ),
    Guard(
        "invitations: a key that was ended meanwhile sends none",
        Edit(STANDING, "if actor.key_id and not ApiKey", "if False and not ApiKey"),
        (RACES("test_a_key_that_is_being_ended_leaves_no_invitation"),),
    ),
    Guard(
        "invitations: ending a key waits for what it just does",
        Edit(
            "users/keys/services.py",
            'members_hold(actor, key.membership_id, *made_with_it.values_list("membership_id", flat=True))',
            "made_with_it.count()",
        ),
        (RACES("test_a_key_that_is_being_ended_leaves_no_invitation"),),
    ),
    Guard(
        "invitations: those that a key was shown end with it",
        Edit("users/keys/services.py", "    invitations_revoke_shown_to(actor=actor, keys=ended, now=now)\n", ""),
        (MEMBERS("test_the_links_that_a_key_was_shown_end_with_it"),),
    ),
    Guard(
        "invitations: a copied link ends with the right of whoever copied it",
        Edit(ENDING, '"invitation_created", "invitation_copied"', '"invitation_created"'),
        (
            MEMBERS("test_a_link_ends_with_the_right_of_whoever_copied_it"),
            MEMBERS("test_the_links_that_a_key_was_shown_end_with_it"),
        ),
    ),
    Guard(
        "invitations: who refuses stays unknown",
        Edit(ANSWERS, "Actor(ActorKind.ANONYMOUS,", "Actor(ActorKind.USER,"),
        (INVITES("test_who_refuses_is_not_named_to_the_workspace"),),
    ),
    Guard(
        "invitations: over once refused",
        Edit(ENDING, f"stands, {OPEN}", "stands, accepted_at=None, revoked_at=None, expires_at__gt=now)"),
        (SAME_WORDS, INVITES("test_who_refuses_ends_it")),
    ),
    Guard(
        "invitations: over once revoked",
        Edit(ENDING, f"stands, {OPEN}", "stands, accepted_at=None, refused_at=None, expires_at__gt=now)"),
        (SAME_WORDS,),
    ),
    Guard(
        "invitations: over at their time",
        Edit(ENDING, f"stands, {OPEN}", "stands, accepted_at=None, refused_at=None, revoked_at=None)"),
        (INVITES("test_it_ends_at_its_time"),),
    ),
    Guard(
        "invitations: who was disabled invites nobody",
        Edit(ENDING, f"stands, {OPEN}", OPEN),
        (SAME_WORDS,),
    ),
    Guard(
        "invitations: for their address only",
        Edit(ANSWERS, "if invitation is None or not _is_addressed(user, invitation):", "if invitation is None:"),
        (SAME_WORDS, INVITES("test_an_address_counts_only_when_it_is_verified")),
    ),
    Guard(
        "invitations: for a verified address only",
        Edit(ANSWERS, "email=invitation.email, verified=True)", "email=invitation.email)"),
        (INVITES("test_an_address_counts_only_when_it_is_verified"),),
    ),
    Guard(
        "invitations: exactly one is let in",
        Edit(LINKS, 'rows = found.select_for_update(of=("self",)) if hold else found', "rows = found"),
        (RACES("test_of_those_who_accept_a_link_at_once_exactly_one_is_let_in"),),
    ),
    Guard(
        "invitations: kept as an HMAC and sealed",
        Edit(
            LINKS,
            '    return hmac.new(settings.API_KEY_PEPPER.encode(), f"invitation {token}".encode(), hashlib.sha256).hexdigest()',
            "    return token",
        ),
        (INVITES("test_the_database_keeps_no_token_that_could_be_read"),),
    ),
    Guard(
        "invitations: made by who manages members",
        Edit(STANDING, "    if needed not in present:", "    if False:"),
        (SPACES("test_a_member_lets_nobody_in"),),
    ),
    Guard(
        "invitations: so many open ones",
        Edit(INVITATIONS, "if open_invitations(now=now).count() >= OPEN_MAX:", "if False:"),
        (INVITES("test_so_many_are_open_at_a_time_and_no_more"),),
    ),
    Guard(
        "invitations: so many a day",
        Edit(INVITATIONS, "if sent.value > A_DAY_MAX:", "if False:"),
        (INVITES("test_nobody_fills_mailboxes_by_inviting_and_revoking"),),
    ),
    Guard(
        "invitations: no link is told twice by replay",
        Edit("users/workspaces/invitation_views.py", '    answers_secret = frozenset({"create", "link"})\n', ""),
        (INVITES("test_a_repeated_request_makes_one_and_tells_no_link_twice"),),
    ),
    Guard(
        "invitations: the operator needs the permission",
        Edit(
            "users/admin/invitations.py",
            'description="Copy the links of the chosen invitations", permissions=["operate"]',
            'description="Copy the links of the chosen invitations"',
        ),
        (OFFICE("test_staff_who_may_only_look_copies_no_link"),),
    ),
    Guard(
        "profile: a key learns nothing of it",
        Edit("users/people/views.py", "        if self.credential.key_id is not None:\n            return told\n", ""),
        (PROFILE("test_a_key_is_told_of_its_own_workspace_and_nothing_of_the_profile"),),
    ),
    Guard(
        "profile: the default workspace is one's own",
        Edit(
            "users/people/serializers.py",
            'Workspace.objects.filter(id__in=self.context["workspaces"])',
            "Workspace.objects.all()",
        ),
        (PROFILE("test_a_strangers_workspace_as_the_default_one_is_answered_like_none"),),
    ),
    Guard(
        "profile: security is always mailed",
        Edit("users/people/profile.py", "not set(user.notifications) >= ALWAYS", "False"),
        (PROFILE("test_what_concerns_security_is_always_mailed"),),
    ),
)
