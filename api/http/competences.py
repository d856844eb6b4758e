"""GET /competences: search, and one by id."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import Asked
from api.http.errors import responses
from api.services.look_up import look_up
from api.services.search_competences import CompetenceSearchView, search_competences
from api.views import CompetenceView

router = APIRouter(prefix="/competences", tags=["Kompetencer og kurser"])


@router.get("", summary="Søg efter kompetencer", responses=responses(413, 422))
def search(
    asked: Asked,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=200,
            description="Id, navn eller synonym, på dansk eller engelsk",
            examples=["drejer"],
        ),
    ],
) -> CompetenceSearchView:
    """Kompetencer, ordet står for, og højst ti, der ligner."""
    return search_competences(asked.region.taxonomy, q)


@router.get("/{competence}", summary="Én kompetence", responses=responses(404, 413, 422))
def competence(
    asked: Asked, competence: Annotated[str, Path(description="Kompetencens id eller navn")]
) -> CompetenceView:
    """Alt, hvad vi ved: definition, synonymer, nære kompetencer, kilde og kurser."""
    return look_up(asked.region.taxonomy, competence, asked.region.on)
