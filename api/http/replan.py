"""GET /needs/{need}/people/{person}/replan: the best plan on dates, after an event."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import Asked
from api.errors import WrongInputError
from api.http.errors import responses
from api.http.needs import NeedId, PersonId
from api.services.replan import best_plan, replan_need
from api.views.replan import ReplanView
from matcher.packages.calendar.problem import Period
from matcher.packages.calendar.replanning import Event
from taxonomy.errors import Fault

router = APIRouter(prefix="/needs", tags=["Behov"])


@router.get(
    "/{need}/people/{person}/replan",
    summary="Den bedste plan på datoer, lagt om efter en hændelse",
    responses=responses(404, 409, 413, 422),
)
def replanned(
    asked: Asked,
    need: NeedId,
    person: PersonId,
    cancelled: Annotated[
        list[str] | None, Query(description="Hold, der er aflyst; kan gentages", max_length=50)
    ] = None,
    ill_from: Annotated[date | None, Query(description="Første dag uden mulighed")] = None,
    ill_to: Annotated[date | None, Query(description="Sidste dag uden mulighed")] = None,
    by: Annotated[date | None, Query(description="Behovets nye frist")] = None,
    on: Annotated[date | None, Query(description="Dagen, det vides; ellers regionens")] = None,
) -> ReplanView:
    """Gammel og ny plan, hver ændring og grunden til den; kan intet lukke, er closed falsk."""
    region = asked.region
    event = Event(on or region.on, frozenset(cancelled or ()), _ill(ill_from, ill_to), by)
    return replan_need(region, need, person, best_plan(region, need, person), event)


def _ill(first: date | None, last: date | None) -> Period | None:
    if first is None and last is None:
        return None
    if first is None or last is None or last < first:
        problem, remedy = "er ikke en periode", "Skriv både ill_from og ill_to, den første først"
        raise WrongInputError([Fault("forespørgslen", 0, "ill_to", str(last), problem, remedy)])
    return Period(first, last)
