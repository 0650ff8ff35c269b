"""Claims, leases, the fencing number and the sweep: the row is the truth (ARCHITECTURE 2)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction

from finance.errors import LostClaimError
from finance.models import Document, DocumentState, Heartbeat
from finance.services.document_sweep import LOCK, work_sweep, work_sweep_if_beat_is_silent
from finance.services.document_work import (
    READING_BEGINS,
    Claim,
    work_advance,
    work_claim,
    work_end,
    work_postpone,
    work_release,
    work_release_held,
    work_renew,
)
from services.errors import CorruptFileError, ReaderCrashedError, StorageUnavailableError
from services.queue.ticker import Ticker
from tests.conftest import Cast
from tests.ledger.conftest import at_once
from tests.pipeline.conftest import Bells
from users.tenancy.actor import acting, machine

NowOf = Callable[[UUID], Document]
CRASH = ReaderCrashedError("The reader died.")


def claim_reading(document: Document) -> Claim | None:
    return work_claim(document_id=document.id, state=DocumentState.READING, begins=READING_BEGINS)


def claimed(document: Document) -> Claim:
    claim = claim_reading(document)
    assert claim is not None
    return claim


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def let_lease_run_out(document: Document) -> None:
    sql("UPDATE finance_document SET lease_until = now() - interval '1 second' WHERE id = %s", document.id)


def let_time_pass(document: Document) -> None:
    sql(
        "UPDATE finance_document SET state_since = state_since - interval '1 minute', "
        "next_call_at = next_call_at - interval '1 minute' WHERE id = %s",
        document.id,
    )


def test_a_claim_takes_the_document_for_one_lease(document: Document, now_of: NowOf) -> None:
    claim = claimed(document)
    row = now_of(document.id)
    assert (row.state, row.attempt, row.tries) == ("reading", 1, 1)
    assert row.lease_until is not None
    assert (claim.attempt, claim.workspace_id) == (1, document.workspace_id)


def test_of_twenty_deliveries_at_once_one_gets_the_claim(document: Document, cast: Cast) -> None:
    claims = at_once(cast.alice, [lambda: claim_reading(document)] * 20)
    assert sum(isinstance(claim, Claim) for claim in claims) == 1
    assert claims.count(None) == 19


def test_a_claim_is_refused_while_the_lease_runs(document: Document) -> None:
    claimed(document)
    assert claim_reading(document) is None


def test_an_expired_lease_can_be_claimed_again(document: Document) -> None:
    first = claimed(document)
    let_lease_run_out(document)
    assert claimed(document).attempt == first.attempt + 1


def test_a_document_in_the_trash_cannot_be_claimed(document: Document) -> None:
    sql("UPDATE finance_document SET trashed_at = now() WHERE id = %s", document.id)
    assert claim_reading(document) is None


def test_a_stage_is_not_begun_a_fourth_time(document: Document) -> None:
    sql("UPDATE finance_document SET tries = 3 WHERE id = %s", document.id)
    assert claim_reading(document) is None


def test_renewing_sets_the_lease_anew(document: Document, now_of: NowOf) -> None:
    claim = claimed(document)
    let_lease_run_out(document)
    with acting(machine(claim.workspace_id)):
        work_renew(claim)
    assert claim_reading(document) is None


@pytest.mark.parametrize(
    "write",
    [work_renew, lambda claim: work_advance(claim, state=DocumentState.EXTRACTING)],
    ids=["renew", "advance"],
)
def test_a_zombie_writes_nothing(document: Document, now_of: NowOf, write: Callable[[Claim], None]) -> None:
    zombie = claimed(document)
    let_lease_run_out(document)
    claimed(document)
    before = now_of(document.id)
    with acting(machine(zombie.workspace_id)), pytest.raises(LostClaimError):
        write(zombie)
    after = now_of(document.id)
    assert (after.state, after.attempt, after.lease_until) == (before.state, before.attempt, before.lease_until)


def test_a_zombie_that_ends_or_releases_changes_nothing(document: Document, now_of: NowOf) -> None:
    zombie = claimed(document)
    let_lease_run_out(document)
    claimed(document)
    with acting(machine(zombie.workspace_id)):
        work_end(zombie, state=DocumentState.UNREADABLE, error=CorruptFileError("broken"))
        work_release(zombie, error=CRASH)
        work_postpone(zombie, error=StorageUnavailableError("down"))
    row = now_of(document.id)
    assert (row.state, row.attempt, row.error_code) == ("reading", 2, "")


def test_a_release_rings_again(document: Document, bells: Bells, now_of: NowOf) -> None:
    claim = claimed(document)
    with acting(machine(claim.workspace_id)):
        work_release(claim, error=CRASH)
    assert bells.rung == ["finance.read_document"] * 2
    assert now_of(document.id).lease_until is None


def test_the_third_broken_try_is_quarantined_with_a_sentence(document: Document, now_of: NowOf) -> None:
    for _number in range(3):
        with acting(machine(document.workspace_id)):
            work_release(claimed(document), error=CRASH)
    row = now_of(document.id)
    assert (row.state, row.error_code) == ("quarantined", "reader_crashed")
    assert "by hand" in row.error_detail
    assert claim_reading(document) is None


def test_waiting_for_a_store_that_is_down_costs_no_try(document: Document, now_of: NowOf) -> None:
    for _number in range(5):
        with acting(machine(document.workspace_id)):
            work_postpone(claimed(document), error=StorageUnavailableError("down"))
    row = now_of(document.id)
    assert (row.state, row.tries) == ("reading", 0)
    assert row.next_call_at is not None


def test_waiting_for_a_store_ends_after_a_day(document: Document, now_of: NowOf) -> None:
    claim = claimed(document)
    sql("UPDATE finance_document SET state_since = now() - interval '25 hours' WHERE id = %s", document.id)
    with acting(machine(claim.workspace_id)):
        work_postpone(claim, error=StorageUnavailableError("down"))
    assert now_of(document.id).state == "failed"


def test_a_worker_that_stops_gives_its_claims_back(document: Document, now_of: NowOf, bells: Bells) -> None:
    claim = claimed(document)
    assert work_release_held() == 1
    row = now_of(document.id)
    assert (row.lease_until, row.tries) == (None, 0)
    assert len(bells.rung) == 2
    with acting(machine(claim.workspace_id)), pytest.raises(LostClaimError):
        work_renew(claim)


def test_the_sweep_rings_for_what_was_not_picked_up(document: Document, bells: Bells) -> None:
    assert work_sweep() == 0
    let_time_pass(document)
    assert work_sweep() == 1
    assert bells.rung == ["finance.read_document"] * 2


def test_the_sweep_rings_for_what_a_dead_worker_left(document: Document, bells: Bells) -> None:
    claimed(document)
    assert work_sweep() == 0
    let_lease_run_out(document)
    assert work_sweep() == 1


def test_the_sweep_rings_the_bell_of_the_stage(document: Document, bells: Bells) -> None:
    sql("UPDATE finance_document SET state = 'extracting', state_since = now() - interval '1 hour' WHERE id = %s", document.id)
    work_sweep()
    assert bells.rung[-1] == "finance.extract_document"


def test_two_sweeps_after_each_other_ring_once(document: Document, bells: Bells) -> None:
    let_time_pass(document)
    assert (work_sweep(), work_sweep()) == (1, 0)
    assert len(bells.rung) == 2


def test_of_two_sweeps_at_once_one_does_the_work(document: Document, cast: Cast, bells: Bells) -> None:
    let_time_pass(document)
    found = at_once(cast.alice, [work_sweep] * 4)
    assert sum(found) == 1
    assert len(bells.rung) == 2


def test_a_sweep_beside_a_running_one_does_nothing(document: Document) -> None:
    let_time_pass(document)
    with transaction.atomic():
        sql("SELECT pg_advisory_xact_lock(%s)", LOCK)
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(_sweep_elsewhere).result() == 0


def _sweep_elsewhere() -> int:
    try:
        return work_sweep()
    finally:
        connection.close()


def test_the_sweep_quarantines_what_was_begun_three_times(document: Document, bells: Bells, now_of: NowOf) -> None:
    for _number in range(3):
        claimed(document)
        let_lease_run_out(document)
    work_sweep()
    row = now_of(document.id)
    assert (row.state, row.error_code) == ("quarantined", "attempts_exhausted")
    assert len(bells.rung) == 1


def test_a_zombie_whose_document_was_quarantined_meanwhile_writes_nothing(document: Document, now_of: NowOf) -> None:
    for _number in range(3):
        zombie = claimed(document)
        let_lease_run_out(document)
    work_sweep()
    with acting(machine(zombie.workspace_id)), pytest.raises(LostClaimError):
        work_advance(zombie, state=DocumentState.EXTRACTING)
    assert now_of(document.id).state == "quarantined"


def test_a_fourth_try_is_refused_even_before_the_sweep(document: Document) -> None:
    for _number in range(3):
        claimed(document)
        let_lease_run_out(document)
    assert claim_reading(document) is None


def test_the_sweep_leaves_the_trash_alone(document: Document) -> None:
    let_time_pass(document)
    sql("UPDATE finance_document SET trashed_at = now() WHERE id = %s", document.id)
    assert work_sweep() == 0


def test_a_worker_sweeps_only_when_beat_is_silent(document: Document) -> None:
    let_time_pass(document)
    Heartbeat.objects.create(name="sweep", beaten_at=document.received_at)
    assert work_sweep_if_beat_is_silent() == 0
    sql("UPDATE finance_heartbeat SET beaten_at = now() - interval '5 minutes'")
    assert work_sweep_if_beat_is_silent() == 1


def test_a_ticker_goes_on_after_the_errors_that_it_expects() -> None:
    calls: list[int] = []

    def fail() -> None:
        calls.append(1)
        if len(calls) == 3:
            ticker.stop()
        raise OSError

    ticker = Ticker(fail, interval_s=0.01, errors=(OSError,))
    ticker.start()
    ticker._thread.join(timeout=5)
    assert len(calls) == 3


def test_a_ticker_waits_for_what_is_still_starting() -> None:
    calls: list[int] = []
    ticker = Ticker(lambda: calls.append(1), interval_s=0.01, errors=(), patience_s=60)
    ticker.start()
    ticker._thread.join(timeout=0.2)
    assert calls == []
    ticker.stop()
    ticker._thread.join(timeout=5)
    assert calls == []
