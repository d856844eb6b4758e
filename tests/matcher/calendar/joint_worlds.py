"""Small made-up groups who share runs, and the best for them by trying everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from matcher.matching.standing import standing
from matcher.packages.calendar.constraints import (
    broken,
    no_shared_teaching_day,
    prerequisites_end_before,
)
from matcher.packages.calendar.objective import value_of
from matcher.packages.calendar.problem import CalendarCase, Period
from matcher.packages.calendar.seat_plan import NOTHING, Applicant
from matcher.packages.problem import build_problem, held_clauses
from matcher.settings import DEFAULT_SETTINGS
from tests.matcher.calendar.worlds import (
    MONDAY,
    random_availability,
    random_run,
)
from tests.matcher.small_world import DAY, person, random_world

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from matcher.matching.standing import Standing
    from matcher.packages.calendar.problem import Run
    from matcher.packages.problem import PackageProblem

Measures = tuple[int, ...]


def random_group(dice: random.Random) -> tuple[Applicant, ...]:
    """Two to five people with up to two needs, of whom two can be helped, and few seats."""
    while True:
        people = _some_group(dice)
        if sum(any(runs for runs in closing_sets(one.case)) for one in people) > 1:
            return people


def _some_group(dice: random.Random) -> tuple[Applicant, ...]:
    taxonomy, goals, _ = random_world(dice)
    wanted = [goals, replace(goals, id="other", requirements=goals.requirements[:1])]
    problems = [build_problem(need, taxonomy, DAY) for need in wanted]
    modules = [course.id for course in problems[0].courses] or ["none"]
    runs = tuple(
        replace(random_run(f"r{n}", modules, dice), seats=dice.choice((None, 0, 1, 1, 1, 2)))
        for n in range(dice.randint(2, 8))
    )
    people = []
    for n in range(dice.randint(2, 5)):
        problem = problems[dice.random() < 0.3]
        levels = {c: 1 for c in "abcd" if c in taxonomy.competences and dice.random() < 0.5}
        stands = standing(person(levels), taxonomy, DEFAULT_SETTINGS, DAY)
        people.append(Applicant(f"p{n}", _case(problem, stands, runs, dice)))
    return tuple(people)


def _case(
    problem: PackageProblem, stands: Standing, runs: tuple[Run, ...], dice: random.Random
) -> CalendarCase:
    return CalendarCase(
        problem=problem,
        held=held_clauses(problem, stands),
        runs=runs,
        availability=random_availability(dice),
        period=Period(MONDAY, MONDAY + timedelta(days=60)) if dice.random() < 0.3 else None,
        by=MONDAY + timedelta(days=dice.randint(20, 60)) if dice.random() < 0.3 else None,
        merit={run.module: dice.randint(0, 20) for run in runs if dice.random() < 0.3},
    )


def closing_sets(case: CalendarCase) -> Iterator[tuple[Run, ...]]:
    """Every set of runs with which one person closes the need in time."""
    return (chosen for chosen in attending_sets(case) if _closed(chosen, case))


def attending_sets(case: CalendarCase, going_on: Sequence[Run] = ()) -> Iterator[tuple[Run, ...]]:
    """Every set of runs one person can attend beside those that are going on already."""
    runs = [r for r in case.runs if r.module in case.problem.by_id and broken(r, case) is None]
    fixed = {r.module for r in going_on}
    runs = [r for r in runs if r.module not in fixed]
    for size in range(len(runs) + 1):
        for chosen in combinations(runs, size):
            everything = (*going_on, *chosen)
            apart = all(no_shared_teaching_day(a, b) for a, b in combinations(everything, 2))
            if apart and all(prerequisites_end_before(r, everything, case) for r in chosen):
                yield everything


def _closed(chosen: tuple[Run, ...], case: CalendarCase) -> bool:
    value = value_of(chosen, case)
    return value.unclosed == 0 and value.late == 0


def measures(chosen: Sequence[Run], case: CalendarCase) -> Measures:
    """What a set of runs adds to each measure."""
    first = min(run.start for run in case.runs).toordinal()
    v = value_of(chosen, case)
    end = v.end - first if chosen else 0
    return (0, v.weeks, v.days, v.unknown_prices, v.kroner, v.merit, v.unknown_distances, v.km,
            v.unknown_chances, v.risk, end)  # fmt: skip


def best_by_trying_all(people: Sequence[Applicant], *, minimum: bool = False) -> Measures:
    """The least measures over every legal choice of sets for everybody."""
    runs = people[0].case.runs
    states: dict[tuple[int, ...], Measures] = {(0,) * len(runs): (0,) * (len(NOTHING) + 1)}
    for one in people:
        options = [((0,) * len(runs), (1, *NOTHING))]
        options += [
            (tuple(int(r in chosen) for r in runs), measures(chosen, one.case))
            for chosen in closing_sets(one.case)
        ]
        states = _with_one_more(states, options, runs)
    return min(value for taken, value in states.items() if not minimum or _filled(taken, runs))


def _with_one_more(
    states: dict[tuple[int, ...], Measures],
    options: list[tuple[tuple[int, ...], Measures]],
    runs: Sequence[Run],
) -> dict[tuple[int, ...], Measures]:
    more: dict[tuple[int, ...], Measures] = {}
    for taken, value in states.items():
        for uses, adds in options:
            now = tuple(a + b for a, b in zip(taken, uses, strict=True))
            if any(r.seats is not None and n > r.seats for n, r in zip(now, runs, strict=True)):
                continue
            total = tuple(a + b for a, b in zip(value, adds, strict=True))
            more[now] = min(more.get(now, total), total)
    return more


def _filled(taken: tuple[int, ...], runs: Sequence[Run]) -> bool:
    return all(
        not n or r.guaranteed or r.minimum is None or n + (r.enrolled or 0) >= r.minimum
        for n, r in zip(taken, runs, strict=True)
    )
