"""Teaching days from a first day, a last day and weekdays, without Danish holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import holidays

if TYPE_CHECKING:
    from collections.abc import Collection

WORKDAYS: Final = frozenset(range(5))
"""Monday to Friday, counted from 0."""
WEEKEND: Final = frozenset({5, 6})


@cache
def closed_days(year: int) -> dict[date, str]:
    """Days without teaching in a year, with their Danish names.

    Public holidays, and the days many places close though they are no public holidays: 1 May,
    Constitution Day, 24 and 31 December. A run that is taught on one of these must give its
    teaching days one by one.

    >>> sorted(d.day for d in closed_days(2026) if d.month == 12)
    [24, 25, 26, 31]
    """
    categories = ("public", "optional")
    return dict(holidays.country_holidays("DK", years=year, language="da", categories=categories))


def teaching_days(
    first: date, last: date, weekdays: Collection[int] = WORKDAYS
) -> tuple[date, ...]:
    """Every day from first to last on these weekdays that is no holiday.

    Args:
        first: first day.
        last: last day, included.
        weekdays: 0 Monday to 6 Sunday.

    Returns:
        Days, ascending; may be empty.

    >>> [d.day for d in teaching_days(date(2026, 12, 22), date(2026, 12, 29))]
    [22, 23, 28, 29]
    """
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(d for d in every if d.weekday() in weekdays and d not in closed_days(d.year))
