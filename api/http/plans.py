"""GET /plans."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.dependencies import Asked
from api.http.errors import responses
from api.services.draft_plan import PlanView
from api.services.show_plans import PlansView, list_plans, show_plan

router = APIRouter(prefix="/plans", tags=["Uddannelsesplaner"])

PlanName = Annotated[str, Path(description="Planens navn, fx kabelmontoer")]


@router.get("", summary="Eksempler på uddannelsesplaner", responses=responses(413))
def plans(asked: Asked) -> PlansView:
    """De opdigtede planer, der følger med: art, mål, start, slut og perioder."""
    return list_plans(asked.region)


@router.get("/{plan}", summary="Én uddannelsesplan", responses=responses(404, 413, 422))
def plan(asked: Asked, plan: PlanName) -> PlanView:
    """Planens perioder; dokumentet selv hentes på siden /plan."""
    return show_plan(asked.region, plan)
