"""The page of a competence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.services.look_up import look_up
from api.web import pieces
from api.web.contexts import Choice, CompetencePage
from api.web.rendering import frame
from api.web.words import COMPETENCE_KIND, competence_path, long_date
from api.wording import CONFIDENCE_DA, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.services.region import Region
    from api.views import CompetenceView
    from taxonomy.snapshot import Taxonomy

ESCO_MATCH = {"exact": "samme begreb", "close": "næsten samme begreb", "broad": "bredere begreb"}


def competence_page(region: Region, term: str) -> CompetencePage:
    """What the page of a competence shows.

    Raises:
        UnknownThingError: when the word stands for none or several.
    """
    view = look_up(region.taxonomy, term, region.on)
    notes = pieces.Notes()
    return CompetencePage(
        frame=frame(region),
        label=view.label_da,
        label_en=view.label_en,
        kind=COMPETENCE_KIND[view.kind],
        field=view.field_da,
        definition=view.definition_da,
        synonyms=", ".join(view.synonyms_da),
        broader=_links(view.broader, region.taxonomy),
        narrower=_links(view.narrower, region.taxonomy),
        near=_links(view.near, region.taxonomy),
        valid=_valid(view),
        esco=f"{view.esco_uri} ({ESCO_MATCH[view.esco_match]})" if view.esco_uri else "",
        status=view.status,
        sources=tuple(view.sources),
        as_of=long_date(view.as_of),
        confidence=CONFIDENCE_DA[view.confidence],
        courses=tuple(pieces.course(module, notes) for module in view.taught_by),
        notes=notes.texts,
    )


def _links(labels: Iterable[str], taxonomy: Taxonomy) -> tuple[Choice, ...]:
    return tuple(
        Choice(label, competence_path(taxonomy.labels.exact(label)[0]), current=False)
        for label in labels
    )


def _valid(view: CompetenceView) -> str:
    if view.kind != "certificate":
        return ""
    if view.valid_years is None:
        return "Vi kender ingen tidsgrænse."
    return f"Gælder i {counted(view.valid_years, 'år', 'år')}."
