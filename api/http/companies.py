"""GET /companies."""

from fastapi import APIRouter

from api.dependencies import Asked
from api.http.errors import responses
from api.services.show_companies import CompaniesView

router = APIRouter(tags=["Virksomheder"])


@router.get("/companies", summary="Alle virksomheder i korte træk", responses=responses(413))
def companies(asked: Asked) -> CompaniesView:
    """Virksomheder, fagområder og behov: hvor mange passer i dag, og hvor nær er de næste."""
    return asked.companies()
