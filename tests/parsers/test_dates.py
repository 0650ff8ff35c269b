from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from services.parsers.dates import DateOrder, find_dates, order_by_other_dates, parse_date
from services.parsers.folding import fold
from services.parsers.identifiers import _CARD

TODAY = date(2026, 11, 21)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2018-03-04", "2018-03-04"),
        ("20180304", "2018-03-04"),
        ("2016/05/01", "2016-05-01"),
        ("2018年3月4日", "2018-03-04"),
        ("04.03.2018", "2018-03-04"),
        ("04.03.18", "2018-03-04"),
        ("24-MAR-2018", "2018-03-24"),
        ("03MAR2018", "2018-03-03"),
        ("15/APR/2017", "2017-04-15"),
        ("25 MAY 2017", "2017-05-25"),
        ("27 Jun18", "2018-06-27"),
        ("March 5th, 2019", "2019-03-05"),
        ("Ju1 24, 2016", "2016-07-24"),
        ("5 de marzo de 2018", "2018-03-05"),
        ("le 12 août 2021", "2021-08-12"),
        ("3. März 2020", "2020-03-03"),
        ("12 Ogos 2019", "2019-08-12"),
        ("1 stycznia 2020", "2020-01-01"),
        ("30.04.2009:58", "2020-04-30"),
        ("30.04.2020 09:58", "2020-04-30"),
        ("22/12/201714:03", "2017-12-22"),
        ("23/01/2018:14:03", "2018-01-23"),
        ("#19- 24/07/2016", "2016-07-24"),
        ("REG #19-18/03/201823:02", "2018-03-18"),
        ("26-05--201815:16:13", "2018-05-26"),
        ("27/06/185:02:32 PM", "2018-06-27"),
        ("12/13/2016", "2016-12-13"),
        ("O5.O3.2O18", "2018-03-05"),
        ("Date:01-MAR-2018", "2018-03-01"),
        ("25/12/2561", "2018-12-25"),
        ("Datum 03.05.17,13:22", "2017-05-03"),
        ("25-05-17/13:22", "2017-05-25"),
        ("15-12-'18", "2018-12-15"),
        ("05~05-17", "2017-05-05"),
        ("25_12_2018", "2018-12-25"),
        ("25,12,2018", "2018-12-25"),
        ("15/12/20 18", "2018-12-15"),
        ("15/12/20 18:04", "2020-12-15"),
        ("Paid 2oct2018", "2018-10-02"),
        ("2018. március 27.", "2018-03-27"),
        ("2018-Mar-27", "2018-03-27"),
        ("2B/O5/2O17", "2017-05-28"),
        ("Saturday 03/02/2018", "2018-02-03"),
        ("03/02/2018 (vendredi)", "2018-03-02"),
    ],
)
def test_a_date_is_read_as_printed(text: str, value: str) -> None:
    found = parse_date(text, today=TODAY)
    assert found is not None
    assert found.isoformat() == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "31/02/2018",
        "0001-01-01",
        "9999-12-31",
        "2027-05-01",
        "05/03/1969",
        "24.04. | 13:41 Uhr",
        "12.50 15.00 18",
        "7/118B",
        "lis 5 2018x",
        "12 05 18",
        "7 12-18",
        "1,12,2018",
        "Monday 03/02/2018",
        "",
    ],
)
def test_what_is_no_day_before_tomorrow_gives_none(text: str) -> None:
    assert parse_date(text, today=TODAY) is None


def test_day_and_month_stay_open_without_evidence() -> None:
    (match,) = find_dates("03/04/2018", latest=TODAY)
    assert match.is_ambiguous
    assert match.value(None) is None
    assert match.values == (date(2018, 4, 3), date(2018, 3, 4))


@pytest.mark.parametrize(("order", "value"), [(DateOrder.DAY_FIRST, date(2018, 4, 3)), (DateOrder.MONTH_FIRST, date(2018, 3, 4))])
def test_the_order_of_the_document_settles_day_and_month(order: DateOrder, value: date) -> None:
    assert parse_date("03/04/2018", today=TODAY, order=order) == value


def test_points_mean_day_first() -> None:
    assert parse_date("03.04.2018", today=TODAY) == date(2018, 4, 3)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("25/12/2018", DateOrder.DAY_FIRST),
        ("12/25/2018", DateOrder.MONTH_FIRST),
        ("25/12/2018 and 12/25/2018", None),
        ("03/04/2018", None),
        ("25.12.2018", None),
    ],
)
def test_other_dates_tell_the_order(text: str, order: DateOrder | None) -> None:
    assert order_by_other_dates(find_dates(text, latest=TODAY)) == order


@given(DAYS, st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d %b %Y", "%d-%B-%Y", "%Y/%m/%d", "%d.%m.%y"]))
def test_every_day_comes_back_from_every_unmistakable_form(day: date, form: str) -> None:
    assert parse_date(day.strftime(form), today=TODAY) == day


@given(DAYS, st.sampled_from(["en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs", "id", "ms"]))
def test_every_day_comes_back_from_every_language(day: date, language: str) -> None:
    text = format_date(day, "d MMMM y", locale=language)
    assert parse_date(text, today=TODAY) == day, text


@given(DAYS, st.sampled_from([("%d/%m/%Y", DateOrder.DAY_FIRST), ("%m-%d-%Y", DateOrder.MONTH_FIRST)]))
def test_every_day_comes_back_when_the_order_is_known(day: date, form: tuple[str, DateOrder]) -> None:
    assert parse_date(day.strftime(form[0]), today=TODAY, order=form[1]) == day


@given(st.text(max_size=80))
def test_no_text_breaks_the_finding_of_dates(text: str) -> None:
    for match in find_dates(fold(text), latest=TODAY + timedelta(days=1)):
        assert all(date(1990, 1, 1) <= value <= TODAY + timedelta(days=1) for value in match.values)


@given(st.text(alphabet="0123456789/-.: OlJunMar", max_size=24))
def test_no_run_of_digits_and_separators_breaks_the_parser(text: str) -> None:
    parse_date(text, today=TODAY)


@pytest.mark.parametrize("leader", [". ", " . ", "' ", "- ", ", ", " ", "."])
def test_a_row_of_leaders_is_no_work(leader: str) -> None:
    """ "7 Annex . . . . . . 12": all ways through the dots were tried, and no worker ever came back."""
    began = time.process_time()
    assert not list(find_dates(f"7 annex{leader * 2_000}x", latest=date(2026, 12, 31)))
    assert time.process_time() - began < 1


def test_a_row_of_stars_is_no_work() -> None:
    began = time.process_time()
    assert not list(_CARD.finditer("*" * 2_000))
    assert [match[1] for match in _CARD.finditer("**** **** XXXX-1234 and ********5678")] == ["1234", "5678"]
    assert time.process_time() - began < 1
