"""Use case: what do we know about this word, and is the taxonomy sound?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from api import views
from api.errors import UnknownThingError
from api.services.showing import Shower
from taxonomy.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import date

    from taxonomy.snapshot import Taxonomy


class TaxonomySummaryView(views.View):
    """Hvad taxonomien rummer; at den kunne bygges, betyder, at alle kontroller er bestået."""

    taxonomy: str
    competences: int
    modules: int
    modules_by_status: dict[str, int]
    programmes: int
    profiles: int
    sources: int
    text_da: str


def look_up(taxonomy: Taxonomy, term: str, on: date) -> views.CompetenceView:
    """Show the competence a word stands for.

    Raises:
        UnknownThingError: naming the nearest competences, when the word stands for none or several.
    """
    try:
        return Shower(taxonomy, on).competence(taxonomy.competence(term))
    except NotFoundError as error:
        near = f" Mente du: {error}?" if str(error) else ""
        message = f"«{term[:80]}» er ikke en entydig kompetence.{near}"
        raise UnknownThingError(message) from None


def look_up_module(taxonomy: Taxonomy, module_id: str, on: date) -> views.ModuleView:
    """Show a course or programme.

    Raises:
        UnknownThingError: when there is none with this id.
    """
    if module_id not in taxonomy.modules:
        message = f"«{module_id[:80]}» er ikke id på et kursus eller en uddannelse i kataloget."
        raise UnknownThingError(message)
    return Shower(taxonomy, on).module(module_id)


def summary(taxonomy: Taxonomy) -> TaxonomySummaryView:
    """Count what a checked taxonomy holds."""
    statuses = Counter(m.origin.status.value for m in taxonomy.modules.values())
    words = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    text = (
        f"Taxonomien er i orden: {len(taxonomy.competences)} kompetencer, "
        f"{len(taxonomy.modules)} kurser og uddannelser ({words}), "
        f"{len(taxonomy.profiles)} jobprofiler, {len(taxonomy.sources)} kilder.\n{taxonomy.id}"
    )
    return TaxonomySummaryView(
        taxonomy=taxonomy.id,
        competences=len(taxonomy.competences),
        modules=len(taxonomy.modules),
        modules_by_status=dict(sorted(statuses.items())),
        programmes=len(taxonomy.programmes),
        profiles=len(taxonomy.profiles),
        sources=len(taxonomy.sources),
        text_da=text,
    )
