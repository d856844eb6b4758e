"""Alternatives differ, every course has its reason, causes and prices are true."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from matcher.packages.calendar.alternatives import LATER, Way, alternatives
from matcher.packages.calendar.causes import causes_of, find_causes
from matcher.packages.calendar.constraints import goals_are_closed
from matcher.packages.calendar.costs import limit_prices
from matcher.packages.calendar.problem import Availability, Period, RunForm
from matcher.packages.calendar.reasons import Why, reasons
from matcher.packages.calendar.solving import CalendarSolver
from tests.matcher.calendar.worlds import (
    MONDAY,
    attendable,
    best_by_trying_all,
    case,
    random_case,
    run,
)
from tests.matcher.small_world import competence, module, world

ABC = [competence(c) for c in "abc"]
WORLD = world(
    ABC,
    [
        module("x", 1, "a1"),
        module("y", 1, "b1"),
        module("w", 2, "a1 b1"),
        module("z", 1, "c1", "b1"),
    ],
)


@pytest.mark.parametrize("seed", range(120))
def test_alternatives_close_as_much_and_share_at_most_half(seed: int) -> None:
    asked = random_case(random.Random(seed))
    solver = CalendarSolver(asked.problem)
    best = solver.best(asked)
    found = alternatives(solver, asked, best)
    packages = [best, *(a.package for a in found)]
    assert len(found) <= 3
    for place, one in enumerate(found, 1):
        assert one.package.value.unclosed <= best.value.unclosed
        assert one.package.value >= best.value
        assert attendable(one.package.runs, asked)
        for earlier in packages[:place]:
            shared = set(one.package.runs) & set(earlier.runs)
            assert len(shared) <= len(earlier.runs) // 2
            if one.way is Way.OTHER_COURSES:
                again = {r.module for r in one.package.runs} & {r.module for r in earlier.runs}
                assert len(again) <= len(earlier.runs) // 2
        if one.way is Way.LATER:
            assert one.package.runs[0].start >= best.runs[0].start + LATER


def test_a_later_and_a_nearer_run_of_the_only_course_are_alternatives() -> None:
    runs = [
        run("far", "x", 0, place="Hobro"),
        run("near", "x", 8),
        run("later", "x", 40, place="Hobro"),
    ]
    far = Availability(MONDAY, distances={"Aalborg": 10.0, "Hobro": 8.0})
    asked = case(WORLD, "a1", [replace(r, price=5 if r.id == "far" else 9) for r in runs],
                 availability=replace(far, distances={"Aalborg": 10.0, "Hobro": 50.0}))  # fmt: skip
    solver = CalendarSolver(asked.problem)
    best = solver.best(asked)
    assert [r.id for r in best.runs] == ["far"]
    found = {a.way: a.package.runs[0].id for a in alternatives(solver, asked, best)}
    assert found == {Way.LATER: "later", Way.NEARER: "near"}


def test_each_course_has_the_reason_that_is_true() -> None:
    taxonomy = world(
        [*ABC, competence("d")],
        [
            module("full", 1, "a1"),
            module("none", 1, "a1"),
            module("best", 1, "a1"),
            module("clash", 1, "b1"),
            module("bb", 1, "b1"),
            module("long", 3, "a1"),
            module("late", 1, "b1", "a2"),
            module("opens", 1, "a2"),
            module("held", 1, "d1"),
        ],
    )
    runs = [
        run("f", "full", 3, seats=0),
        run("b", "best", 3),
        run("c", "clash", 3),
        run("bb", "bb", 4),
        run("l", "long", 5, 3),
        run("la", "late", 0),
        run("o", "opens", 9, seats=0),
    ]
    asked = case(taxonomy, "a1 b1|d2", runs, "d1")
    solver = CalendarSolver(asked.problem)
    package = solver.best(asked)
    assert [r.id for r in package.runs] == ["b", "bb"]
    why = {r.course.id: r for r in reasons(solver, asked, package)}
    assert {name: r.why for name, r in why.items()} == {
        "full": Why.LIMITS,
        "none": Why.NO_RUN,
        "clash": Why.OVERLAP,
        "long": Why.WORSE,
        "late": Why.PREREQUISITE,
        "opens": Why.LIMITS,
    }
    instead = why["long"].instead
    assert instead is not None
    assert instead.value.days == 4
    overlapping = why["clash"].runs[0].overlaps
    assert overlapping is not None
    assert overlapping.id == "b"


@pytest.mark.parametrize("seed", range(120))
def test_causes_leave_no_way_and_none_can_be_left_out(seed: int) -> None:
    asked = replace(random_case(random.Random(seed)), by=None)
    solver = CalendarSolver(asked.problem)
    package = solver.best(asked)
    causes = find_causes(solver, asked, package)
    gone = {b.goal for b in causes.blocked} | set(causes.without_runs)
    assert gone <= set(package.never)
    if not causes.together:
        # Overlaps alone may still leave open what each run could close.
        assert gone == set(package.never)
        return
    names = {cause.name for cause in causes_of(asked)}
    wanted = [g for g in asked.problem.goals if g not in gone]
    rest = replace(asked, problem=replace(asked.problem, goals=tuple(wanted)))
    kept = {cause.name for cause in causes.together}
    assert best_by_trying_all(replace(rest, lifted=frozenset(names - kept))).unclosed > 0
    for name in kept:
        without = replace(rest, lifted=frozenset(names - kept | {name}))
        assert best_by_trying_all(without).unclosed == 0


@pytest.mark.parametrize("seed", range(60))
def test_a_price_is_the_difference_from_the_best_without_the_constraint(seed: int) -> None:
    asked = random_case(random.Random(seed))
    solver = CalendarSolver(asked.problem)
    package = solver.best(asked)
    for price in limit_prices(solver, asked, package):
        lifted = replace(asked, lifted=asked.lifted | {price.constraint})
        lifted = replace(asked, by=None) if price.constraint == "closed_in_time" else lifted
        without = best_by_trying_all(lifted)
        before = package.value
        told = {d.measure: d.by for d in price.differences}
        assert told.get("days", 0) == without.days - before.days
        assert told.get("weeks", 0) == without.weeks - before.weeks
        assert told.get("needs", 0) == without.unclosed - before.unclosed
        assert price.opens == (without.unclosed == 0 < before.unclosed)
        assert price.proven
        if price.differences and price.constraint != "closed_in_time":
            # What is told first is what the lifted limit makes better, never only its drawback.
            assert price.differences[0].by < 0


def test_the_limit_that_costs_is_told_with_its_words() -> None:
    near, far = run("n", "w", 0, 9), run("f", "w", 0, 2, place="Hobro")
    person = Availability(MONDAY, distances={"Aalborg": 10.0, "Hobro": 61.0}, farthest=60.0)
    asked = case(WORLD, "a1 b1", [near, far], availability=person)
    solver = CalendarSolver(asked.problem)
    package = solver.best(asked)
    assert goals_are_closed(package.runs, asked)
    first = limit_prices(solver, asked, package)[0]
    assert (first.title_da, first.who) == ("loftet på 60 km", "personen")
    assert {d.measure: d.by for d in first.differences} == {
        "weeks": -1,
        "days": -7,
        "km": 2 * 61 * 2 - 2 * 10 * 9,
    }


def test_cheaper_among_equally_many_known_prices_is_told_before_the_longer_way() -> None:
    near = [run("n", "x", 0, price=250), run("u", "y", 1, price=None)]
    far = run("f", "x", 0, place="Hobro", price=100)
    person = Availability(MONDAY, farthest=20.0, distances={"Aalborg": 10.0, "Hobro": 61.0})
    asked = case(WORLD, "a1 b1", [*near, far], availability=person)
    solver = CalendarSolver(asked.problem)
    price = limit_prices(solver, asked, solver.best(asked))[0]
    assert [(d.measure, d.by) for d in price.differences] == [("known_kroner", -150), ("km", 102)]


def test_a_shorter_programme_later_is_told_as_a_difference() -> None:
    taxonomy = world(ABC, [module("x", 1, "a1"), module("v", 1, "a1")])
    runs = [run("r", "x", 0), run("s", "v", 0, place="Hobro")]
    person = Availability(MONDAY, farthest=20.0, distances={"Aalborg": 10.0, "Hobro": 61.0})
    asked = case(taxonomy, "a1", runs, availability=person, merit={"v": 4})
    solver = CalendarSolver(asked.problem)
    price = limit_prices(solver, asked, solver.best(asked))[0]
    assert [(d.measure, d.by) for d in price.differences] == [("merit_tenths", -4), ("km", 102)]


def test_nothing_missing_has_no_runs_no_reasons_to_lift_and_no_causes() -> None:
    asked = case(WORLD, "a1", [run("r", "x", 0)], "a1")
    solver = CalendarSolver(asked.problem)
    package = solver.best(asked)
    assert (package.runs, package.closed, package.proven) == ((), True, True)
    assert limit_prices(solver, asked, package) == ()
    assert alternatives(solver, asked, package) == ()


def test_merit_decides_among_equals_and_never_over_days_or_money() -> None:
    runs = [run("r", "x", 0), run("s", "v", 0)]
    taxonomy = world(ABC, [module("x", 1, "a1"), module("v", 1, "a1")])
    plain = case(taxonomy, "a1", runs)
    solver = CalendarSolver(plain.problem)
    assert solver.best(replace(plain, merit={"v": 10})).runs[0].id == "s"
    assert solver.best(replace(plain, merit={"x": 10})).runs[0].id == "r"
    dear = replace(plain, runs=(runs[0], replace(runs[1], price=101)), merit={"v": 10})
    assert solver.best(dear).runs[0].id == "r"


def test_an_unknown_price_ranks_after_any_known_one() -> None:
    runs = [run("r", "x", 0, price=None), run("s", "x", 3, price=9_000_000)]
    asked = case(WORLD, "a1", runs)
    assert CalendarSolver(asked.problem).best(asked).runs[0].id == "s"


def test_a_goal_closed_in_time_outweighs_weeks() -> None:
    runs = [run("early", "x", 0), run("b", "y", 40), run("together", "w", 39, 2)]
    by = MONDAY + timedelta(days=20)
    asked = case(WORLD, "a1 b1", runs, by=by)
    package = CalendarSolver(asked.problem).best(asked)
    assert [r.id for r in package.runs] == ["early", "b"]
    assert package.value.late == 1
    relaxed = CalendarSolver(asked.problem).best(replace(asked, by=None))
    assert [r.id for r in relaxed.runs] == ["together"]


def test_a_search_that_is_stopped_says_so_with_a_bound() -> None:
    runs = [run(f"r{n}", "xyw"[n % 3], 3 * n) for n in range(9)]
    asked = case(WORLD, "a1 b1", runs)
    stopped = CalendarSolver(asked.problem).best(asked, nodes=1)
    assert not stopped.proven
    assert stopped.least_weeks <= CalendarSolver(asked.problem).best(asked).value.weeks


def test_a_period_in_which_nothing_is_held_leaves_everything_open() -> None:
    asked = case(WORLD, "a1", [run("r", "x", 0)], period=Period(MONDAY, MONDAY),
                 availability=Availability(MONDAY, forms=frozenset({RunForm.ONLINE})))  # fmt: skip
    solver = CalendarSolver(asked.problem)
    causes = find_causes(solver, asked, solver.best(asked))
    assert [cause.name for cause in causes.together] == ["form_suits"]
