"""The guards of login sessions."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

REFRESH = "tests/sessions/test_refreshing.py::{}".format
ENDING = "tests/sessions/test_ending.py::{}".format
FORGED = "tests/sessions/test_forged_tokens.py::{}".format
QUIET = "tests/sessions/test_enumeration.py::{}".format
SIGNUP = "tests/sessions/test_signing_up.py::{}".format
BROWSER = "tests/sessions/test_in_the_browser.py::{}".format
NASTY = "tests/sessions/test_nasty_requests.py::{}".format
CHECKS = "tests/settings/test_checks.py::test_a_wrong_setting_is_named_with_its_remedy"
SERVICES = "users/sessions/services.py"
TOKENS = "users/sessions/tokens.py"
ADAPTER = "users/sessions/adapter.py"
COOKIE = "users/sessions/browser.py"
GUARD = "app_settings/auth_guard.py"
PROVING = "users/sessions/proving.py"

SESSION_GUARDS: tuple[Guard, ...] = (
    Guard(
        "sessions: a revoked one is over",
        Edit(SERVICES, "session.revoked_at is None and now <", "now <"),
        (ENDING("test_it_ends_at_once[revoke_by_the_use_case]"),),
    ),
    Guard(
        "sessions: sixty days at most",
        Edit(TOKENS, "min(now + cls.lifetime, session.expires_at)", "now + cls.lifetime"),
        (REFRESH("TestInTurn::test_no_token_outlasts_its_session"),),
    ),
    Guard(
        "sessions: the row's own end",
        Edit(SERVICES, "and now < session.expires_at and session.user.is_active", "and session.user.is_active"),
        (REFRESH("TestInTurn::test_a_session_that_ends_early_takes_its_tokens_along"),),
    ),
    Guard(
        "sessions: of somebody disabled",
        Edit(SERVICES, "now < session.expires_at and session.user.is_active", "now < session.expires_at"),
        (ENDING("test_it_ends_at_once[disable]"),),
    ),
    Guard(
        "sessions: a new password, wherever it was set",
        Edit(SERVICES, "return is_open and session.password_mark == password_mark(session.user)", "return is_open"),
        (ENDING("test_it_ends_at_once[set_the_password_in_a_shell]"),),
    ),
    Guard(
        "sessions: a new password ends the others, but not itself",
        Edit(ADAPTER, 'reason="password_changed", except_id=session_id)', 'reason="password_changed")'),
        (ENDING("test_the_session_that_changed_the_password_goes_on"),),
    ),
    Guard(
        "sessions: the Django session goes too",
        Edit(SERVICES, "        Session.objects.filter(session_key=session.django_key).delete()\n", ""),
        (ENDING("test_a_revoked_session_takes_its_django_session_with_it"),),
    ),
    Guard(
        "sessions: another address ends the others",
        Edit(
            "users/sessions/receivers.py",
            '    sessions_revoke(user=user, reason="email_changed", except_id=session_id_of(request))\n',
            "",
        ),
        (ENDING("test_it_ends_at_once[change_the_address_elsewhere]"),),
    ),
    Guard(
        "sessions: one's own only",
        Edit(SERVICES, "return held.filter(id=session_id, user_id=user_id).first()", "return held.filter(id=session_id).first()"),
        (ENDING("test_the_session_of_somebody_else_is_not_found"),),
    ),
    Guard(
        "sessions: use noted at most once a minute",
        Edit(SERVICES, "if now - session.last_used_at >= USE_IS_NOTED_EVERY:", "if False:"),
        ("tests/sessions/test_logging_in.py::test_use_is_noted_at_most_once_a_minute",),
    ),
    Guard(
        "refresh: a token used again ends its family",
        Edit(SERVICES, '    _end([session], reason="refresh_reused", now=now)\n', ""),
        (REFRESH("TestInTurn::test_after_that_the_family_ends_with_an_event"),),
    ),
    Guard(
        "refresh: ten seconds for two tabs",
        Edit(SERVICES, "abs(now - session.rotated_at) <= GRACE", "False"),
        (REFRESH("TestInTurn::test_the_second_tab_gets_the_pair_of_the_first_within_ten_seconds"),),
    ),
    Guard(
        "refresh: ten seconds and no longer",
        Edit(SERVICES, "abs(now - session.rotated_at) <= GRACE", "True"),
        (REFRESH("TestInTurn::test_after_that_the_family_ends_with_an_event"),),
    ),
    Guard(
        "refresh: two at once wait for each other",
        Edit(SERVICES, 'held = LoginSession.objects.select_for_update(of=("self",)).', "held = LoginSession.objects."),
        (REFRESH("TestAtOnce::test_two_tabs_at_once_are_both_answered_and_rotate_once"),),
    ),
    Guard(
        "refresh: no text of a token in the database",
        Edit(
            TOKENS,
            'jti=session.refresh_jti, token="",',
            "jti=session.refresh_jti, token=str(SessionRefreshToken.of(session, now=now)),",
        ),
        (REFRESH("TestInTurn::test_a_dump_of_the_database_opens_nothing"),),
    ),
    Guard(
        "refresh: used ones stand on the blacklist",
        Edit(SERVICES, "    refresh_ids_blacklist(session.previous_jti)\n", ""),
        (REFRESH("TestInTurn::test_used_ones_stand_on_simplejwts_blacklist"),),
    ),
    Guard(
        "session token: signed",
        Edit(
            "users/sessions/strategy.py",
            "super().lookup_session(_signer().unsign(session_token))",
            "super().lookup_session(session_token.partition(':')[0])",
        ),
        (REFRESH("TestInTurn::test_a_dump_of_the_database_opens_nothing"),),
    ),
    Guard(
        "tokens: one algorithm",
        Edit(TOKENS, "algorithms=[self.algorithm],", 'algorithms=["HS256", "HS384", "HS512"],'),
        (FORGED("test_no_forged_access_token_opens_anything[another algorithm]"),),
    ),
    Guard(
        "tokens: audience",
        Edit(TOKENS, "                audience=self.audience,\n", ""),
        ("tests/sessions/test_logging_in.py::test_the_access_token_says_who_and_where",),
    ),
    Guard(
        "tokens: issuer",
        Edit(TOKENS, "                issuer=self.issuer,\n", ""),
        (FORGED("test_no_forged_access_token_opens_anything[another issuer]"),),
    ),
    Guard(
        "tokens: all claims",
        Edit(TOKENS, '"require": CLAIMS, ', ""),
        (FORGED("test_no_forged_access_token_opens_anything[without iat]"),),
    ),
    Guard(
        "tokens: a clock that is set back",
        Edit(TOKENS, '"verify_iat": False, ', ""),
        (REFRESH("TestInTurn::test_a_clock_that_is_set_back_logs_nobody_out"),),
    ),
    Guard(
        "tokens: bounded before they are looked at",
        Edit(TOKENS, "    if len(text) > MAX_LENGTH:\n        raise TokenInvalidError\n", ""),
        (FORGED("test_no_forged_access_token_opens_anything[huge]"),),
    ),
    Guard(
        "tokens: of the person whose session it is",
        Edit(
            "users/sessions/authentication.py",
            "filter(id=claims.session_id, user_id=claims.user_id)",
            "filter(id=claims.session_id)",
        ),
        (FORGED("test_no_forged_access_token_opens_anything[another person]"),),
    ),
    Guard(
        "accounts: sign-up hashes for known addresses too",
        Edit("users/sessions/signup.py", '        User().set_password(self.cleaned_data["password"])', "        pass"),
        (QUIET("test_sign_up"),),
    ),
    Guard(
        "accounts: somebody disabled is answered like a wrong password",
        Edit(ADAPTER, "        if not (user.is_active and EmailAddress", "        if not (EmailAddress"),
        (QUIET("test_login_of_somebody_disabled"),),
    ),
    Guard(
        "accounts: lock-out",
        Edit(
            ADAPTER, "            login_check(email=_email(credentials), address=client_address(request))\n", "            pass\n"
        ),
        (QUIET("test_a_locked_door_stays_closed_for_the_right_password"),),
    ),
    Guard(
        "accounts: two sign-ups at once",
        Edit("users/sessions/signup.py", "            except IntegrityError:", "            except ZeroDivisionError:"),
        (SIGNUP("TestAtOnce::test_two_with_one_address_make_one_account"),),
    ),
    Guard(
        "accounts: sign-up is closed",
        Edit(ADAPTER, "return bool(settings.SIGNUP_OPEN or invited_address(request))", "return True"),
        (SIGNUP("TestSigningUp::test_it_can_be_closed"), SIGNUP("TestInvited::test_no_invitation_opens_nothing")),
    ),
    Guard(
        "accounts: links come from PUBLIC_URL",
        Edit(
            "app_settings/settings.py",
            '"account_reset_password_from_key": f"{PUBLIC_URL}/password',
            '"account_reset_password_from_key": f"/password',
        ),
        (SIGNUP("TestForgetting::test_no_header_gets_into_the_link"),),
    ),
    Guard(
        "accounts: mails to one address are bounded",
        Edit(GUARD, "if counted.value > rate.limit:", "if False:"),
        (SIGNUP("TestForgetting::test_mails_to_one_address_are_bounded"),),
    ),
    Guard(
        "accounts: another address needs the password",
        Edit("app_settings/settings.py", "ACCOUNT_REAUTHENTICATION_REQUIRED = True", "ACCOUNT_REAUTHENTICATION_REQUIRED = False"),
        (SIGNUP("TestAnotherAddress::test_the_password_is_asked_for_again"),),
    ),
    Guard(
        "accounts: who is made by hand has a verified address",
        Edit("users/people/models.py", "if user.kind == UserKind.PERSON:  #", "if False:  #"),
        (SIGNUP("test_people_made_by_an_operator_have_a_verified_address"),),
    ),
    Guard(
        "browser: origin",
        Edit(COOKIE, "        if not _is_ours(request):\n", "        if False:\n"),
        (BROWSER("test_no_other_origin_may_use_the_cookie"),),
    ),
    Guard(
        "browser: no script reads the cookie",
        Edit(COOKIE, "        httponly=True,\n", ""),
        (BROWSER("test_the_refresh_token_moves_into_the_cookie_and_out_of_the_answer"),),
    ),
    Guard(
        "browser: no other site sends the cookie",
        Edit(COOKIE, '        samesite="Strict",\n    )', '        samesite="Lax",\n    )'),
        (BROWSER("test_the_refresh_token_moves_into_the_cookie_and_out_of_the_answer"),),
    ),
    Guard(
        "browser: secure on https",
        Edit(COOKIE, "        secure=settings.SESSION_COOKIE_SECURE,\n", ""),
        (BROWSER("test_on_https_it_is_secure_and_says_so_by_its_name"),),
    ),
    Guard(
        "auth routes: a session that ends meanwhile",
        Edit(GUARD, "        except UpdateError:", "        except ZeroDivisionError:"),
        (ENDING("test_a_session_that_ends_in_the_middle_of_a_request_is_no_defect"),),
    ),
    Guard(
        "sign-up: an invitation is for its own address",
        Edit("users/sessions/signup.py", 'offer is not None and offer.email in ("", address)', "offer is not None"),
        (SIGNUP("TestInvited::test_an_invitation_opens_for_its_own_address_only"),),
    ),
    Guard(
        "sign-up: where mail can prove it, nobody is believed",
        Edit(ADAPTER, "return not settings.HAS_MAIL and email.lower()", "return email.lower()"),
        (SIGNUP("TestInvited::test_an_invitation_opens_what_is_closed"),),
    ),
    Guard(
        "mail: nobody's box is filled",
        Edit(ADAPTER, "        if name in ASKED_FOR and", "        if not name and"),
        (SIGNUP("TestSigningUp::test_nobodys_mailbox_is_filled_by_those_who_ask"),),
    ),
    Guard(
        "browser: another site without an Origin",
        Edit(
            COOKIE,
            '        return request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")',
            "        return True",
        ),
        (BROWSER("test_where_the_origin_is_missing_the_browser_is_asked"),),
    ),
    Guard(
        "sessions: NUL in the name of a program",
        Edit("users/sessions/strategy.py", '.replace("\\x00", "")', ""),
        (NASTY("test_a_program_with_an_odd_name_can_log_in"),),
    ),
    Guard(
        "sessions: those of the back office",
        Edit(SERVICES, "    if not user.is_staff:", "    if True:"),
        (ENDING("test_so_do_sessions_of_the_back_office"),),
    ),
    Guard(
        "enumeration: by signing up and logging in",
        Edit(ADAPTER, "(user.is_active and EmailAddress.objects.filter(user=user, verified=True).exists())", "user.is_active"),
        (QUIET("test_signing_up_and_logging_in_does_not_tell_whether_an_address_had_an_account"),),
    ),
    Guard(
        "sign-up: many codes at once",
        Edit(PROVING, "        if _tries_at(self.process) > TRIES_AT_A_CODE:\n", "        if False:\n"),
        (SIGNUP("TestAtOnce::test_many_wrong_codes_at_once_are_no_more_than_in_a_row"),),
    ),
    Guard(
        "tokens: an end that is a number",
        Edit(TOKENS, "        if not all(_is_moment(payload[name])", "        if False and not all(_is_moment(payload[name])"),
        (FORGED("test_no_forged_access_token_opens_anything"),),
    ),
    Guard(
        "tokens: ids in one spelling",
        Edit(TOKENS, "    if str(found) != told:\n", "    if False:\n"),
        (FORGED("test_no_forged_refresh_token_gives_a_pair"),),
    ),
    Guard(
        "sign-up: a code that proves nothing any more",
        Edit(PROVING, "        if self.process.user is None or self.process.email_address.verified:\n", "        if False:\n"),
        (
            SIGNUP("TestSigningUp::test_a_code_that_comes_too_late_is_a_wrong_one"),
            SIGNUP("TestSigningUp::test_the_code_of_an_account_that_is_gone_is_a_wrong_one"),
        ),
    ),
    Guard(
        "sign-up: somebody disabled on the way",
        Edit(ADAPTER, "        if not user.is_active:\n            raise", "        if False:\n            raise"),
        (SIGNUP("TestSigningUp::test_who_is_disabled_before_the_code_does_not_come_in"),),
    ),
    Guard(
        "lock-out: guesses where the password is changed",
        Edit(PROVING, "get_adapter().reauthenticate(self.user, told)", "self.user.check_password(told)"),
        (QUIET("test_so_is_guessing_at_it_where_it_is_changed_from_wherever"),),
    ),
    Guard(
        "auth routes: methods",
        Edit(GUARD, "_method_refused(request, methods) or ", ""),
        (NASTY("test_other_methods_are_refused"),),
    ),
    Guard(
        "auth routes: JSON only",
        Edit(GUARD, '    if request.content_type != "application/json":\n', "    if False:\n"),
        (NASTY("test_other_types_of_content_are_refused"),),
    ),
    Guard(
        "auth routes: NUL and half characters",
        Edit(GUARD, "or _body_refused(request) or", "or"),
        (NASTY("test_odd_bodies"),),
    ),
    Guard(
        "auth routes: plain values",
        Edit(GUARD, "    if not isinstance(value, str):\n", "    if False:\n"),
        (NASTY("test_a_list_where_a_text_belongs_is_refused"),),
    ),
    Guard(
        "auth routes: an address that fits",
        Edit(ADAPTER, "        if len(email) > EMAIL_LENGTH:\n", "        if False:\n"),
        (SIGNUP("TestSigningUp::test_bad_addresses_are_refused"),),
    ),
    Guard(
        "settings: the key of the tokens is one of its own",
        Edit(
            "app_settings/checks.py",
            'SECRETS = ("SECRET_KEY", "API_KEY_PEPPER", "JWT_SIGNING_KEY"',
            'SECRETS = ("SECRET_KEY", "API_KEY_PEPPER"',
        ),
        (CHECKS,),
    ),
    Guard(
        "settings: rotation has its blacklist",
        Edit("app_settings/checks.py", "return [*_odd_algorithm(), *_missing_blacklist()]", "return [*_odd_algorithm()]"),
        (CHECKS,),
    ),
)
