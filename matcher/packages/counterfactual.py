"""What would change a place: the one course that moves a person most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.packages.effects import course_strength, helpful_modules
from taxonomy.concepts import ModuleKind

if TYPE_CHECKING:
    from collections.abc import Iterator

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


@dataclass(frozen=True)
class Opening:
    """A course that is one step, and what it is worth to each requirement.

    Attributes:
        shares: place among the need's scored requirements, and the share of it the course gives.
    """

    module: Module
    shares: tuple[tuple[int, float], ...]


def openings(need: Need, taxonomy: Taxonomy) -> tuple[Opening, ...]:
    """Courses short enough to be one step: every helpful module but whole programmes."""
    modules = (taxonomy.modules[m] for m in helpful_modules(need, taxonomy))
    return tuple(
        Opening(module, tuple(_shares(module, need, taxonomy)))
        for module in modules
        if module.kind is not ModuleKind.EUV and module.days is not None
    )


def _shares(module: Module, need: Need, taxonomy: Taxonomy) -> Iterator[tuple[int, float]]:
    gives = taxonomy.graph.outcomes(module.id)
    for place, requirement in enumerate((*need.hard, *need.advantages)):
        share = max(min(gives.get(o.competence, 0), o.level) / o.level for o in requirement.options)
        if share > 0:
            yield place, share


def best_single_course(
    comparisons: tuple[Comparison, ...],
    now: Score,
    person: Standing,
    courses: tuple[Opening, ...],
    ladder: Ladder,
    settings: MatchSettings,
) -> Counterfactual | None:
    """Find the course the person could start today that gives the best new rank.

    Args:
        comparisons: the person's comparisons now.
        now: the person's score now.
        person: the standing now.
        courses: courses to try; those whose prerequisites do not hold are passed over.
        ladder: everybody's scores now.
        settings: as for `now`.

    Returns:
        The course with most points and so the best rank, then fewest days, then id; None when
        no single course gives a better rank.
    """
    rank = ladder.place(now.total).rank
    if rank == 1:
        return None
    worth = _worth(comparisons, now, settings)
    gains = ((-round(_gain(c, worth), 9), c.module.days or 0, c.module.id) for c in courses)
    tried = sorted(gain for gain in gains if gain[0] < 0)
    modules = {course.module.id: course.module for course in courses}
    best = next((gain for gain in tried if _can_start(modules[gain[2]], person)), None)
    if best is None:
        return None
    after = ladder.rank_instead(now.total - best[0], now.total)
    return Counterfactual(best[2], rank, after, -best[0]) if after < rank else None


def _can_start(course: Module, person: Standing) -> bool:
    return all(
        any(person.level(a.competence) >= a.level for a in clause)
        for clause in course.prerequisites
    )


@dataclass(frozen=True, slots=True)
class _Worth:
    """Points for one whole share of a requirement, and how much of it is there already."""

    per_credit: float
    credit: float
    per_quality: float
    quality: float
    strength: float


def _worth(
    comparisons: tuple[Comparison, ...], now: Score, settings: MatchSettings
) -> tuple[_Worth, ...]:
    possible = {row.key: row.possible for row in now.rows}
    per_weight = settings.evidence_points / (sum(c.requirement.weight for c in comparisons) or 1)
    strength = course_strength(settings)
    return tuple(
        _Worth(
            possible[c.requirement.key], c.credit, per_weight * c.requirement.weight, c.quality,
            strength,
        )
        for c in comparisons
    )  # fmt: skip


def _gain(course: Opening, worth: tuple[_Worth, ...]) -> float:
    """Points a passed course adds, told from the old comparisons alone.

    A course is current evidence, so it can only raise a requirement's credit and quality to
    what the course itself is worth there.
    """
    gain = 0.0
    for place, share in course.shares:
        old = worth[place]
        gain += max(0.0, share - old.credit) * old.per_credit
        gain += max(0.0, share * old.strength - old.quality) * old.per_quality
    return gain
