"""GET /health."""

from datetime import date
from typing import Literal

from fastapi import APIRouter

from api.dependencies import Asked
from api.http.errors import responses
from api.views import View

router = APIRouter(tags=["Drift"])


class HealthView(View):
    """Tjenesten kører, og dette er den dag og de data, den svarer ud fra."""

    status: Literal["ok"]
    on: date
    taxonomy: str
    settings: str
    people: int
    needs: int


@router.get("/health", summary="Kører tjenesten?", responses=responses(413))
def health(asked: Asked) -> HealthView:
    """Svarer uden at regne noget ud."""
    region = asked.region
    return HealthView(
        status="ok",
        on=region.on,
        taxonomy=region.taxonomy.id,
        settings=region.settings.hash,
        people=len(region.people),
        needs=len(region.needs),
    )
