"""GET /cohort and /new-course."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import Asked
from api.http.errors import responses
from api.services.cohort import DEFAULT_LIMITS
from api.views.cohort import CohortView, NewCourseView
from matcher.packages.cohort.problem import Limits
from matcher.packages.new_course import CourseSize

router = APIRouter(tags=["Fælles hold"])


@router.get("/cohort", summary="Gruppepakke for alle virksomheder", responses=responses(409, 422))
def cohort(
    asked: Asked,
    least: Annotated[
        int, Query(ge=1, le=1_000, description="Færrest deltagere på et hold")
    ] = DEFAULT_LIMITS.least,
    most: Annotated[
        int, Query(ge=1, le=1_000, description="Flest deltagere på et hold")
    ] = DEFAULT_LIMITS.most,
    days: Annotated[
        int, Query(ge=0, le=60, description="Flest kursusdage for én person")
    ] = DEFAULT_LIMITS.days,
    budget: Annotated[
        int | None, Query(ge=0, le=10**9, description="Kroner til deltagerbetaling")
    ] = None,
) -> CohortView:
    """Fælles kerne, haler, hvem der ender hvor, hvad grænserne koster, og hvem der betaler hvad.

    Flest pladser besat, så færrest kursusdage i alt, så lavest kendt pris. `proof` siger, om det
    er bevist bedst, bedst blandt de undersøgte pakker, eller om tiden slap op.
    """
    return asked.cohort(Limits(least, most, DEFAULT_LIMITS.classes, days, budget))


@router.get("/new-course", summary="Det kursus, netværket mangler", responses=responses(409, 422))
def new_course(
    asked: Asked,
    outcomes: Annotated[int, Query(ge=1, le=6, description="Flest kompetencer, kurset giver")] = 3,
    days: Annotated[int, Query(ge=1, le=60, description="Længden, som forslag")] = 5,
    lift: Annotated[int, Query(ge=1, le=4, description="Flest niveauer, det løfter nogen")] = 2,
) -> NewCourseView:
    """Det nye kursus, der ville besætte flest pladser. Altid et forslag uden officiel titel."""
    return asked.new_course(CourseSize(outcomes, days, lift))
