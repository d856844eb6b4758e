"""GET /needs/{need}/people/{person}/calendar: a package on real dates."""

from fastapi import APIRouter

from api.dependencies import Asked
from api.http.errors import responses
from api.http.needs import NeedId, PersonId
from api.views.calendar import CalendarAnswerView

router = APIRouter(prefix="/needs", tags=["Behov"])


@router.get(
    "/{need}/people/{person}/calendar",
    summary="Den bedste kursuspakke på rigtige datoer",
    responses=responses(404, 409, 413, 422),
)
def calendar(asked: Asked, need: NeedId, person: PersonId) -> CalendarAnswerView:
    """Hold, der kan følges, med bevis, alternativer, grunde og hvad hver betingelse koster.

    Kan et krav ikke lukkes, er best.closed falsk, og causes siger, hvad der står i vejen. Er der
    ingen kursushold indlæst, er svaret 409.
    """
    return asked.calendar(need, person)
