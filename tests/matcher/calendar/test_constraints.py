"""Each constraint alone: the smallest case in which it decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from matcher.packages.calendar import constraints
from matcher.packages.calendar.constraints import LIMITS, broken
from matcher.packages.calendar.problem import Availability, Period, Run, RunForm
from matcher.packages.calendar.solving import CalendarSolver
from matcher.packages.calendar.teaching_days import WEEKEND, teaching_days
from tests.matcher.calendar.worlds import MONDAY, case, days, run
from tests.matcher.small_world import competence, module, world

AB = world(
    [competence(c) for c in "ab"],
    [module("x", 1, "a1"), module("y", 1, "b1"), module("z", 1, "b1", "a1")],
)
PERSON = Availability(MONDAY, distances={"Aalborg": 10.0, "Hobro": 50.0})
DAY_TWO = Period(MONDAY + timedelta(days=1), MONDAY + timedelta(days=1))

STOPPED: dict[str, tuple[Run, dict[str, Any]]] = {
    "not_cancelled": (run("r", "x", 1, cancelled=True), {}),
    "has_a_seat": (run("r", "x", 1, seats=0), {}),
    "within_the_period": (run("r", "x", 1), {"period": Period(MONDAY, MONDAY)}),
    "not_too_early": (run("r", "x", -1), {}),
    "not_too_late": (run("r", "x", 1), {"availability": replace(PERSON, latest=MONDAY)}),
    "no_busy_day": (run("r", "x", 0, 3), {"availability": replace(PERSON, busy=(DAY_TWO,))}),
    "only_free_days": (run("r", "x", 0, 3), {"availability": replace(PERSON, free=(DAY_TWO,))}),
    "form_suits": (
        run("r", "x", 1, form=RunForm.EVENING),
        {"availability": replace(PERSON, forms=frozenset({RunForm.DAY}))},
    ),
    "near_enough": (
        run("r", "x", 1, place="Hobro"),
        {"availability": replace(PERSON, farthest=49.0)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STOPPED)
def test_a_run_is_stopped_by_one_constraint_and_open_without_it(name: str) -> None:
    stopped, more = STOPPED[name]
    asked = case(AB, "a1", [stopped], **more)
    limit = broken(stopped, asked)
    assert limit is not None
    assert limit.name == name
    assert limit.asked(asked)
    assert limit.title_da(asked)
    assert limit.reason_da(stopped, asked)
    assert CalendarSolver(asked.problem).best(asked).runs == ()
    lifted = replace(asked, lifted=frozenset({name}))
    assert CalendarSolver(asked.problem).best(lifted).runs == (stopped,)


def test_every_limit_has_its_smallest_test() -> None:
    assert {limit.name for limit in LIMITS} == set(STOPPED)


@pytest.mark.parametrize(
    ("kept", "more"),
    [
        (run("r", "x", 1, seats=None), {}),
        (run("r", "x", 0), {"period": Period(MONDAY, MONDAY)}),
        (run("r", "x", 0), {"availability": replace(PERSON, latest=MONDAY)}),
        (run("r", "x", 2), {"availability": replace(PERSON, busy=(DAY_TWO,))}),
        (run("r", "x", 1), {"availability": replace(PERSON, free=(DAY_TWO,))}),
        (run("r", "x", 1, place="Hobro"), {"availability": replace(PERSON, farthest=50.0)}),
        (run("r", "x", 1, place=""), {"availability": replace(PERSON, farthest=0.0)}),
    ],
)
def test_a_run_at_the_limit_is_kept(kept: Run, more: dict[str, Any]) -> None:
    assert broken(kept, case(AB, "a1", [kept], **more)) is None


def test_a_place_nobody_knows_the_distance_to_is_taken_only_without_a_limit() -> None:
    far = run("r", "x", 1, place="Skagen")
    assert broken(far, case(AB, "a1", [far])) is None
    asked = case(AB, "a1", [far], availability=replace(PERSON, farthest=500.0))
    limit = broken(far, asked)
    assert limit is not None
    assert "ikke oplyst" in limit.reason_da(far, asked)


def test_no_shared_teaching_day() -> None:
    """Two day runs on one day cannot both be taken; an evening run beside a day run can."""
    first, second = run("r", "x", 0, 2), run("s", "y", 1, 2)
    assert not constraints.no_shared_teaching_day(first, second)
    asked = case(AB, "a1 b1", [first, second])
    assert CalendarSolver(asked.problem).best(asked).value.unclosed == 1
    evening = replace(second, form=RunForm.EVENING)
    assert constraints.no_shared_teaching_day(first, evening)
    asked = case(AB, "a1 b1", [first, evening])
    assert CalendarSolver(asked.problem).best(asked).value.unclosed == 0
    assert not constraints.no_shared_teaching_day(evening, replace(first, form=RunForm.ONLINE))


def test_prerequisites_end_before() -> None:
    """The last day of what is asked for is strictly before the first day of what asks."""
    early, same, late = run("r", "x", 0, 2), run("s", "z", 1), run("t", "z", 2)
    asked = case(AB, "a1 b1", [early, same, late])
    assert not constraints.prerequisites_end_before(same, [early], asked)
    assert constraints.prerequisites_end_before(late, [early], asked)
    assert CalendarSolver(asked.problem).best(asked).runs == (early, late)
    assert constraints.prerequisites_end_before(same, [], case(AB, "b1", [same], "a1"))


def test_goals_are_closed() -> None:
    first = run("r", "x", 0)
    asked = case(AB, "a1 b1", [first], "b1")
    assert constraints.goals_are_closed([first], asked)
    assert not constraints.goals_are_closed([], asked)


def test_teaching_days_leave_out_danish_holidays() -> None:
    easter = teaching_days(date(2027, 3, 22), date(2027, 4, 2))
    assert [d.day for d in easter] == [22, 23, 24, 30, 31, 1, 2]
    assert teaching_days(date(2026, 12, 5), date(2026, 12, 13), WEEKEND) == tuple(
        date(2026, 12, d) for d in (5, 6, 12, 13)
    )
    assert days(0, 2) == teaching_days(MONDAY, MONDAY + timedelta(days=1))
