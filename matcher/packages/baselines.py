"""Two rules of thumb that other systems use, to show what they waste beside the exact answer.

Both look at courses first and at whole programmes only when no course is left, so that they are
not made to look worse than they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.packages.problem import Course
from taxonomy.ids import ModuleId

if TYPE_CHECKING:
    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause


@dataclass(frozen=True)
class Baseline:
    """What a rule of thumb would propose; `closed` tells whether it meets every goal."""

    modules: tuple[ModuleId, ...]
    days: int
    closed: bool


def greedy(problem: PackageProblem, held: frozenset[Clause]) -> Baseline:
    """Greedy cover: again and again the course that closes most missing goals per day.

    Days are those of the course and of what must come before it, and goals those that all of
    them close; what a course asks for is closed by the shortest course that can.
    """
    now, taken = set(held), dict[ModuleId, Course]()
    while missing := _missing(problem, frozenset(now)):
        steps = [
            step
            for course in _useful(problem, missing, taken)
            if (step := _step(problem, course, now, taken, missing))
        ]
        best = min(steps, key=lambda step: step[:3], default=None)
        if best is None:
            return _found(taken, closed=False)
        _, _, _, now, taken = best
    return _found(taken, closed=True)


def _step(
    problem: PackageProblem,
    course: Course,
    now: set[Clause],
    taken: dict[ModuleId, Course],
    missing: frozenset[Clause],
) -> tuple[float, int, ModuleId, set[Clause], dict[ModuleId, Course]] | None:
    """A course tried with what must come before it; None when it cannot be entered."""
    then, more = set(now), dict(taken)
    if not _take(problem, course, then, more, frozenset()):
        return None
    days = sum(c.days for m, c in more.items() if m not in taken)
    return -len(then & missing) / max(1, days), days, course.id, then, more


def ratio_rule(problem: PackageProblem, held: frozenset[Clause]) -> Baseline:
    """Ratio rule: courses ordered by the share of the missing competences they teach.

    The order is made once; courses are taken from the top until every goal is met.
    """
    missing_at_first = _missing(problem, held)

    def share(course: Course) -> tuple[int, ModuleId]:
        return -len(problem.reached[course.id] & missing_at_first), course.id

    now, taken = set(held), dict[ModuleId, Course]()
    while missing := _missing(problem, frozenset(now)):
        chosen = min(_useful(problem, missing, taken), key=share, default=None)
        if chosen is None or not _take(problem, chosen, now, taken, frozenset()):
            return _found(taken, closed=False)
    return _found(taken, closed=True)


def _useful(
    problem: PackageProblem, missing: frozenset[Clause], taken: dict[ModuleId, Course]
) -> list[Course]:
    useful = {c.id: c for goal in missing for c in problem.openers[goal] if c.id not in taken}
    courses = [c for c in useful.values() if not c.programme]
    return courses or list(useful.values())


def _found(taken: dict[ModuleId, Course], *, closed: bool) -> Baseline:
    return Baseline(tuple(taken), sum(c.days for c in taken.values()), closed)


def _missing(problem: PackageProblem, now: frozenset[Clause]) -> frozenset[Clause]:
    return frozenset(goal for goal in problem.goals if goal not in now)


def _take(
    problem: PackageProblem,
    course: Course,
    now: set[Clause],
    taken: dict[ModuleId, Course],
    pending: frozenset[ModuleId],
) -> bool:
    """Take a course after closing what it asks for; False when that cannot be done."""
    pending |= {course.id}
    for clause in course.opens_with:
        if clause in now:
            continue
        openers = (c for c in problem.openers[clause] if c.id not in pending)
        if not any(_take(problem, opener, now, taken, pending) for opener in openers):
            return False
    taken.setdefault(course.id, course)
    now |= problem.reached[course.id]
    return True
