"""Days of the calendar: birthdays, months and years ahead, as plain sums of dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

A_DAY: Final = timedelta(days=1)
MONTHS_A_YEAR: Final = 12
DAYS_A_WEEK: Final = 7
WEEKS_A_YEAR: Final = 52


def age_on(born: date, on: date) -> int:
    """Whole years lived; who is born on 29 February turns a year on 1 March in a common year.

    >>> age_on(date(2000, 2, 29), date(2025, 2, 28)), age_on(date(2000, 2, 29), date(2025, 3, 1))
    (24, 25)
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, that month's last day, or the last day there is.

    >>> add_months(date(2024, 8, 31), 6), add_months(date(2024, 2, 29), 12)
    (datetime.date(2025, 2, 28), datetime.date(2025, 2, 28))
    """
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def later(day: date, count: float, unit: str) -> date:
    """A day some days, weeks, months or years later.

    Args:
        day: where counting begins.
        count: how many units; whole for months and years.
        unit: "dage", "uger", "måneder" or "år".

    Returns:
        The day; `date.max` when it lies beyond the calendar.

    Raises:
        ValueError: for another unit.
    """
    if unit in {"måneder", "år"}:
        return add_months(day, round(count * (MONTHS_A_YEAR if unit == "år" else 1)))
    if unit in {"dage", "uger"}:
        try:
            return day + timedelta(days=count * (DAYS_A_WEEK if unit == "uger" else 1))
        except OverflowError:
            return date.max
    message = f"{unit!r} er ikke en tidsenhed"
    raise ValueError(message)


def weeks_in(months: float) -> float:
    """Weeks in a number of months, as 52 weeks to 12 months.

    >>> weeks_in(24), weeks_in(1.5)
    (104.0, 6.5)
    """
    return months * WEEKS_A_YEAR / MONTHS_A_YEAR


def months_between(first: date, last: date) -> Fraction:
    """Months from one day to another, both included: whole months, then a share of the next.

    >>> months_between(date(2018, 2, 15), date(2020, 2, 14)) == 24
    True
    >>> months_between(date(2025, 4, 1), date(2025, 4, 15)) == Fraction(1, 2)
    True
    """
    after = last + A_DAY
    whole = (after.year - first.year) * MONTHS_A_YEAR + after.month - first.month
    whole -= add_months(first, whole) > after
    reached = add_months(first, whole)
    left, length = after - reached, add_months(first, whole + 1) - reached
    return whole + Fraction(left.days, length.days)
