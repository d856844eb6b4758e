"""Re-planning: the least change equals trying everything, and every change has its cause."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from matcher.packages.calendar.problem import Period
from matcher.packages.calendar.replanning import Cause, Event, Kind, replan
from tests.matcher.calendar.replan_worlds import least_by_trying_all, random_event
from tests.matcher.calendar.worlds import MONDAY, case, days, run
from tests.matcher.small_world import competence, module, world

if TYPE_CHECKING:
    from matcher.packages.calendar.problem import CalendarCase, Run
    from matcher.packages.calendar.replanning import NewPlan


@pytest.mark.parametrize("block", range(20))
def test_the_least_change_equals_trying_every_set_of_runs(block: int) -> None:
    """500 generated plans and events, 25 in each block."""
    for seed in range(block * 25, block * 25 + 25):
        asked, plan, event = random_event(random.Random(seed))
        new = replan(asked, plan, event)
        least = least_by_trying_all(asked, plan, event)
        assert new.proven
        if least is None:
            assert new.runs is None, seed
        else:
            assert new.runs is not None, seed
            assert (new.late, new.courses, new.moved, new.value) == least, seed


WORLD = world(
    [competence("a"), competence("b")],
    [module("m", 2, "a1"), module("n", 3, "b1", "a1"), module("o", 4, "a1 b1")],
)


def kinds(plan: NewPlan) -> dict[str, Kind]:
    return {change.module: change.kind for change in plan.changes}


def causes(plan: NewPlan) -> dict[str, Cause | None]:
    return {change.module: change.cause for change in plan.changes}


def planned(*more: Run) -> tuple[CalendarCase, tuple[Run, ...]]:
    """Somebody who is to take m and then n."""
    plan = (run("m1", "m", 0, 2), run("n1", "n", 7, 3))
    return case(WORLD, "a1 b1", (*plan, *more)), plan


def test_nothing_has_happened_so_nothing_changes() -> None:
    asked, plan = planned(run("o1", "o", 0, 1))
    new = replan(asked, plan, Event(MONDAY))
    assert (new.runs, new.courses, new.moved) == (plan, 0, 0)
    assert set(kinds(new).values()) == {Kind.KEPT}


def test_a_cancelled_run_is_taken_on_other_days_before_another_course_is_tried() -> None:
    asked, plan = planned(run("m2", "m", 4, 2), run("o1", "o", 0, 1))
    new = replan(asked, plan, Event(MONDAY, cancelled=frozenset({"m1"})))
    assert kinds(new) == {"m": Kind.OTHER_RUN, "n": Kind.KEPT}
    limit = next(c.limit for c in new.changes if c.limit)
    assert limit.name == "not_cancelled"


def test_one_course_for_two_is_less_than_nothing() -> None:
    asked, plan = planned(run("o1", "o", 20, 1))
    new = replan(asked, plan, Event(MONDAY, cancelled=frozenset({"m1"})))
    assert kinds(new) == {"m": Kind.DROPPED, "n": Kind.DROPPED, "o": Kind.ADDED}
    assert causes(new)["n"] is Cause.PREREQUISITE
    assert new.courses == 2


def test_what_is_over_counts_and_what_has_begun_stays() -> None:
    asked, plan = planned(run("n2", "n", 30, 3))
    new = replan(asked, plan, Event(days(8, 1)[0]))
    assert kinds(new) == {"m": Kind.DONE, "n": Kind.GOING_ON}
    assert [r.id for r in new.runs or ()] == ["n1"]


def test_illness_in_a_run_that_has_begun_means_taking_it_again() -> None:
    asked, plan = planned(run("n2", "n", 30, 3))
    ill = Period(*days(8, 2))
    new = replan(asked, plan, Event(days(8, 1)[0], ill=ill))
    assert kinds(new) == {"m": Kind.DONE, "n": Kind.OTHER_RUN}
    assert causes(new)["n"] is Cause.BROKEN_OFF


def test_a_run_the_school_has_moved_is_kept_when_it_still_fits() -> None:
    asked, plan = planned()
    moved = replace(asked, runs=(plan[0], run("n1", "n", 14, 3)))
    new = replan(moved, plan, Event(MONDAY))
    assert kinds(new) == {"m": Kind.KEPT, "n": Kind.NEW_DATES}
    assert new.moved == 0


def test_a_full_run_keeps_the_seat_of_the_one_who_has_it() -> None:
    asked, plan = planned()
    full = replace(asked, runs=tuple(replace(r, seats=0) for r in asked.runs))
    assert replan(full, plan, Event(MONDAY)).runs is not None


def test_an_earlier_day_moves_what_must_be_moved_and_no_more() -> None:
    asked, plan = planned(run("n2", "n", 3, 3))
    new = replan(asked, plan, Event(MONDAY, by=days(6, 1)[0]))
    assert kinds(new) == {"m": Kind.KEPT, "n": Kind.OTHER_RUN}
    assert not new.late


def test_when_no_plan_is_in_time_the_least_change_is_told_as_late() -> None:
    asked, plan = planned()
    new = replan(asked, plan, Event(MONDAY, by=days(3, 1)[0]))
    assert new.late
    assert (new.courses, new.moved) == (0, 0)


def test_nothing_left_is_told_as_nothing() -> None:
    asked, plan = planned()
    new = replan(asked, plan, Event(MONDAY, cancelled=frozenset({"m1", "n1"})))
    assert new.runs is None
    assert new.proven
