"""Small made-up calendars, and the best package by trying every set of runs."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

from matcher.matching.standing import standing
from matcher.packages.calendar.constraints import (
    OVERLAP,
    broken,
    no_shared_teaching_day,
    prerequisites_end_before,
)
from matcher.packages.calendar.objective import value_of
from matcher.packages.calendar.problem import (
    Availability,
    CalendarCase,
    Period,
    Run,
    RunForm,
)
from matcher.packages.problem import build_problem, held_clauses
from matcher.settings import DEFAULT_SETTINGS
from tests.matcher.small_world import DAY, need, person, random_world

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from matcher.packages.calendar.objective import Value
    from taxonomy.snapshot import Taxonomy

MONDAY = date(2026, 11, 30)
PLACES = ("Aalborg", "Hobro", "Thisted")


def days(first: int, count: int) -> tuple[date, ...]:
    """Days in a row, the first so many days after a Monday."""
    return tuple(MONDAY + timedelta(days=first + n) for n in range(count))


def run(name: str, module: str, first: int, count: int = 1, **more: object) -> Run:
    """A run on days in a row; everything told unless said otherwise."""
    told: dict[str, object] = {"price": 100, "place": "Aalborg", "seats": 5, "cancel_chance": 0.0}
    return Run(name, module, days(first, count), **(told | more))  # type: ignore[arg-type]


def case(
    taxonomy: Taxonomy,
    wanted: str,
    runs: Iterable[Run],
    levels: str = "",
    **more: object,
) -> CalendarCase:
    """A person with these levels and a need for these."""
    problem = build_problem(need(wanted), taxonomy, DAY)
    stands = standing(person(levels), taxonomy, DEFAULT_SETTINGS, DAY)
    told: dict[str, object] = {
        "availability": Availability(MONDAY, distances={"Aalborg": 10.0, "Hobro": 50.0}),
    }
    held = held_clauses(problem, stands)
    return CalendarCase(problem, held, tuple(runs), **(told | more))  # type: ignore[arg-type]


def random_case(dice: random.Random) -> CalendarCase:
    """A few runs of a few courses, with everything that can stand in the way."""
    taxonomy, goals, who = random_world(dice)
    problem = build_problem(goals, taxonomy, DAY)
    stands = standing(who, taxonomy, DEFAULT_SETTINGS, DAY)
    modules = [course.id for course in problem.courses] or ["none"]
    runs = tuple(random_run(f"r{n}", modules, dice) for n in range(dice.randint(1, 9)))
    return CalendarCase(
        problem=problem,
        held=held_clauses(problem, stands),
        runs=runs,
        availability=random_availability(dice),
        period=Period(MONDAY, MONDAY + timedelta(days=60)) if dice.random() < 0.3 else None,
        by=MONDAY + timedelta(days=dice.randint(5, 50)) if dice.random() < 0.5 else None,
        merit={m: dice.randint(0, 20) for m in modules if dice.random() < 0.5},
    )


def random_run(name: str, modules: list[str], dice: random.Random) -> Run:
    count, first = dice.randint(1, 4), dice.randint(0, 40)
    step = dice.choice((1, 1, 2))
    return Run(
        id=name,
        module=dice.choice(modules),
        days=tuple(MONDAY + timedelta(days=first + step * n) for n in range(count)),
        form=dice.choice((RunForm.DAY, RunForm.DAY, RunForm.EVENING, RunForm.ONLINE)),
        place=dice.choice(PLACES),
        seats=dice.choice((None, 0, 1, 5, 9)),
        minimum=dice.choice((None, 8)),
        enrolled=dice.choice((None, 3, 9)),
        guaranteed=dice.random() < 0.2,
        cancelled=dice.random() < 0.05,
        price=dice.choice((None, 0, 200, 400)),
        supplement=dice.choice((0, 0, 50)),
        cancel_chance=dice.choice((None, 0.1, 0.5, 1.0)),
    )


def random_availability(dice: random.Random) -> Availability:
    busy = MONDAY + timedelta(days=dice.randint(0, 30))
    return Availability(
        earliest=MONDAY + timedelta(days=dice.choice((0, 0, 5))),
        latest=MONDAY + timedelta(days=45) if dice.random() < 0.2 else None,
        busy=(Period(busy, busy + timedelta(days=2)),) if dice.random() < 0.3 else (),
        free=(Period(MONDAY, MONDAY + timedelta(days=30)),) if dice.random() < 0.1 else (),
        forms=frozenset(RunForm) - ({RunForm.EVENING} if dice.random() < 0.2 else set()),
        farthest=60.0 if dice.random() < 0.3 else None,
        distances={"Aalborg": 5.5, "Hobro": dice.choice((20.0, 70.0))},
    )


def best_by_trying_all(asked: CalendarCase) -> Value:
    """The least value over every set of runs that keeps every constraint."""
    runs = [r for r in asked.runs if r.module in asked.problem.by_id and broken(r, asked) is None]
    sets = (chosen for n in range(len(runs) + 1) for chosen in combinations(runs, n))
    return min(value_of(chosen, asked) for chosen in sets if attendable(chosen, asked))


def attendable(chosen: tuple[Run, ...], asked: CalendarCase) -> bool:
    """Whether one person can attend all of these."""
    apart = OVERLAP in asked.lifted or all(
        no_shared_teaching_day(a, b) for a, b in combinations(chosen, 2)
    )
    return apart and all(prerequisites_end_before(r, chosen, asked) for r in chosen)
