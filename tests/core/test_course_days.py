"""Which day it is: calendar dates in the person's zone, whatever the clocks do."""

import datetime as dt
import zoneinfo

import pytest

from fortnight.course import (
    DayOne,
    Phase,
    Session,
    date_of,
    day_of,
    days,
    local_date,
    parse_date,
    phase,
    rules_day,
    zone_of,
)
from fortnight.errors import UsageError


def treated(date: str, zone: str = "Europe/London", day_one: DayOne = DayOne.TREATMENT_DAY) -> Session:
    return Session(date=dt.date.fromisoformat(date), zone=zone, day_one=day_one)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_the_treatment_day_is_day_one() -> None:
    assert day_of(treated("2026-11-20"), dt.date(2026, 11, 20)) == 1


def test_the_fourteenth_day_is_thirteen_dates_later() -> None:
    assert day_of(treated("2026-11-20"), dt.date(2026, 12, 3)) == 14
    assert date_of(treated("2026-11-20"), 14) == dt.date(2026, 12, 3)


def test_the_day_before_is_day_zero() -> None:
    assert day_of(treated("2026-11-20"), dt.date(2026, 11, 19)) == 0


@pytest.mark.parametrize("day", [-400, -1, 0, 1, 2, 5, 14, 15, 4000])
@pytest.mark.parametrize("day_one", list(DayOne))
def test_a_day_and_its_date_lead_to_each_other(day: int, day_one: DayOne) -> None:
    treatment = treated("2026-11-20", day_one=day_one)
    assert day_of(treatment, date_of(treatment, day)) == day


def test_a_clinic_may_count_from_the_next_day() -> None:
    treatment = treated("2026-11-20", day_one=DayOne.NEXT_DAY)
    assert day_of(treatment, dt.date(2026, 11, 20)) == 0
    assert day_of(treatment, dt.date(2026, 11, 21)) == 1
    assert date_of(treatment, 14) == dt.date(2026, 12, 4)


def test_day_zero_keeps_the_rules_of_day_one_where_the_next_day_is_counted() -> None:
    assert rules_day(treated("2026-11-20", day_one=DayOne.NEXT_DAY), 0) == 1
    assert rules_day(treated("2026-11-20"), 0) == 0


@pytest.mark.parametrize("day", [-3, 1, 7, 14, 20])
def test_every_other_day_has_its_own_rules(day: int) -> None:
    for day_one in DayOne:
        assert rules_day(treated("2026-11-20", day_one=day_one), day) == day


@pytest.mark.parametrize(
    ("day", "expected"),
    [(-5, Phase.BEFORE), (0, Phase.BEFORE), (1, Phase.FORTNIGHT), (14, Phase.FORTNIGHT), (15, Phase.AFTER)],
)
def test_a_day_is_before_in_or_after_the_fortnight(day: int, expected: Phase) -> None:
    assert phase(day) is expected


@pytest.mark.parametrize(
    ("treatment", "moment", "day"),
    [
        ("2026-10-24", "2026-10-24T23:30:00", 2),
        ("2026-10-24", "2026-10-25T00:30:00", 2),
        ("2026-10-24", "2026-10-25T23:59:00", 2),
        ("2026-10-24", "2026-10-26T00:00:00", 3),
        ("2026-03-28", "2026-03-28T23:59:00", 1),
        ("2026-03-28", "2026-03-29T22:59:00", 2),
        ("2026-03-28", "2026-03-29T23:00:00", 3),
    ],
)
def test_a_change_of_the_clocks_never_shifts_a_day(treatment: str, moment: str, day: int) -> None:
    assert day_of(treated(treatment), local_date(utc(moment), "Europe/London")) == day


def test_every_date_is_one_day_over_both_changes_of_the_clocks() -> None:
    for start in ("2026-03-20", "2026-10-18"):
        treatment = treated(start)
        noons = [utc(f"{start}T12:00:00") + dt.timedelta(days=n) for n in range(14)]
        assert [day_of(treatment, local_date(noon, "Europe/London")) for noon in noons] == list(range(1, 15))


def test_the_day_is_that_of_the_zone_the_person_is_in() -> None:
    moment = utc("2026-11-20T23:30:00")
    treatment = treated("2026-11-20")
    assert day_of(treatment, local_date(moment, "Europe/London")) == 1
    assert day_of(treatment, local_date(moment, "Asia/Tokyo")) == 2


def test_flying_over_the_date_line_can_repeat_a_day_or_skip_one() -> None:
    treatment = treated("2026-11-20", "Pacific/Auckland")
    moment = utc("2026-11-22T12:00:00")
    assert day_of(treatment, local_date(moment, "Pacific/Auckland")) == 4
    assert day_of(treatment, local_date(moment, "Pacific/Honolulu")) == 3


def test_a_date_that_a_country_left_out_still_counts() -> None:
    treatment = treated("2011-12-29", "Pacific/Apia")
    assert local_date(utc("2011-12-30T10:30:00"), "Pacific/Apia") == dt.date(2011, 12, 31)
    assert day_of(treatment, dt.date(2011, 12, 31)) == 3


def test_a_leap_day_is_a_day() -> None:
    assert day_of(treated("2028-02-28"), dt.date(2028, 2, 29)) == 2
    assert day_of(treated("2028-02-28"), dt.date(2028, 3, 1)) == 3
    assert day_of(treated("2027-02-28"), dt.date(2027, 3, 1)) == 2
    assert date_of(treated("2028-02-29"), 14) == dt.date(2028, 3, 13)


def test_days_go_over_the_end_of_a_year() -> None:
    assert day_of(treated("2026-12-25"), dt.date(2027, 1, 7)) == 14


def test_the_long_past_and_the_far_future_are_only_far_away() -> None:
    assert day_of(treated("1950-01-01"), dt.date(2026, 1, 1)) == 27760
    assert day_of(treated("2199-12-31"), dt.date(1900, 1, 1)) < -100_000


@pytest.mark.parametrize("day", [10**7, -(10**7), 10**20])
def test_a_day_off_the_calendar_is_said_to_be_so(day: int) -> None:
    with pytest.raises(UsageError, match="is off the calendar"):
        date_of(treated("2026-11-20"), day)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="has no time zone"):
        local_date(utc("2026-11-20T12:00:00").replace(tzinfo=None), "Europe/London")


BEGINNING = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
END = dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize("moment", [BEGINNING, END])
def test_the_ends_of_the_calendar_are_refused(moment: dt.datetime) -> None:
    zone = "America/New_York" if moment.year == 1 else "Asia/Tokyo"
    with pytest.raises(UsageError, match="end of the calendar"):
        local_date(moment, zone)


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("Europe/Lodnon", 'Did you mean "Europe/London"?'),
        ("london", 'Did you mean "Europe/London"?'),
        ("New York", 'Did you mean "America/New_York"?'),
        ("", "Write it as area and city"),
        ("../../etc/passwd", "Write it as area and city"),
        ("nowhere at all", "Write it as area and city"),
    ],
)
def test_a_zone_that_does_not_exist_is_refused_with_the_nearest(name: str, fix: str) -> None:
    with pytest.raises(UsageError, match="there is no time zone") as caught:
        zone_of(name)
    assert fix in str(caught.value)


def test_a_date_is_read_as_year_month_day() -> None:
    assert parse_date(" 2026-11-20\n") == dt.date(2026, 11, 20)
    assert parse_date("2028-02-29") == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-02-31", "February 2026 has 28 days"),
        ("2027-02-29", "February 2027 has 28 days"),
        ("2026-13-01", "there is no month 13"),
        ("2026-00-10", "there is no month 0"),
        ("2026-04-00", "April 2026 has 30 days"),
        ("0026-11-20", "the year 0026 is not between 1900 and 2199"),
        ("20/11/2026", "Write the year first: 2026-11-20."),
        ("20.11.2026", "Write the year first: 2026-11-20."),
        ("03/04/2026", "Write the year first: 2026-04-03 or 2026-03-04."),
        ("04-04-2026", "Write the year first: 2026-04-04."),
        ("31/02/2026", "Write year-month-day"),
        ("20261120", "Write it with hyphens: 2026-11-20."),
        ("2026-2-3", "Write it as 2026-02-03."),
        ("today", "Write year-month-day"),
        ("", "Write year-month-day"),
        ("\u0662\u0660\u0662\u0666-11-20", "Write year-month-day"),
        ("2026-11-20T10:00", "Write year-month-day"),
    ],
)
def test_a_text_that_is_no_date_is_refused_with_what_to_write(text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_date(text)
    assert message in str(caught.value)


def test_the_zones_of_this_machine_are_gathered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []
    gather = zoneinfo.available_timezones

    def counted() -> set[str]:
        times.append(1)
        return gather()

    monkeypatch.setattr(zoneinfo, "available_timezones", counted)
    days.known_zones.cache_clear()
    for name in ("Europe/Berlim", "Nowhere"):
        with pytest.raises(UsageError):
            zone_of(name)
    assert len(times) == 1
