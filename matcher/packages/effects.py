"""What courses are worth in points, told from a person's comparisons alone.

A passed course is current evidence, judged by the school. So it can only raise a requirement's
credit and quality to what the course itself is worth there, and the points gained follow from
the comparisons as they are now; nobody has to be compared anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.facts import Evidence, EvidenceKind, Judge
from matcher.matching.standing import evidence_strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.facts import Need
    from matcher.matching.comparisons import Comparison
    from matcher.matching.scoring import Score
    from matcher.settings import MatchSettings
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy

Shares = tuple[tuple[int, float], ...]
"""Place among a need's scored requirements, and the share of it that courses give (0 to 1)."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Points for one whole share of a requirement, and how much of it is there already.

    Attributes:
        per_credit: points for the whole credit.
        credit: share there now, 0 to 1.
        per_quality: points for the whole quality.
        quality: share there now, 0 to 1.
        strength: how well a course passed now documents what it gives, 0 to 1.
    """

    per_credit: float
    credit: float
    per_quality: float
    quality: float
    strength: float


def worth_of(
    comparisons: tuple[Comparison, ...], now: Score, settings: MatchSettings
) -> tuple[Worth, ...]:
    """What each requirement could still give, in the order of the comparisons.

    Args:
        comparisons: of every scored requirement.
        now: the score they gave.
        settings: as for `now`.

    Returns:
        One entry per comparison.
    """
    possible = {row.key: row.possible for row in now.rows}
    per_weight = settings.evidence_points / (sum(c.requirement.weight for c in comparisons) or 1)
    strength = course_strength(settings)
    return tuple(
        Worth(
            per_credit=possible[c.requirement.key],
            credit=c.credit,
            per_quality=per_weight * c.requirement.weight,
            quality=c.quality,
            strength=strength,
        )
        for c in comparisons
    )


def gain(shares: Shares, worth: tuple[Worth, ...]) -> float:
    """Points that courses giving these shares add, at least 0."""
    points = 0.0
    for place, share in shares:
        old = worth[place]
        points += max(0.0, share - old.credit) * old.per_credit
        points += max(0.0, share * old.strength - old.quality) * old.per_quality
    return points


def shares_of(gives: Mapping[CompetenceId, int], need: Need) -> Shares:
    """The share of each scored requirement that these levels give; those given nothing fall out."""
    found = (
        (place, max(min(gives.get(o.competence, 0), o.level) / o.level for o in r.options))
        for place, r in enumerate((*need.hard, *need.advantages))
    )
    return tuple((place, share) for place, share in found if share > 0)


def combined(modules: Iterable[ModuleId], taxonomy: Taxonomy) -> Mapping[CompetenceId, int]:
    """Levels that all these modules together give."""
    levels: dict[CompetenceId, int] = {}
    for module in modules:
        for competence, level in taxonomy.graph.outcomes(module).items():
            levels[competence] = max(level, levels.get(competence, 0))
    return levels


def course_strength(settings: MatchSettings) -> float:
    """How well a course passed now documents what it gives, 0 to 1."""
    sample = Evidence("course", "course", 1, EvidenceKind.COURSE, Judge.SCHOOL)
    return evidence_strength(sample, settings)


def helpful_modules(need: Need, taxonomy: Taxonomy) -> tuple[ModuleId, ...]:
    """Modules that teach something the need scores, sorted by id."""
    wanted = (o for r in (*need.hard, *need.advantages) for o in r.options)
    found = {m for o in wanted for m in taxonomy.graph.taught_by(o.competence)}
    return tuple(sorted(found))
