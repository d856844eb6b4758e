"""Use case: which competences may somebody mean by a word?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.views import View

if TYPE_CHECKING:
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Taxonomy

NEAR: Final = 10


class CompetenceHitView(View):
    """En kompetence, som et ord kan stå for."""

    id: str
    label_da: str
    label_en: str
    kind: str


class CompetenceSearchView(View):
    """Det, et ord står for, og det, der ligner."""

    query: str
    exact: list[CompetenceHitView]
    near: list[CompetenceHitView]


def search_competences(taxonomy: Taxonomy, term: str) -> CompetenceSearchView:
    """Find competences by id, label or synonym.

    Args:
        taxonomy: the words to search.
        term: as a person writes it.

    Returns:
        Competences that carry exactly the word, and at most ten others that look like it.
    """
    exact = taxonomy.labels.exact(term)
    near = [i for i in taxonomy.labels.near(term, NEAR) if i not in exact]
    return CompetenceSearchView(
        query=term,
        exact=[_hit(taxonomy, i) for i in exact],
        near=[_hit(taxonomy, i) for i in near],
    )


def _hit(taxonomy: Taxonomy, competence_id: CompetenceId) -> CompetenceHitView:
    found = taxonomy.competences[competence_id]
    return CompetenceHitView(
        id=found.id, label_da=found.label_da, label_en=found.label_en, kind=found.kind
    )
