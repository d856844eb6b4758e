"""Two rules of thumb that other systems use, to show what they waste beside the exact answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.packages.problem import Course, PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId


@dataclass(frozen=True)
class Baseline:
    """What a rule of thumb would propose; `closed` tells whether it meets every goal."""

    modules: tuple[ModuleId, ...]
    days: int
    closed: bool


def greedy(problem: PackageProblem, held: frozenset[Clause]) -> Baseline:
    """Greedy cover: again and again the course that closes most missing goals per day.

    A chosen course's prerequisites are closed first, each by the shortest course that can.
    """

    def value(course: Course, missing: frozenset[Clause]) -> tuple[float, int, str]:
        closed = sum(course.reaches(goal) for goal in missing)
        return (-closed / course.days, course.days, course.id)

    return _collect(problem, held, value)


def ratio_rule(problem: PackageProblem, held: frozenset[Clause]) -> Baseline:
    """Ratio rule: courses ordered by the share of the missing competences they teach.

    The order is made once; courses are taken from the top until every goal is met.
    """
    missing_at_first = _missing(problem, held)

    def value(course: Course, _: frozenset[Clause]) -> tuple[float, int, str]:
        taught = sum(course.reaches(goal) for goal in missing_at_first)
        return (-taught / max(1, len(missing_at_first)), 0, course.id)

    return _collect(problem, held, value)


def _collect(
    problem: PackageProblem,
    held: frozenset[Clause],
    value: Callable[[Course, frozenset[Clause]], tuple[float, int, str]],
) -> Baseline:
    now = set(held)
    taken: list[Course] = []
    while missing := _missing(problem, frozenset(now)):
        useful = [
            c for c in problem.courses if c not in taken and any(c.reaches(g) for g in missing)
        ]
        chosen = min(useful, key=lambda c: value(c, missing), default=None)
        if chosen is None or not _take(problem, chosen, now, taken, frozenset()):
            return Baseline(tuple(c.id for c in taken), sum(c.days for c in taken), closed=False)
    return Baseline(tuple(c.id for c in taken), sum(c.days for c in taken), closed=True)


def _missing(problem: PackageProblem, now: frozenset[Clause]) -> frozenset[Clause]:
    return frozenset(goal for goal in problem.goals if goal not in now)


def _take(
    problem: PackageProblem,
    course: Course,
    now: set[Clause],
    taken: list[Course],
    pending: frozenset[ModuleId],
) -> bool:
    pending |= {course.id}
    for clause in course.opens_with:
        if clause in now:
            continue
        openers = sorted(
            (c for c in problem.courses if c.id not in pending and c.reaches(clause)),
            key=lambda c: (c.days, c.id),
        )
        if not any(_take(problem, opener, now, taken, pending) for opener in openers):
            return False
    if course not in taken:
        taken.append(course)
    now |= problem.reached[course.id]
    return True
