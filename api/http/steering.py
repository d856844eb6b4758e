"""GET /assignment and /chains."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import Asked
from api.http.errors import responses
from api.services import steering
from api.views.steering import AssignmentView, ChainsView, SteeredPersonView
from matcher.packages.assignment import CAP, First
from matcher.packages.chains import LONGEST

router = APIRouter(tags=["Fordeling"])

Cap = Annotated[int, Query(ge=1, le=1000, description="Flest, der henvises til én ledig plads")]
ClassCap = Annotated[
    int | None, Query(ge=0, le=10_000, description="Flest på hvert hold; ellers intet loft")
]
Best = Annotated[First, Query(description="Bedst for personen: days (færrest dage) eller fit")]


@router.get(
    "/assignment", summary="Fordeling med loft over trængsel", responses=responses(413, 422)
)
def assignment(
    asked: Asked, cap: Cap = CAP, class_cap: ClassCap = None, first: Best = First.DAYS
) -> AssignmentView:
    """Det bedste for hver person, givet alle de andre: højst så mange henvises til hver plads.

    Ingen er skjult: hver person kan stadig se alle behov; se /assignment/people.
    """
    return asked.steering.assignment(steering.Asked(cap, class_cap, first))


@router.get(
    "/assignment/people/{person}",
    summary="Fordelingen for én person, med alle behov",
    responses=responses(404, 413, 422),
)
def steered_person(
    asked: Asked,
    person: Annotated[str, Path(description="Personens pseudonyme id")],
    cap: Cap = CAP,
    class_cap: ClassCap = None,
    first: Best = First.DAYS,
) -> SteeredPersonView:
    """Forslaget først, så alle andre behov; om andre personer kun antal."""
    return asked.steering.person(person, steering.Asked(cap, class_cap, first))


@router.get("/chains", summary="Kæder af frigjorte jobs", responses=responses(413, 422))
def chains(
    asked: Asked,
    longest: Annotated[int, Query(ge=1, le=20, description="Flest led i en kæde")] = LONGEST,
) -> ChainsView:
    """En ansat løftes til et ledigt job, og en anden overtager det job, der bliver frit."""
    return asked.steering.chains(longest)
