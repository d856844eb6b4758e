"""Birthdays, months ahead and leap days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.days import add_months, age_on, later

DAY = timedelta(days=1)
dates = st.dates(date(1930, 1, 1), date(2030, 12, 31))


@given(dates, st.integers(1, 90))
def test_a_birthday_is_the_first_day_of_the_new_age(born: date, years: int) -> None:
    year = born.year + years
    leap = born.month == 2 and born.day == 29
    try:
        birthday = born.replace(year=year)
    except ValueError:
        assert leap
        birthday = date(year, 3, 1)
    assert age_on(born, birthday) == years
    assert age_on(born, birthday - DAY) == years - 1


@given(dates, st.integers(0, 600))
def test_months_ahead_lands_in_the_right_month(day: date, months: int) -> None:
    ahead = add_months(day, months)
    assert (ahead.year - day.year) * 12 + ahead.month - day.month == months
    assert ahead.day == day.day or (ahead + DAY).day == 1


@pytest.mark.parametrize(
    ("count", "unit", "day"),
    [
        (0, "dage", date(2024, 1, 31)),
        (5, "uger", date(2024, 3, 6)),
        (1, "måneder", date(2024, 2, 29)),
        (5, "år", date(2029, 1, 31)),
        (100_000, "år", date.max),
    ],
)
def test_later_in_every_unit(count: float, unit: str, day: date) -> None:
    assert later(date(2024, 1, 31), count, unit) == day


def test_another_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="tidsenhed"):
        later(date(2024, 1, 1), 1, "timer")
