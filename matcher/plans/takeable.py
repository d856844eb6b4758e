"""Courses in an order that can be taken, each with the demand it meets or the course it opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.plans.plan import PlanCourse
    from matcher.plans.request import PlanRequest
    from taxonomy.concepts import Clause
    from taxonomy.ids import CompetenceId


def takeable(request: PlanRequest, courses: Sequence[PlanCourse]) -> list[PlanCourse]:
    """The courses in an order in which what each asks for is held when it begins.

    Args:
        request: with the levels held before.
        courses: in the order wished for.

    Returns:
        The same courses; where none can be taken yet, the first that is wished comes next.
    """
    levels, waiting = dict(request.levels), list(courses)
    ordered: list[PlanCourse] = []
    while waiting:
        ready = next((c for c in waiting if all(met(o, levels) for o in c.asks)), waiting[0])
        waiting.remove(ready)
        ordered.append(ready)
        for competence, level in ready.gives:
            levels[competence] = max(level, levels.get(competence, 0))
    return ordered


def explained(request: PlanRequest, courses: Sequence[PlanCourse]) -> list[PlanCourse]:
    """The courses with the demands each is first to meet, or the later course it opens.

    Args:
        request: with the job's demands and the levels held before.
        courses: in the order they are taken.

    Returns:
        The same courses, each with its reason; one that does neither keeps the reason it had.
    """
    levels = dict(request.levels)
    found: list[PlanCourse] = []
    for place, course in enumerate(courses):
        after = dict(levels)
        for competence, level in course.gives:
            after[competence] = max(level, after.get(competence, 0))
        closed = [name for name, g in request.goals if met(g, after) and not met(g, levels)]
        opened = [
            later.title_da
            for later in courses[place + 1 :]
            if any(met(o, after) and not met(o, levels) for o in later.asks)
        ]
        found.append(replace(course, why_da=_why(closed, opened) or course.why_da))
        levels = after
    return found


def _why(closed: Sequence[str], opened: Sequence[str]) -> str:
    if closed:
        return f"lukker jobbets krav om {' og '.join(closed)}"
    return f"giver adgang til «{opened[0]}»" if opened else ""


def met(clause: Clause, levels: Mapping[CompetenceId, int]) -> bool:
    """Whether one of the alternatives is held."""
    return any(levels.get(a.competence, 0) >= a.level for a in clause)
