"""What a plan leads to: its subjects, and every competence before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.plans.plan import Growth, Subject
from taxonomy.concepts import LEVEL_NAMES, CompetenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.plans.plan import PlanCourse
    from matcher.plans.request import PlanRequest
    from taxonomy.concepts import Programme
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Taxonomy


def subjects(
    request: PlanRequest, programme: Programme | None, taxonomy: Taxonomy
) -> tuple[Subject, ...]:
    """The education's subjects where data give them; otherwise what it gives, as our proposal.

    Args:
        request: with the subjects of the education's order, if somebody has told.
        programme: the education; None for a plan of courses.
        taxonomy: names of competences.

    Returns:
        Subjects in the order given.
    """
    if request.subjects or programme is None:
        return request.subjects
    found = []
    for outcome in programme.outcomes:
        competence = taxonomy.competences[outcome.competence]
        if competence.kind is not CompetenceKind.CERTIFICATE:
            found.append(
                Subject(
                    competence.label_da, competence.label_en, LEVEL_NAMES[outcome.level], None,
                    None, proposed=True, source_da="vores skøn over uddannelsens udbytte",
                )
            )  # fmt: skip
    return tuple(found)


def growth(
    request: PlanRequest,
    courses: Sequence[PlanCourse],
    programme: Programme | None,
    taxonomy: Taxonomy,
) -> tuple[Growth, ...]:
    """Every competence the plan touches or the job asks for, before and after.

    Args:
        request: levels held before, and what the job needs.
        courses: each gives what it gives, broader competences included.
        programme: its outcomes hold when it is finished; only when it is part of the plan.
        taxonomy: names and broader competences.

    Returns:
        What the job needs first, then the rest in the order of the plan.
    """
    gained: dict[CompetenceId, int] = {}
    for competence, level in _given(courses, programme):
        for reached in taxonomy.graph.broader(competence):
            gained[reached] = max(level, gained.get(reached, 0))
    told = [c for c, _ in _given(courses, programme)]
    rows = []
    for each in dict.fromkeys([*request.needed, *told]):
        touched = taxonomy.competences[each]
        before = request.levels.get(each, 0)
        rows.append(
            Growth(
                each, touched.label_da, touched.label_en, before,
                max(before, gained.get(each, 0)), request.needed.get(each),
                touched.kind is CompetenceKind.CERTIFICATE,
            )
        )  # fmt: skip
    return tuple(rows)


def _given(
    courses: Iterable[PlanCourse], programme: Programme | None
) -> list[tuple[CompetenceId, int]]:
    own = [(a.competence, a.level) for a in programme.outcomes] if programme else []
    return [*(gift for course in courses for gift in course.gives), *own]
