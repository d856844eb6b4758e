"""A set of courses as something that can be attended: an order, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.packages.problem import Course, PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId


@dataclass(frozen=True)
class Solution:
    """What the solver found.

    Attributes:
        courses: module ids in an order that can be taken; None when there is no package.
        proven: whether the optimum (or that there is none) is proven.
        bound: least cost any package could still have.
        cost: cost of the package; None when there is none.
    """

    courses: tuple[ModuleId, ...] | None
    proven: bool
    bound: int
    cost: int | None


def problem_cost(courses: Iterable[Course]) -> int:
    """Sum of the courses' costs."""
    return sum(course.cost for course in courses)


def in_order(
    problem: PackageProblem, held: frozenset[Clause], courses: Iterable[Course]
) -> tuple[ModuleId, ...]:
    """Put courses in an order in which each one's prerequisites hold when it starts.

    Args:
        problem: for its clauses.
        held: clauses that hold before the first course.
        courses: a set that can be taken in some order.

    Returns:
        Module ids; among courses that can start, the shortest first, then by id.

    Raises:
        ValueError: when no order exists.
    """
    waiting = sorted(courses, key=lambda c: (c.days, c.id))
    now, ordered = set(held), list[str]()
    while waiting:
        ready = next((c for c in waiting if all(o in now for o in c.opens_with)), None)
        if ready is None:
            message = f"no order for {[c.id for c in waiting]}"
            raise ValueError(message)
        waiting.remove(ready)
        ordered.append(ready.id)
        now |= problem.reached[ready.id]
    return tuple(ordered)
