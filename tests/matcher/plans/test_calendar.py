"""School days: holidays, closed weeks, and the first days that fit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.calendar import (
    WEEKS_BEFORE_CLOSING,
    CalendarPeriod,
    SchoolCalendar,
    danish_holidays,
    monday,
    place_days,
    place_weeks,
    week_count,
    weekdays,
)

CALENDAR = SchoolCalendar()
DAYS = st.dates(date(2016, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("day", "free"),
    [
        (date(2023, 5, 5), True),  # the last Store bededag
        (date(2024, 4, 26), False),
        (date(2027, 3, 25), True),
        (date(2026, 5, 14), True),
        (date(2026, 6, 5), False),
    ],
)
def test_danish_holidays(day: date, free: bool) -> None:  # noqa: FBT001
    assert (day in danish_holidays(day.year)) is free


@settings(deadline=None)
@given(DAYS, st.integers(1, 60))
def test_courses_take_exactly_their_teaching_days(earliest: date, days: int) -> None:
    first, last = place_days(CALENDAR, earliest, days)
    span = [first + timedelta(n) for n in range((last - first).days + 1)]
    assert first >= earliest
    assert sum(map(CALENDAR.teaches, span)) == days
    assert CALENDAR.teaches(first)
    assert CALENDAR.teaches(last)
    skipped = (earliest + timedelta(n) for n in range((first - earliest).days))
    assert not any(map(CALENDAR.teaches, skipped))


@settings(deadline=None)
@given(DAYS, st.integers(1, 40))
def test_school_weeks_are_counted_without_the_closed_ones(earliest: date, weeks: int) -> None:
    first, last = place_weeks(CALENDAR, earliest, weeks)
    mondays = {
        (first - timedelta(first.weekday())) + timedelta(weeks=n)
        for n in range((last - first).days // 7 + 2)
    }
    taught = [m for m in mondays if m <= last and m.isocalendar().week not in CALENDAR.closed_weeks]
    assert first >= earliest
    assert len(taught) == weeks
    assert CALENDAR.teaches(last)
    rest = (last + timedelta(n) for n in range(1, 6 - last.isoweekday()))
    assert not any(map(CALENDAR.teaches, rest))


@settings(deadline=None)
@given(DAYS, st.integers(WEEKS_BEFORE_CLOSING, 30))
def test_no_period_begins_just_before_a_long_closing(earliest: date, weeks: int) -> None:
    first, _ = place_weeks(CALENDAR, earliest, weeks)
    ahead = [first + timedelta(weeks=n) for n in range(WEEKS_BEFORE_CLOSING)]
    closed = [w for w in ahead if w.isocalendar().week in CALENDAR.closed_weeks]
    assert all(w.isocalendar().week == 42 for w in closed)


def test_half_a_week_is_three_days() -> None:
    assert place_weeks(CALENDAR, date(2026, 8, 10), 1.5) == (date(2026, 8, 10), date(2026, 8, 19))


def test_a_period_after_easter_begins_on_the_tuesday() -> None:
    first, last = place_weeks(CALENDAR, date(2026, 4, 4), 1)
    assert (first, last) == (date(2026, 4, 7), date(2026, 4, 10))


@settings(deadline=None)
@given(DAYS, DAYS)
def test_weekdays_are_counted_as_one_counts_them(a: date, b: date) -> None:
    first, last = min(a, b), max(a, b)
    by_hand = sum((first + timedelta(n)).weekday() < 5 for n in range((last - first).days + 1))
    assert weekdays(first, last) == by_hand


def test_weeks_of_oplaering() -> None:
    assert week_count(date(2026, 1, 5), date(2026, 1, 30)) == 4
    assert monday(date(2026, 1, 6)) == date(2026, 1, 12)


def _offer(number: int, first: date, weeks: int = 10) -> CalendarPeriod:
    return CalendarPeriod("x", number, first, first + timedelta(weeks=weeks, days=-3))


def test_the_offer_nearest_to_the_wished_day_is_taken() -> None:
    early, late = _offer(1, date(2026, 8, 17)), _offer(1, date(2027, 1, 11))
    calendar = SchoolCalendar((early, late, _offer(2, date(2026, 11, 2))))
    assert calendar.nearest("x", 1, date(2026, 1, 1), date(2026, 10, 1)) == early
    assert calendar.nearest("x", 1, date(2026, 9, 1), date(2026, 10, 1)) == late
    assert calendar.nearest("x", 3, date(2026, 1, 1), date(2026, 10, 1)) is None
    assert calendar.nearest("y", 1, date(2026, 1, 1), date(2026, 10, 1)) is None
