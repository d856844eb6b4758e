"""What would change a place: the one course that moves a person most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.matching.comparisons import compare
from matcher.packages.effects import after_courses, helpful_modules
from taxonomy.concepts import ModuleKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.facts import Need
    from matcher.matching.comparisons import Comparison
    from matcher.matching.ranking import Ladder
    from matcher.matching.scoring import Score
    from matcher.matching.standing import Standing
    from matcher.settings import MatchSettings
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


def openings(need: Need, taxonomy: Taxonomy) -> tuple[Module, ...]:
    """Courses short enough to be one step: every helpful module but whole programmes."""
    modules = (taxonomy.modules[m] for m in helpful_modules(need, taxonomy))
    return tuple(m for m in modules if m.kind is not ModuleKind.EUV and m.days is not None)


def best_single_course(
    comparisons: tuple[Comparison, ...],
    now: Score,
    person: Standing,
    courses: tuple[Module, ...],
    ladder: Ladder,
    taxonomy: Taxonomy,
    settings: MatchSettings,
) -> Counterfactual | None:
    """Find the course the person could start today that gives the best new rank.

    Args:
        comparisons: the person's comparisons now.
        now: the person's score now.
        person: the standing now.
        courses: courses to try; those whose prerequisites do not hold are passed over.
        ladder: everybody's scores now.
        taxonomy: for what courses give.
        settings: as for `now`.

    Returns:
        The course with the best rank, then most points, then fewest days, then id;
        None when no single course gives a better rank.
    """
    rank = ladder.place(now.total).rank
    if rank == 1:
        return None
    weights = _points_per_share(comparisons, now, settings)
    tried = []
    for course in courses:
        if not _can_start(course, person):
            continue
        gives = taxonomy.graph.outcomes(course.id)
        gain = _gain(comparisons, weights, person, gives, taxonomy, settings)
        if gain > 0:
            new = ladder.rank_instead(now.total + gain, now.total)
            tried.append((new, -round(gain, 9), course.days or 0, course.id))
    best = min(tried, default=None)
    if best is None or best[0] >= rank:
        return None
    return Counterfactual(best[3], rank, best[0], -best[1])


def _can_start(course: Module, person: Standing) -> bool:
    return all(
        any(person.level(a.competence) >= a.level for a in clause)
        for clause in course.prerequisites
    )


def _points_per_share(
    comparisons: tuple[Comparison, ...], now: Score, settings: MatchSettings
) -> tuple[tuple[float, float], ...]:
    """Points for one whole share of credit, and of quality, for each comparison."""
    possible = {row.key: row.possible for row in now.rows}
    total = sum(c.requirement.weight for c in comparisons) or 1
    return tuple(
        (
            possible[c.requirement.key],
            settings.evidence_points * c.requirement.weight / total,
        )
        for c in comparisons
    )


def _gain(
    comparisons: tuple[Comparison, ...],
    weights: tuple[tuple[float, float], ...],
    person: Standing,
    gives: Mapping[str, int],
    taxonomy: Taxonomy,
    settings: MatchSettings,
) -> float:
    affected = [
        (c, w)
        for c, w in zip(comparisons, weights, strict=True)
        if any(option.competence in gives for option in c.requirement.options)
    ]
    if not affected:
        return 0.0
    later = after_courses(person, gives, settings)
    gain = 0.0
    for old, (per_credit, per_quality) in affected:
        new = compare(old.requirement, later, taxonomy.graph, settings)
        gain += (new.credit - old.credit) * per_credit + (new.quality - old.quality) * per_quality
    return gain
