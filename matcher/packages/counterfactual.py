"""What would change a place: the one course that moves a person most for each of its days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from matcher.packages.effects import gain, helpful_modules, shares_of
from matcher.packages.problem import holds
from taxonomy.concepts import ModuleKind

if TYPE_CHECKING:
    from matcher.facts import Need
    from matcher.matching.ranking import Ladder
    from matcher.matching.standing import Standing
    from matcher.packages.effects import Shares, Worth
    from taxonomy.concepts import Module
    from taxonomy.ids import ModuleId
    from taxonomy.snapshot import Taxonomy


@dataclass(frozen=True)
class Counterfactual:
    """With this one course, while everybody else stays as they are.

    Attributes:
        rank_before: the person's rank by fit now.
        rank_after: the rank the course would give, better than before.
        points: points gained.
    """

    module: ModuleId
    rank_before: int
    rank_after: int
    points: float


_Move: TypeAlias = tuple[float, int, int, float, str]
"""Places lost per day (negative when won), rank after, days, points lost, module id."""


@dataclass(frozen=True)
class Opening:
    """A course that is one step, and what it gives of each requirement."""

    module: Module
    shares: Shares


def openings(need: Need, taxonomy: Taxonomy) -> tuple[Opening, ...]:
    """Courses short enough to be one step, shortest first: all but whole programmes."""
    modules = (taxonomy.modules[m] for m in helpful_modules(need, taxonomy))
    found = [
        Opening(module, shares_of(taxonomy.graph.outcomes(module.id), need))
        for module in modules
        if module.kind is not ModuleKind.EUV and module.days is not None
    ]
    return tuple(sorted(found, key=lambda o: (o.module.days or 0, o.module.id)))


def best_single_course(
    person: Standing,
    points: float,
    worth: tuple[Worth, ...],
    courses: tuple[Opening, ...],
    ladder: Ladder,
) -> Counterfactual | None:
    """Find the course the person could start today that gives most places for its days.

    Args:
        person: the standing now.
        points: the score now.
        worth: what each requirement could still give the person.
        courses: courses to try; those whose prerequisites do not hold are passed over.
        ladder: everybody's scores now.

    Returns:
        The course with most places per day, then the best rank, fewest days, most points, id;
        None when no single course gives a better rank.
    """
    rank = ladder.place(points).rank
    if rank == 1:
        return None
    best: _Move | None = None
    for course in courses:
        # Courses come shortest first: when even first place would be too little, all is tried.
        if best is not None and (1 - rank) / (course.module.days or 1) > best[0]:
            break
        more = gain(course.shares, worth)
        if more > 0 and _can_start(course.module, person):
            move = _move(
                course.module, rank, ladder.place_instead(points + more, points).rank, more
            )
            best = move if best is None else min(best, move)
    if best is None or best[1] >= rank:
        return None
    return Counterfactual(best[4], rank, best[1], -best[3])


def _move(module: Module, before: int, after: int, points: float) -> _Move:
    """A move to sort by: most places per day, then best rank, fewest days, most points, id."""
    days = module.days or 1
    return (after - before) / days, after, days, -round(points, 9), module.id


def _can_start(course: Module, person: Standing) -> bool:
    return all(holds(clause, person.level) for clause in course.prerequisites)
