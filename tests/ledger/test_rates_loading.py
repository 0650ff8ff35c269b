"""Loading fixings: the package's history once, the ECB's file from a stub server, and all that a file may do wrong."""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from finance.models import EcbFixing, RateFeed
from finance.selectors.rates import rate_feed
from finance.services import rates as loading
from finance.services.rates import Loaded, fixings_are_due, fixings_load_seed, fixings_refresh
from finance.services.rates_keeping import rates_keep
from services.integrations.ecb.client import RatesUnavailableError, fixings_fetch
from services.integrations.ecb.mapping import MAX_PLAIN_BYTES, RatesFileError, history_of
from tests.conftest import Cast
from tests.ledger.conftest import Books
from tests.outbound.stub import MEBI, Handler, serving
from utils.outbound import OutboundTimeoutError, OutboundTooLargeError, UrlNotAllowedError

D = Decimal
NOW = datetime.datetime(2026, 11, 20, 17, tzinfo=datetime.UTC)  # a Friday, after the fixing
TODAY = NOW.date()
HEAD = "Date,USD,JPY,CYP,"
KNOWN = ["2026-11-18,1.25,160,N/A,", "2026-11-17,1.24,159.5,N/A,", "2007-12-31,1.4721,164.93,0.585274,"]
NEW = ["2026-11-20,1.28,161,N/A,", "2026-11-19,1.26,160.5,N/A,"]


def csv_of(*lines: str) -> bytes:
    return "\n".join([HEAD, *lines, ""]).encode()


def zip_of(content: bytes, *, files: int = 1) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(files):
            archive.writestr(f"eurofxref-hist{number}.csv", content)
    return held.getvalue()


SMALL, LARGER = zip_of(csv_of(*KNOWN)), zip_of(csv_of(*NEW, *KNOWN))


class TestReading:
    def test_a_history_is_read_packed_or_plain(self) -> None:
        for content in (LARGER, csv_of(*NEW, *KNOWN)):
            history = history_of(content, today=TODAY)
            assert (history.newest, len(history.fixings)) == (TODAY, 11)
            assert ("CYP", datetime.date(2007, 12, 31), D("0.585274")) in history.fixings

    def test_the_history_of_the_package_is_sound(self) -> None:
        history = history_of(loading.SEED.read_bytes(), today=TODAY)
        assert len(history.fixings) > 220_000
        assert ("USD", datetime.date(1999, 1, 4), D("1.1789")) in history.fixings

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "lines"),
            (b"<!DOCTYPE html>\n<html><body>Sorry</body></html>", "first line"),
            (b"Date,USD\n\xff", "no plain text"),
            (csv_of(), "lines"),
            (csv_of("2026-11-20,N/A,N/A,N/A,"), "no fixing"),
            (csv_of("2026-11-20,1.28,161,1,7"), "more columns"),
            (csv_of("20 November 2026,1.28,161,1"), "does not begin with a day"),
            (csv_of("2026-02-30,1.28,161,1"), "does not exist"),
            (csv_of("2026-11-23,1.28,161,1"), "no fixings then"),
            (csv_of("1998-12-31,1.28,161,1"), "no fixings then"),
            (csv_of(*reversed(NEW)), "go down"),
            (csv_of(NEW[0], NEW[0]), "go down"),
            *(
                (csv_of(f"2026-11-20,{cell},161,1"), "positive")
                for cell in ("0", "-1", "1e5", "NaN", "Infinity", "=1+1", "1.28.1")
            ),
            (csv_of("2026-11-20,128,161,1", "2026-11-19,1.26,160.5,1"), "USD goes from 1.26 to 128"),
            (b"Date,USD,USD\n2026-11-20,1,1", "first line"),
            (b"Date,usd\n2026-11-20,1", "no currency"),
            (zip_of(csv_of(*NEW), files=2), "holds 2 files"),
            (LARGER[:-40], "unpacked"),
            (LARGER[:60] + b"\x00" * 20 + LARGER[80:], "unpacked"),
            (zip_of(b"1" * (MAX_PLAIN_BYTES + 1)), "larger than"),
        ],
    )
    def test_what_is_odd_is_refused_as_a_whole(self, content: bytes, sentence: str) -> None:
        with pytest.raises(RatesFileError, match=sentence):
            history_of(content, today=TODAY)


class EcbHandler(Handler):
    """Answers at the paths that the tests name, beside those of the stub."""

    files: dict[str, tuple[int, bytes]] = {}

    def do_GET(self) -> None:  # noqa: N802 - the name by which it is called
        name = self.path.strip("/")
        if name not in self.files:
            super().do_GET()
            return
        status, content = self.files[name]
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def ecb(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Puts a file on a server that the settings name as the ECB's; answers with its address."""
    with serving() as server:
        server.RequestHandlerClass = EcbHandler
        monkeypatch.setattr(EcbHandler, "files", {})
        settings.OUTBOUND_ALLOW = frozenset({f"127.0.0.1:{server.port}"})

        def publish(content: bytes = b"", *, status: int = 200, path: str = "eurofxref-hist.zip") -> str:
            if path == "eurofxref-hist.zip":
                EcbHandler.files[path] = (status, content)
            settings.ECB_RATES_URL = f"http://127.0.0.1:{server.port}/{path}"
            return str(settings.ECB_RATES_URL)

        yield publish


@pytest.fixture
def seed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A short history in the place of the package's."""
    place = tmp_path / "eurofxref-hist.zip"
    place.write_bytes(SMALL)
    monkeypatch.setattr(loading, "SEED", place)


def known() -> dict[tuple[str, str], Decimal]:
    rows = EcbFixing.objects.values_list("currency", "date", "rate")
    return {(currency, day.isoformat()): rate for currency, day, rate in rows}


@pytest.mark.django_db
@pytest.mark.usefixtures("seed")
class TestRefreshing:
    def test_new_fixings_are_added_to_those_of_the_package(self, ecb: Callable[..., str]) -> None:
        ecb(LARGER)
        assert fixings_refresh(now=NOW) == Loaded(added=4, corrected=0)
        assert known()["USD", "2026-11-20"] == D("1.28")
        feed = rate_feed()
        assert (feed.newest, feed.fixings, feed.failure) == (TODAY, 11, "")
        assert feed.tried_at == feed.succeeded_at == NOW
        assert fixings_refresh(now=NOW) == Loaded()

    def test_a_correction_is_taken_over(self, ecb: Callable[..., str]) -> None:
        ecb(zip_of(csv_of(KNOWN[0].replace("1.25", "1.2501"), *KNOWN[1:])))
        assert fixings_refresh(now=NOW) == Loaded(added=0, corrected=1)
        assert known()["USD", "2026-11-18"] == D("1.2501")

    def test_a_history_that_is_told_otherwise_is_refused(self, ecb: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(loading, "CORRECTIONS_MAX", 1)
        ecb(zip_of(csv_of(KNOWN[0].replace("1.25", "1.2501").replace("160", "160.1"), *KNOWN[1:])))
        self.refused("2 known fixings otherwise", RatesFileError)

    def test_a_file_that_lacks_known_fixings_is_refused(self, ecb: Callable[..., str]) -> None:
        ecb(zip_of(csv_of(*NEW, *KNOWN[:1])))
        self.refused("lacks 5 fixings", RatesFileError)

    @pytest.mark.parametrize(
        ("content", "status", "error"),
        [
            (b"<html>Maintenance</html>", 200, RatesFileError),
            (b"<html>Maintenance</html>", 503, RatesUnavailableError),
            (LARGER[:100], 200, RatesFileError),
            (b"x" * (9 * MEBI), 200, OutboundTooLargeError),
            (zip_of(b"1" * (MAX_PLAIN_BYTES + 1)), 200, RatesFileError),
        ],
        ids=["a page", "a page and 503", "cut off", "too large", "a bomb"],
    )
    def test_what_is_no_history_changes_nothing_and_is_told(
        self, ecb: Callable[..., str], content: bytes, status: int, error: type[Exception]
    ) -> None:
        ecb(content, status=status)
        self.refused(".", error)

    def test_a_place_inside_that_nobody_allowed_is_not_asked(self, ecb: Callable[..., str], settings: Any) -> None:
        ecb(LARGER)
        settings.OUTBOUND_ALLOW = frozenset()
        self.refused(".", UrlNotAllowedError)

    def test_a_server_that_drips_is_left(self, ecb: Callable[..., str], settings: Any) -> None:
        with pytest.raises(OutboundTimeoutError):
            fixings_fetch(url=ecb(path="drip"), allow=settings.OUTBOUND_ALLOW, timeout_s=1)

    def refused(self, sentence: str, error: type[Exception]) -> None:
        fixings_load_seed(now=NOW)
        before = known()
        with pytest.raises(error, match=sentence):
            fixings_refresh(now=NOW)
        assert known() == before
        feed = rate_feed()
        assert feed.failure
        assert (feed.tried_at, feed.succeeded_at, feed.newest) == (NOW, None, datetime.date(2026, 11, 18))

    def test_nothing_is_fetched_where_no_address_is_set(self, settings: Any) -> None:
        settings.ECB_RATES_URL = ""
        assert fixings_refresh(now=NOW) == Loaded()
        assert rate_feed().tried_at is None


@pytest.mark.django_db
@pytest.mark.usefixtures("seed")
class TestByItself:
    def test_what_should_be_there_is_fetched_once(self, ecb: Callable[..., str]) -> None:
        ecb(LARGER)
        rates_keep(now=NOW)
        assert known()["USD", "2026-11-20"] == D("1.28")
        assert not fixings_are_due(now=NOW + datetime.timedelta(hours=5))

    def test_a_failure_is_tried_again_within_the_hour(self, ecb: Callable[..., str]) -> None:
        ecb(b"", status=503)
        rates_keep(now=NOW)
        assert rate_feed().failure
        assert not fixings_are_due(now=NOW + datetime.timedelta(minutes=10))
        ecb(LARGER)
        rates_keep(now=NOW + datetime.timedelta(hours=1))
        assert rate_feed().failure == ""

    @pytest.mark.parametrize(
        ("now", "is_due"),
        [
            (datetime.datetime(2026, 11, 20, 15, 29, tzinfo=datetime.UTC), False),  # that of Thursday is here
            (datetime.datetime(2026, 11, 20, 15, 30, tzinfo=datetime.UTC), True),
            (datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC), True),  # a Sunday, and Friday's is not here
        ],
    )
    def test_the_ecb_is_asked_on_working_days(self, now: datetime.datetime, is_due: bool) -> None:
        RateFeed.objects.create(name="ecb", newest=datetime.date(2026, 11, 19))
        assert fixings_are_due(now=now) is is_due

    def test_the_commands(self, ecb: Callable[..., str], books: Books, settings: Any) -> None:
        assert said("load_rates") == "7 fixings were loaded.\n"
        assert said("load_rates") == "The fixings were there already.\n"
        ecb(LARGER)
        assert json.loads(said("refresh_rates")) == {"added": 4, "corrected": 0, "newest": "2026-11-20"}
        told = {"workspace_id": str(books.actor.workspace_id), "completed": 0, "remaining": 0, "locked": 0}
        assert json.loads(said("complete_base_amounts", str(books.actor.workspace_id))) == told
        ecb(b"", status=500)
        with pytest.raises(CommandError, match="500"):
            said("refresh_rates")
        settings.ECB_RATES_URL = ""
        with pytest.raises(CommandError, match="empty"):
            said("refresh_rates")


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_of_two_processes_one_loads(committed_cast: Cast, seed: None) -> None:
    barrier = Barrier(2)

    def load() -> Loaded:
        try:
            barrier.wait(30)
            return fixings_load_seed(now=NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        done = [future.result() for future in [pool.submit(load), pool.submit(load)]]
    assert sorted(one.added for one in done) == [0, 7]
    assert EcbFixing.objects.count() == 7
