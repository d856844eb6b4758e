"""Packages that clearly differ from the best one, and in which way.

The rule: an alternative closes as many demands as the best package and shares at most half of
its runs with every package before it. Besides it is one of these, looked for in this order:
other courses (at most half of the courses are shared), later (begins at least four weeks after
the best one), nearer (no place is farther away than half of the farthest in the best one), or
only other runs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcher.packages.calendar.solving import CalendarPackage, Unlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.packages.calendar.problem import CalendarCase
    from matcher.packages.calendar.solving import CalendarSolver

COUNT: Final = 3
LATER: Final = timedelta(weeks=4)
NODES: Final = 50_000


class Way(StrEnum):
    """How an alternative differs."""

    OTHER_COURSES = "other_courses"
    LATER = "later"
    NEARER = "nearer"
    OTHER_RUNS = "other_runs"


@dataclass(frozen=True)
class Alternative:
    """A package that clearly differs from the best one and from those before it."""

    way: Way
    package: CalendarPackage


def alternatives(
    solver: CalendarSolver, case: CalendarCase, best: CalendarPackage, count: int = COUNT
) -> tuple[Alternative, ...]:
    """The best packages that clearly differ.

    Args:
        solver: of the case's need.
        case: the person and the runs.
        best: the best package of the case.
        count: the most packages returned.

    Returns:
        Alternatives that close as many demands, one of each way first; fewer than `count`
        where there are no more.
    """
    found: list[Alternative] = []
    for way in (*Way, Way.OTHER_COURSES, Way.OTHER_RUNS):
        if len(found) == count or not best.runs:
            break
        earlier = [best, *(a.package for a in found)]
        for asked, unlike in _asked(way, case, best, earlier):
            package = solver.best(asked, unlike, NODES)
            if package.runs and package.value.unclosed <= best.value.unclosed:
                found.append(Alternative(way, package))
    return tuple(found)


def _asked(
    way: Way, case: CalendarCase, best: CalendarPackage, earlier: Sequence[CalendarPackage]
) -> Iterator[tuple[CalendarCase, list[Unlike]]]:
    unlike = [_runs_of(package) for package in earlier]
    person = case.availability
    if way is Way.OTHER_COURSES:
        yield case, unlike + [_courses_of(package, case) for package in earlier]
    elif way is Way.OTHER_RUNS:
        yield case, unlike
    elif way is Way.LATER:
        later = max(person.earliest, best.runs[0].start + LATER)
        yield replace(case, availability=replace(person, earliest=later)), unlike
    elif known := [d for r in best.runs if (d := person.distances.get(r.place)) and r.place]:
        yield replace(case, availability=replace(person, farthest=max(known) / 2)), unlike


def _runs_of(package: CalendarPackage) -> Unlike:
    return Unlike(frozenset(run.id for run in package.runs), len(package.runs) // 2)


def _courses_of(package: CalendarPackage, case: CalendarCase) -> Unlike:
    modules = {run.module for run in package.runs}
    runs = frozenset(run.id for run in case.runs if run.module in modules)
    return Unlike(runs, len(package.runs) // 2)
