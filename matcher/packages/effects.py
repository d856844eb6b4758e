"""What courses do to a person's comparisons and score, worked out from what changes only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.facts import Evidence, EvidenceKind, Judge
from matcher.matching.comparisons import compare
from matcher.matching.scoring import score
from matcher.matching.standing import Shown, Standing, evidence_strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.facts import Need
    from matcher.matching.comparisons import Comparison
    from matcher.matching.scoring import Score
    from matcher.settings import MatchSettings
    from taxonomy.graph import CompetenceGraph
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy


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


def after_courses(
    person: Standing, gives: Mapping[CompetenceId, int], settings: MatchSettings
) -> Standing:
    """The standing of a person who has passed courses giving these levels.

    Args:
        person: the standing before.
        gives: levels by competence, broader ones included.
        settings: a passed course counts as course evidence judged by the school.

    Returns:
        The standing after; nothing held before is lost.
    """
    strength = course_strength(settings)
    gained = {
        competence: (
            Shown(level, level, True, strength, "course", competence),  # noqa: FBT003
            *person.shown.get(competence, ()),
        )
        for competence, level in gives.items()
    }
    return Standing(person.person, {**person.shown, **gained}, person.undated)


def comparisons_after(
    before: tuple[Comparison, ...],
    person: Standing,
    gives: Mapping[CompetenceId, int],
    graph: CompetenceGraph,
    settings: MatchSettings,
) -> tuple[Comparison, ...]:
    """Compare again only where the courses change something.

    Args:
        before: the person's comparisons without the courses.
        person: the standing without the courses.
        gives: levels by competence, broader ones included.
        graph: for near competences.
        settings: as for `before`.

    Returns:
        The comparisons with the courses, in the same order.
    """
    later = after_courses(person, gives, settings)
    return tuple(
        compare(c.requirement, later, graph, settings)
        if any(option.competence in gives for option in c.requirement.options)
        else c
        for c in before
    )


def score_after(
    before: tuple[Comparison, ...],
    person: Standing,
    gives: Mapping[CompetenceId, int],
    graph: CompetenceGraph,
    settings: MatchSettings,
) -> Score:
    """The score a person would have with the courses."""
    return score(comparisons_after(before, person, gives, graph, settings), settings)


def helpful_modules(need: Need, taxonomy: Taxonomy) -> tuple[ModuleId, ...]:
    """Modules that teach something the need scores, sorted by id."""
    wanted = (o for r in (*need.hard, *need.advantages) for o in r.options)
    found = {m for o in wanted for m in taxonomy.graph.taught_by(o.competence)}
    return tuple(sorted(found))
