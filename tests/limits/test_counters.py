"""The contract of the counters, kept by Postgres, by Redis and by the fake; and what a rollback or a dead Redis changes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from users.limits.counters import _chosen, count, counters, counting_in, look
from users.limits.fake import MemoryCounters
from users.limits.redis_counters import AWAY_S, FallingCounters, RedisCounters
from users.limits.table import TableCounters
from users.limits.tallies import NOTHING, Count, Counters, Tally
from utils.ids import new_id

pytestmark = pytest.mark.usefixtures("committing")

KINDS = ["table", pytest.param("redis", marks=pytest.mark.services), "memory"]
NOBODY = "redis://127.0.0.1:1/0"  # a port that nothing listens on


@pytest.fixture(params=KINDS)
def held(request: pytest.FixtureRequest) -> Counters:
    if request.param == "redis":
        return RedisCounters(os.environ["REDIS_URL"])
    return TableCounters() if request.param == "table" else MemoryCounters()


@pytest.fixture
def name() -> str:
    return f"test {new_id()}"


@pytest.fixture
def table() -> Iterator[TableCounters]:
    with counting_in(TableCounters()):
        yield TableCounters()


def test_each_tally_adds_to_the_last(held: Counters, name: str) -> None:
    values = [held.add([Tally(name, 60)])[0].value for _ in range(3)]
    assert values == [1, 2, 3]


def test_a_tally_may_add_more_or_take_back(held: Counters, name: str) -> None:
    held.add([Tally(name, 60, by=1_000_000_000_000)])
    assert held.add([Tally(name, 60, by=-1)])[0].value == 999_999_999_999


def test_several_are_told_in_the_order_of_asking(held: Counters, name: str) -> None:
    held.add([Tally(f"{name} a", 60, by=5)])
    told = held.add([Tally(f"{name} b", 60), Tally(f"{name} a", 60)])
    assert [one.value for one in told] == [1, 6]
    assert [one.value for one in held.look([f"{name} c", f"{name} a", f"{name} b"])] == [0, 6, 1]


def test_a_window_ends_where_the_first_tally_said(held: Counters, name: str) -> None:
    held.add([Tally(name, 60)])
    assert 59 <= held.add([Tally(name, 9_999)])[0].resets_in_s <= 60


def test_after_its_window_a_counter_begins_anew(held: Counters, name: str) -> None:
    held.add([Tally(name, 1, by=7)])
    time.sleep(1.05)
    assert held.look([name]) == [NOTHING]
    assert held.add([Tally(name, 60)])[0].value == 1


def test_a_look_adds_nothing(held: Counters, name: str) -> None:
    assert held.look([name]) == [NOTHING]
    held.add([Tally(name, 60)])
    assert held.look([name])[0].value == held.look([name])[0].value == 1


def test_what_is_forgotten_begins_anew(held: Counters, name: str) -> None:
    held.add([Tally(name, 60, by=7)])
    held.forget([name])
    assert held.add([Tally(name, 60)])[0].value == 1


def test_of_fifty_at_once_each_gets_a_number_of_its_own(held: Counters, name: str) -> None:
    def tally(_: int) -> int:
        try:
            return held.add([Tally(f"{name} a", 60), Tally(name, 60)])[1].value
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert sorted(pool.map(tally, range(50))) == list(range(1, 51))


def test_a_count_outlives_the_rollback_of_what_it_counted(table: TableCounters, name: str) -> None:
    with transaction.atomic():
        count(name, window_s=60)
        transaction.set_rollback(True)
    assert look(name)[0].value == 1


def test_a_count_does_not_commit_what_it_happens_in(table: TableCounters, name: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE half_done ()")
        count(name, window_s=60)
        transaction.set_rollback(True)
    assert "half_done" not in connection.introspection.table_names()


def test_what_is_kept_of_a_name_is_a_hash(table: TableCounters) -> None:
    count("login alice@example.org 192.0.2.7", window_s=60)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM users_counter")
        kept = [name for (name,) in cursor.fetchall()]
    assert kept
    assert all(len(name) == 64 and "alice" not in name and "192.0.2.7" not in name for name in kept if "test" not in name)


def test_counters_that_ended_are_deleted_by_new_ones_a_few_at_a_time(table: TableCounters, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM users_counter")
        cursor.execute("INSERT INTO users_counter SELECT 'old ' || n, 1, now() - interval '1 s' FROM generate_series(1, 5) n")
        count(name, window_s=60)
        cursor.execute("SELECT count(*) FROM users_counter WHERE name LIKE 'old %'")
        assert cursor.fetchone() == (3,)
        count(f"{name} b", window_s=60)
        count(f"{name} c", window_s=60)
        cursor.execute("SELECT count(*) FROM users_counter WHERE name LIKE 'old %'")
        assert cursor.fetchone() == (0,)


def test_counting_costs_no_write_ahead_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'users_counter'")
        assert cursor.fetchone() == ("u",)


def test_the_settings_choose_where_counts_are_kept(settings: Any) -> None:
    with counting_in(_chosen("")):
        assert isinstance(counters(), TableCounters)
    assert isinstance(_chosen(NOBODY), FallingCounters)


def test_a_dead_redis_lets_nobody_through_and_breaks_nothing(name: str) -> None:
    falling = FallingCounters(RedisCounters(NOBODY), TableCounters())
    values = [falling.add([Tally(name, 60)])[0].value for _ in range(3)]
    assert values == [1, 2, 3]
    assert falling.look([name])[0].value == 3
    falling.forget([name])
    assert falling.look([name]) == [NOTHING]


def test_a_dead_redis_is_told_of_and_asked_again_after_a_while(name: str, caplog: pytest.LogCaptureFixture) -> None:
    now = [100.0]
    falling = FallingCounters(RedisCounters(NOBODY), MemoryCounters(), clock=lambda: now[0])
    for moment in (100.0, 101.0, 100.0 + AWAY_S):
        now[0] = moment
        falling.add([Tally(name, 60)])
    assert [record.getMessage().count("counters_without_redis") for record in caplog.records] == [1, 1]


@pytest.mark.services
def test_redis_is_asked_first(name: str) -> None:
    table = MemoryCounters()
    falling = FallingCounters(RedisCounters(os.environ["REDIS_URL"]), table)
    assert falling.add([Tally(name, 60)])[0] == Count(1, 60)
    assert table.look([name]) == [NOTHING]


@pytest.mark.services
def test_no_counter_in_redis_stays_for_ever(name: str) -> None:
    held = RedisCounters(os.environ["REDIS_URL"])
    held.add([Tally(name, 60)])
    assert 0 < held._redis.pttl(f"quittance:count:{name}") <= 60_000
