"""Where the parts of an education lie."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.calendar import CalendarPeriod, SchoolCalendar
from matcher.plans.placing import Timeline, place_education, shared_weeks
from matcher.plans.plan import PeriodKind, PlanPeriod
from matcher.rules.credit import Weeks

PERIODS = st.lists(st.integers(1, 20), min_size=1, max_size=6)
START = date(2026, 8, 10)


@settings(deadline=None)
@given(PERIODS, st.data())
def test_shared_weeks_add_up_and_stay_near_their_share(
    periods: list[int], data: st.DataObject
) -> None:
    total = data.draw(st.integers(0, sum(periods) * 10)) / 10
    shares = shared_weeks(periods, total)
    assert sum(shares) == pytest.approx(total)
    assert len(shares) == len(periods)
    for share, weeks in zip(shares, periods, strict=True):
        assert 0 <= share < total * weeks / sum(periods) + 2


def test_without_credit_the_periods_are_the_orders_own() -> None:
    assert shared_weeks((10, 10, 10, 5), 35) == (10, 10, 10, 5)


def _placed(weeks: Weeks, calendar: SchoolCalendar | None = None, pause: int = 0) -> Timeline:
    line = Timeline(calendar or SchoolCalendar(), START)
    place_education(line, "x", (10, 10, 10, 5), weeks, pause)
    return line


def _of(line: Timeline, kind: PeriodKind) -> list[PlanPeriod]:
    return [p for p in line.periods if p.kind is kind]


@settings(deadline=None)
@given(
    st.integers(0, 20), st.integers(1, 350), st.integers(0, 160), st.dates(START, date(2030, 1, 1))
)
def test_periods_follow_each_other_without_holes_in_oplaering(
    gf2: int, tenths: int, oplaering: int, start: date
) -> None:
    line = Timeline(SchoolCalendar(), start)
    place_education(line, "x", (10, 10, 10, 5), Weeks(gf2, tenths / 10, oplaering))
    school = sum(p.weeks or 0 for p in _of(line, PeriodKind.SCHOOL))
    trained = sum(p.weeks or 0 for p in _of(line, PeriodKind.OPLAERING))
    assert school == pytest.approx(tenths / 10)
    assert trained >= oplaering - 1
    for one, other in pairwise(line.periods):
        assert one.last < other.first
        if other.kind is PeriodKind.OPLAERING or one.kind is PeriodKind.OPLAERING:
            assert (other.first - one.last).days <= 6


def test_without_oplaering_school_follows_school() -> None:
    line = _placed(Weeks(0, 35, 0))
    assert [p.key for p in line.periods] == ["skole-1", "skole-2", "skole-3", "skole-4"]


def test_work_between_the_school_periods_is_left_free() -> None:
    first, second, *_ = _placed(Weeks(0, 35, 0), pause=8).periods
    assert (second.first - first.last).days >= 8 * 7


def test_unknown_oplaering_leaves_the_main_course_without_dates() -> None:
    line = _placed(Weeks(20, 35, None))
    assert [p.key for p in line.periods] == ["gf2"]
    assert line.unplaced == [
        "Hovedforløbets 35 uger i skole kan ikke få datoer, for oplæringens længde kendes ikke."
    ]
    assert _placed(Weeks(20, None, None)).unplaced[0].startswith("Skoleperioderne")


def test_the_schools_calendar_goes_before_the_proposal() -> None:
    offer = CalendarPeriod("x", 1, date(2027, 3, 1), date(2027, 5, 7), "Nord")
    line = _placed(Weeks(20, 35, 100), SchoolCalendar((offer,), source_da="Nords kalender"))
    school = _of(line, PeriodKind.SCHOOL)[0]
    assert (school.first, school.place, school.proposed) == (offer.first, "Nord", False)
    before = _of(line, PeriodKind.OPLAERING)[0]
    assert before.last == offer.first - timedelta(days=3)


def test_oplaering_cut_short_by_the_calendar_is_made_up_for() -> None:
    begins = [START + timedelta(weeks=14 * n) for n in range(1, 5)]
    offers = tuple(
        CalendarPeriod("x", n, first, first + timedelta(weeks=12))
        for n, first in enumerate(begins, start=1)
    )
    line = _placed(Weeks(0, 35, 100), SchoolCalendar(offers))
    assert sum(p.weeks or 0 for p in _of(line, PeriodKind.OPLAERING)) >= 99
    assert line.periods[-1].kind is PeriodKind.OPLAERING
