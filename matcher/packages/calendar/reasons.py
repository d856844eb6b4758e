"""For each course that matters and is not taken: the reason, run by run where it is the runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcher.packages.calendar.constraints import (
    OVERLAP,
    Limit,
    broken,
    no_shared_teaching_day,
)
from matcher.packages.calendar.solving import CalendarPackage, CalendarSolver
from taxonomy.concepts import Attainment

if TYPE_CHECKING:
    from matcher.packages.calendar.problem import CalendarCase, Run
    from matcher.packages.problem import Course

FORCED: Final = 8
"""Courses for which the package is worked out anew with the course in it."""
NODES: Final = 20_000


class Why(StrEnum):
    """Why a course is not in the package."""

    HELD = "held"
    NO_RUN = "no_run"
    LIMITS = "limits"
    PREREQUISITE = "prerequisite"
    OVERLAP = "overlap"
    WORSE = "worse"
    NOT_BETTER = "not_better"


@dataclass(frozen=True)
class RunReason:
    """Why one run is not taken.

    Attributes:
        limit: the constraint the run does not keep; None when it is something else.
        overlaps: a run of the package on the same day; None when it is something else.
        opened: whether what its course asks for can be had before its first day.
    """

    run: Run
    limit: Limit | None
    overlaps: Run | None
    opened: bool


@dataclass(frozen=True)
class CourseReason:
    """Why a course is not taken.

    Attributes:
        why: the reason that stands when all its runs are looked at.
        runs: every run of the course, by first day.
        instead: the best package with the course in it; None when it was not worked out or
            there is none.
    """

    course: Course
    why: Why
    runs: tuple[RunReason, ...]
    instead: CalendarPackage | None = None


def reasons(
    solver: CalendarSolver, case: CalendarCase, package: CalendarPackage
) -> tuple[CourseReason, ...]:
    """Reasons for every course that matters and is not taken, those that close most first.

    Args:
        solver: of the case's need.
        case: the person and the runs.
        package: the best package of the case.

    Returns:
        One reason for each course; whole programmes are left out.
    """
    taken = {run.module for run in package.runs}
    missing = frozenset(case.problem.goals) - case.held
    rest = [c for c in case.problem.courses if c.id not in taken and not c.programme]
    rest.sort(key=lambda c: (-len(case.problem.reached[c.id] & missing), c.days, c.id))
    opened, found, forced = solver.opened(case), list[CourseReason](), 0
    for course in rest:
        runs = tuple(_run_reasons(course, case, package, opened))
        why = _why(course, runs, case)
        closes = bool(case.problem.reached[course.id] & missing)
        if why in {Why.WORSE, Why.OVERLAP} and closes and forced < FORCED:
            forced += 1
            found.append(_forced(course, why, runs, case, package))
        else:
            why = Why.NOT_BETTER if why is Why.WORSE else why
            found.append(CourseReason(course, why, () if why is Why.HELD else runs))
    return tuple(found)


def _run_reasons(
    course: Course, case: CalendarCase, package: CalendarPackage, opened: frozenset[str]
) -> list[RunReason]:
    runs = sorted((r for r in case.runs if r.module == course.id), key=lambda r: (r.start, r.id))
    clashes = {
        run.id: next((o for o in package.runs if not no_shared_teaching_day(run, o)), None)
        for run in runs
        if OVERLAP not in case.lifted
    }
    return [
        RunReason(run, broken(run, case), clashes.get(run.id), run.id in opened) for run in runs
    ]


def _why(course: Course, runs: tuple[RunReason, ...], case: CalendarCase) -> Why:
    if case.problem.reached[course.id] <= case.held:
        return Why.HELD
    if not runs:
        return Why.NO_RUN
    legal = [reason for reason in runs if reason.limit is None]
    if not legal:
        return Why.LIMITS
    opened = [reason for reason in legal if reason.opened]
    if not opened:
        return Why.PREREQUISITE
    return Why.OVERLAP if all(reason.overlaps for reason in opened) else Why.WORSE


def _forced(
    course: Course,
    why: Why,
    runs: tuple[RunReason, ...],
    case: CalendarCase,
    package: CalendarPackage,
) -> CourseReason:
    """The package anew with the course in it: taking the course is one more goal."""
    mark = Attainment(f"({course.id})", 1)
    marked = replace(course, gives={**course.gives, mark.competence: 1})
    courses = tuple(marked if c.id == course.id else c for c in case.problem.courses)
    problem = replace(case.problem, courses=courses, goals=(*case.problem.goals, (mark,)))
    instead = CalendarSolver(problem).best(replace(case, problem=problem), nodes=NODES)
    taken = any(run.module == course.id for run in instead.runs)
    comparable = taken and instead.proven and package.proven
    return CourseReason(course, why, runs, instead if comparable else None)
