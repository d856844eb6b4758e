"""Gaps: of a person to a need, and of a company by fagområde."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.matching.comparisons import GapStatus
from matcher.matching.scoring import compare_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.facts import Area, CompetencePlan, Need, PersonId, Requirement
    from matcher.matching.comparisons import Comparison
    from matcher.matching.standing import Standing
    from matcher.settings import MatchSettings
    from taxonomy.graph import CompetenceGraph


@dataclass(frozen=True)
class PersonGap:
    """One person against one need, requirement by requirement."""

    person: PersonId
    comparisons: tuple[Comparison, ...]

    @property
    def fit(self) -> bool:
        """Whether every hard demand is met today."""
        return all(c.met for c in self.comparisons if c.requirement.hard)

    @property
    def suggested(self) -> bool:
        """Whether being fit rests on something nobody has confirmed."""
        return self.fit and any(c.suggested for c in self.comparisons if c.requirement.hard)


@dataclass(frozen=True)
class RequirementGap:
    """How a fagområde's people stand to one requirement.

    Attributes:
        counts: people by status; every status is there.
        nearest: people who lack it but are close (expired or one level short), by id.
        suggested: of the counts, those that rest on evidence nobody has confirmed.
    """

    requirement: Requirement
    counts: Mapping[GapStatus, int]
    nearest: tuple[PersonId, ...]
    suggested: Mapping[GapStatus, int]


@dataclass(frozen=True)
class NeedGap:
    """How a fagområde's people stand to one need.

    Attributes:
        fit: employees who meet every hard demand today, by id.
        unconfirmed: of `fit`, those who do so only by evidence nobody has confirmed.
        lacking: people still wanted when those have been counted, at least 0.
    """

    need: Need
    people: tuple[PersonGap, ...]
    requirements: tuple[RequirementGap, ...]
    fit: tuple[PersonId, ...]
    lacking: int
    unconfirmed: tuple[PersonId, ...] = ()


@dataclass(frozen=True)
class AreaGap:
    """One fagområde: its people against each of its needs.

    Attributes:
        unknown: employees named in the plan about whom nothing was given.
    """

    area: Area
    needs: tuple[NeedGap, ...]
    unknown: tuple[PersonId, ...]


def person_gap(
    need: Need, person: Standing, graph: CompetenceGraph, settings: MatchSettings
) -> PersonGap:
    """Compare one person with one need."""
    return PersonGap(person.person, compare_all(need, person, graph, settings))


def company_gaps(
    plan: CompetencePlan,
    people: Mapping[PersonId, Standing],
    graph: CompetenceGraph,
    settings: MatchSettings,
) -> tuple[AreaGap, ...]:
    """Compare each fagområde's own people with the needs of the fagområde.

    Args:
        plan: the company's plan.
        people: standings by person id; employees may be missing from it.
        graph: for broader and near competences.
        settings: for the credit of what has expired.

    Returns:
        One entry per fagområde, in the plan's order.
    """
    return tuple(_area_gap(area, plan, people, graph, settings) for area in plan.areas)


def _area_gap(
    area: Area,
    plan: CompetencePlan,
    people: Mapping[PersonId, Standing],
    graph: CompetenceGraph,
    settings: MatchSettings,
) -> AreaGap:
    known = [people[person] for person in sorted(area.employees) if person in people]
    needs = tuple(
        _need_gap(need, tuple(person_gap(need, p, graph, settings) for p in known))
        for need in plan.needs
        if need.area == area.id
    )
    unknown = tuple(person for person in sorted(area.employees) if person not in people)
    return AreaGap(area, needs, unknown)


def _need_gap(need: Need, people: tuple[PersonGap, ...]) -> NeedGap:
    fit = tuple(gap.person for gap in people if gap.fit)
    scored = (*need.hard, *need.advantages)
    requirements = tuple(_requirement_gap(r, i, people) for i, r in enumerate(scored))
    unconfirmed = tuple(gap.person for gap in people if gap.suggested)
    lacking = max(0, need.headcount - len(fit))
    return NeedGap(need, people, requirements, fit, lacking, unconfirmed)


def _requirement_gap(
    requirement: Requirement, place: int, people: tuple[PersonGap, ...]
) -> RequirementGap:
    compared = [gap.comparisons[place] for gap in people]
    counts = Counter(c.status for c in compared)
    unsure = Counter(c.status for c in compared if c.suggested)
    close = {GapStatus.EXPIRED, GapStatus.NEARLY}
    nearest = tuple(g.person for g in people if g.comparisons[place].status in close)
    by_status = ({s: n[s] for s in GapStatus} for n in (counts, unsure))
    every, suggested = by_status
    return RequirementGap(requirement, every, nearest, suggested)
