"""GET /gaps."""

from fastapi import APIRouter

from api.dependencies import Asked
from api.http.errors import responses
from api.views import GapsView

router = APIRouter(tags=["Virksomheder"])


@router.get("/gaps", summary="Kompetencegab pr. fagområde", responses=responses(413))
def gaps(asked: Asked) -> GapsView:
    """Hvert fagområdes egne ansatte sammenlignet med fagområdets behov, krav for krav."""
    return asked.gaps()
