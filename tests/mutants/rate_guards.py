"""The guards of rates and base amounts."""

from __future__ import annotations

from tests.mutants.guards import Edit, Guard

LEDGER = "tests/ledger/test_{}.py::{}".format
FINDING = "finance/selectors/rates.py"
VALUING = "finance/services/base_amounts.py"
POSTED = "finance/services/base_amounts_posted.py"
LOADING = "finance/services/rates.py"
READING = "services/integrations/ecb/mapping.py"

RATE_GUARDS: tuple[Guard, ...] = (
    Guard(
        "rates: seven days back and no more",
        Edit(FINDING, "DAYS_BACK = 7", "DAYS_BACK = 8"),
        (LEDGER("rates", "test_a_fixing_holds_for_seven_days_and_no_longer"),),
    ),
    Guard(
        "rates: own ones go first",
        Edit(FINDING, "self._own(currency, date) or self._crossed(currency, date)", "self._crossed(currency, date)"),
        (LEDGER("rates", "test_an_own_rate_goes_before_the_fixing_in_both_directions"),),
    ),
    Guard(
        "base amounts: one in the base currency is the amount itself",
        Edit(VALUING, "if draft.base_amount not in (None, draft.amount):", "if False:"),
        (LEDGER("base_amounts", "TestBooking::test_an_amount_in_the_base_currency_has_no_other_base_amount"),),
    ),
    Guard(
        "base amounts: amounts of one sign are no exchange",
        Edit(VALUING, "return left * amount > 0 or", "return True or"),
        (LEDGER("base_amounts", "TestBooking::test_amounts_of_one_sign_are_no_exchange"),),
    ),
    Guard(
        "base amounts: what is settled keeps that of its settlement",
        Edit(POSTED, "or _is_followed(transaction) or any", "or any"),
        (LEDGER("base_amounts", "TestAnotherDay::test_leaves_what_is_settled_as_its_settlement_has_it"),),
    ),
    Guard(
        "base amounts: what has no room holds up nobody",
        Edit(POSTED, " and _has_room(drafts):", ":"),
        (LEDGER("base_amounts", "TestCompleting::test_what_is_worth_more_than_fits_stays_without_and_holds_up_nobody"),),
    ),
    Guard(
        "base amounts: one workspace holds up no other",
        Edit(POSTED, "except (DomainError, DatabaseError)", "except ZeroDivisionError"),
        (LEDGER("base_amounts", "TestCompleting::test_what_goes_wrong_in_one_workspace_holds_up_no_other"),),
    ),
    Guard(
        "base amounts: completing leaves locked periods",
        Edit(POSTED, "return _lacking() if locked is None else _lacking().filter(date__gt=locked)", "return _lacking()"),
        (LEDGER("base_amounts", "TestCompleting::test_a_locked_period_stays_as_it_is"),),
    ),
    Guard(
        "base amounts: right to complete them",
        Edit(POSTED, "    actor.require(Capability.LEDGER_WRITE)\n", ""),
        (LEDGER("base_amounts", "TestCompleting::test_a_reader_completes_nothing"),),
    ),
    Guard(
        "fixings: one process loads",
        Edit(
            LOADING,
            "        _hold()\n        if EcbFixing.objects.exists():  # another process was faster\n",
            "        if False:\n",
        ),
        (LEDGER("rates_loading", "test_of_two_processes_one_loads"),),
    ),
    Guard(
        "fixings: no known one goes",
        Edit(LOADING, "    if lost:\n", "    if False:\n"),
        (LEDGER("rates_loading", "TestRefreshing::test_a_file_that_lacks_known_fixings_is_refused"),),
    ),
    Guard(
        "fixings: a history is not told otherwise",
        Edit(LOADING, "if corrected > CORRECTIONS_MAX:", "if False:"),
        (LEDGER("rates_loading", "TestRefreshing::test_a_history_that_is_told_otherwise_is_refused"),),
    ),
    Guard(
        "fixings: an archive is unpacked within limits",
        Edit(READING, "if len(plain) > MAX_PLAIN_BYTES:", "if False:"),
        (LEDGER("rates_loading", "TestReading::test_what_is_odd_is_refused_as_a_whole"),),
    ),
    Guard(
        "fixings: no slipped points",
        Edit(READING, "    _refuse_jumps(fixings)\n", ""),
        (LEDGER("rates_loading", "TestReading::test_what_is_odd_is_refused_as_a_whole"),),
    ),
    Guard(
        "net worth: what has no rate is in no total",
        Edit(
            "finance/selectors/net_worth.py",
            "value = converted(booked.amount, rate, rates.base) if rate else None",
            "value = converted(booked.amount, rate, rates.base) if rate else booked.amount",
        ),
        (LEDGER("net_worth", "test_what_has_no_rate_stands_apart_and_is_in_no_total"),),
    ),
)
