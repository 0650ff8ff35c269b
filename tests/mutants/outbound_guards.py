"""The guards of outbound requests and of what is kept encrypted."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

TARGETS = "tests/outbound/test_targets.py::{}".format
REQUESTS = "tests/outbound/test_requests.py::{}".format
SEALING = "tests/utils/test_encryption.py::{}".format
ROTATION = "tests/users/test_rotation.py::{}".format
OUTBOUND, WIRE, HTTP = "utils/outbound.py", "utils/outbound_wire.py", "utils/http.py"
RING, FIELD = "utils/encryption.py", "utils/encrypted_field.py"

OUTBOUND_GUARDS: tuple[Guard, ...] = (
    Guard(
        "outbound: no inner address behind a name",
        Edit(OUTBOUND, "    if not found or any(is_inner(address) for address in found):", "    if not found:"),
        (TARGETS("test_one_inner_address_among_public_ones_refuses_the_name"),),
    ),
    Guard(
        "outbound: connected to the checked address, not to the name",
        Edit(WIRE, "self._inner.connect_tcp(address, port,", "self._inner.connect_tcp(host, port,"),
        (REQUESTS("test_a_name_that_changes_its_mind_leads_nowhere_else"),),
    ),
    Guard(
        "outbound: the form of the target",
        Edit(OUTBOUND, "    if not is_open or not _is_public_looking(host.lower()):", "    if False:"),
        (TARGETS("test_the_form_of_an_inner_or_odd_url_is_refused"),),
    ),
    Guard(
        "outbound: IPv6 is inside unless it is global unicast",
        Edit(OUTBOUND, "ip.scope_id is not None or ip not in _GLOBAL_V6 or", "ip.scope_id is not None or"),
        (TARGETS("test_special_addresses_are_inner"),),
    ),
    Guard(
        "outbound: no name and password in a URL",
        Edit(HTTP, "    if url.userinfo:", "    if False:"),
        (TARGETS("test_the_form_of_an_inner_or_odd_url_is_refused"),),
    ),
    Guard(
        "outbound: each request is checked, redirects too",
        Edit(HTTP, "        _check(url, allow=self._policy.allow)\n", ""),
        (REQUESTS("test_a_redirect_to_the_inside_is_refused"),),
    ),
    Guard(
        "outbound: credentials stay at their origin",
        Edit(HTTP, "        if name.lower() not in CARRIED:", "        if False:"),
        (REQUESTS("test_another_origin_gets_no_credentials"),),
    ),
    Guard(
        "outbound: the client's own credentials stay at their origin",
        Edit(HTTP, "_followed(request, response.next_request), None", "_followed(request, response.next_request), auth"),
        (REQUESTS("test_credentials_of_the_client_itself_do_not_travel_either"),),
    ),
    Guard(
        "outbound: bodies stay at their origin",
        Edit(HTTP, 'following.method not in ("GET", "HEAD") or ', ""),
        (REQUESTS("test_a_body_is_not_handed_to_another_origin"),),
    ),
    Guard(
        "outbound: five redirects",
        Edit(HTTP, "range(MAX_REDIRECTS + 1)", "range(MAX_REDIRECTS + 2)"),
        (REQUESTS("test_five_redirects_are_followed_and_a_sixth_is_not"),),
    ),
    Guard(
        "outbound: the deadline ends a drip",
        Edit(WIRE, "_ends_at.set(time.monotonic() + seconds)", "_ends_at.set(time.monotonic() + seconds + 3600)"),
        (REQUESTS("test_a_service_that_drips_is_left_at_the_deadline"),),
    ),
    Guard(
        "outbound: replies are bounded",
        Edit(WIRE, "                if count > self._max_bytes:", "                if False:"),
        (REQUESTS("test_a_reply_that_is_too_large_is_not"), REQUESTS("test_a_bomb_is_left_before_it_is_unpacked")),
    ),
    Guard(
        "encryption: a sealed text opens in its place only",
        Edit(RING, "        if written_for != purpose:", "        if False:"),
        (SEALING("test_a_text_sealed_for_one_place_does_not_open_in_another"),),
    ),
    Guard(
        "encryption: a row carries no clear text",
        Edit(
            FIELD,
            "        row.__dict__[self.field.attname] = self.field.to_python(value)",
            "        row.__dict__[self.field.attname] = value",
        ),
        (SEALING("test_a_row_carries_no_clear_text_and_prints_a_mask"),),
    ),
    Guard(
        "encryption: not looked up",
        Edit(FIELD, 'super().get_lookup(lookup_name) if lookup_name == "isnull" else None', "super().get_lookup(lookup_name)"),
        (SEALING("test_nothing_is_looked_up_by_it"),),
    ),
    Guard(
        "encryption: a rotation seals under the newest key",
        Edit("users/encryption/rotation.py", "    elif is_rotating:\n", "    elif False:\n"),
        (ROTATION("test_old_rows_open_before_and_after_the_rotation_and_without_the_old_key"),),
    ),
)
