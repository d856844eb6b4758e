"""School days: Danish holidays, closed weeks, a school's periods, and proposed dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Final

import holidays

if TYPE_CHECKING:
    from taxonomy.ids import ModuleId

SCHOOL_DAYS_A_WEEK: Final = 5
CLOSED_WEEKS: Final = frozenset({29, 30, 31, 42, 52, 53, 1})
"""ISO weeks in which we propose no teaching: summer, autumn and Christmas. Our proposal."""
FREE_DAYS: Final = frozenset({(6, 5), (12, 24), (12, 31)})
"""Days beside the public holidays on which we propose no teaching. Our proposal."""
WEEKS_BEFORE_CLOSING: Final = 4
"""A proposed period begins at least so many weeks before a closing of several. Our proposal."""
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(weeks=1)


@dataclass(frozen=True)
class CalendarPeriod:
    """A period a school offers.

    Attributes:
        programme: id of the programme.
        number: 0 for GF2, 1 and up for the school periods of the main course.
        first: first day.
        last: last day, included.
    """

    programme: ModuleId
    number: int
    first: date
    last: date
    place: str = ""


@dataclass(frozen=True)
class SchoolCalendar:
    """What a school has planned; empty when nobody has told.

    Attributes:
        periods: by programme and number; a number may be offered several times.
        closed_weeks: ISO weeks without teaching.
        source_da: whose calendar it is.
        example: whether it is made up.
    """

    periods: tuple[CalendarPeriod, ...] = ()
    closed_weeks: frozenset[int] = CLOSED_WEEKS
    source_da: str = ""
    example: bool = False

    def nearest(
        self, programme: ModuleId | None, number: int, earliest: date, wished: date
    ) -> CalendarPeriod | None:
        """The offer of a period nearest to a wished day, and not before the earliest one.

        Args:
            programme: id of the programme.
            number: 0 for GF2, 1 and up for school periods.
            earliest: first possible day.
            wished: where it would lie if the school offered it at any time.

        Returns:
            The offer, the earlier of two as near; None when there is none.
        """
        offers = [
            p
            for p in self.periods
            if p.programme == programme and p.number == number and p.first >= earliest
        ]
        return min(offers, key=lambda p: (abs(p.first - wished), p.first), default=None)

    def teaches(self, day: date) -> bool:
        """Whether there may be teaching on a day."""
        week = day.isocalendar().week
        if (day.month, day.day) in FREE_DAYS:
            return False
        return day.isoweekday() <= SCHOOL_DAYS_A_WEEK and week not in self.closed_weeks and (
            day not in danish_holidays(day.year)
        )  # fmt: skip


@cache
def danish_holidays(year: int) -> frozenset[date]:
    """Danish public holidays of a year; Store bededag until it was abolished after 2023.

    >>> date(2027, 3, 26) in danish_holidays(2027), date(2027, 4, 23) in danish_holidays(2027)
    (True, False)
    """
    return frozenset(holidays.country_holidays("DK", years=year))


def monday(day: date) -> date:
    """The day itself when it is a Monday, otherwise the next one.

    >>> monday(date(2026, 11, 22)), monday(date(2026, 11, 23))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 23))
    """
    return day + timedelta(days=-day.weekday() % 7)


def place_days(calendar: SchoolCalendar, earliest: date, days: int) -> tuple[date, date]:
    """The first run of teaching days from a day on, with holidays and closed weeks between.

    Args:
        calendar: what is closed.
        earliest: first possible day, well within the years of the calendar.
        days: teaching days, at least 1.

    Returns:
        First and last teaching day.
    """
    first = _teaching(calendar, earliest)
    last = first
    for _ in range(days - 1):
        last = _teaching(calendar, last + _DAY)
    return first, last


def place_weeks(calendar: SchoolCalendar, earliest: date, weeks: float) -> tuple[date, date]:
    """The first run of school weeks from a day on; a holiday shortens its week and moves nothing.

    Args:
        calendar: closed weeks are stepped over; a period that would begin shortly before a
            closing of several weeks begins after it instead.
        earliest: first possible day.
        weeks: above 0; a part of a week counts as so many days of it, rounded up.

    Returns:
        First and last teaching day.
    """
    first = start = _start_week(calendar, monday(earliest), weeks)
    left = weeks
    while left > 1:
        left -= 1
        start = _open_week(calendar, start + _WEEK)
    days = max(1, min(SCHOOL_DAYS_A_WEEK, ceil(round(left * SCHOOL_DAYS_A_WEEK, 6))))
    last = start + timedelta(days=days - 1)
    while not calendar.teaches(last) and last > start:
        last -= _DAY
    return _teaching(calendar, first), last


def week_count(first: date, last: date) -> float:
    """Calendar weeks from a Monday to a Friday, as oplæring is counted.

    >>> week_count(date(2026, 11, 23), date(2026, 12, 4))
    2.0
    """
    return round(((last - first).days + 3) / 7, 1)


def weekdays(first: date, last: date) -> int:
    """Days from Monday to Friday between two days, both included.

    >>> weekdays(date(2026, 11, 20), date(2026, 11, 23))
    2
    """
    whole, rest = divmod((last - first).days + 1, 7)
    extra = ((first + timedelta(days=n)).weekday() for n in range(rest))
    return whole * SCHOOL_DAYS_A_WEEK + sum(day < SCHOOL_DAYS_A_WEEK for day in extra)


def _start_week(calendar: SchoolCalendar, start: date, weeks: float) -> date:
    """The first open week that is not just before a long closing, unless the period ends first."""
    start = _open_week(calendar, start)
    ahead = [start + n * _WEEK for n in range(min(WEEKS_BEFORE_CLOSING, ceil(weeks)))]
    closing = next((week for week in ahead if _closed(calendar, week)), None)
    if closing is None or not _closed(calendar, closing + _WEEK):
        return start
    return _open_week(calendar, closing)


def _closed(calendar: SchoolCalendar, start: date) -> bool:
    return start.isocalendar().week in calendar.closed_weeks


def _open_week(calendar: SchoolCalendar, start: date) -> date:
    while _closed(calendar, start) and start.year < MAXYEAR:
        start += _WEEK
    return start


def _teaching(calendar: SchoolCalendar, day: date) -> date:
    while not calendar.teaches(day):
        day += _DAY
    return day
