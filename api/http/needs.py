"""GET /needs, their rankings and packages."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import Asked
from api.http.errors import responses
from api.services.show_needs import NeedsView, show_needs
from api.views import PackageAnswerView, RankingView
from matcher.packages.problem import Objective
from matcher.packages.upskilling import Order

router = APIRouter(prefix="/needs", tags=["Behov"])

NeedId = Annotated[str, Path(description="Behovets id")]
PersonId = Annotated[str, Path(description="Personens pseudonyme id")]


@router.get("", summary="Alle behov", responses=responses(413))
def needs(asked: Asked) -> NeedsView:
    """Behovene i alle planer med krav, antal og frist."""
    return show_needs(asked.region)


@router.get(
    "/{need}/ranking",
    summary="Alle personer rangeret til et behov",
    responses=responses(404, 413, 422),
)
def ranking(
    asked: Asked,
    need: NeedId,
    order: Annotated[
        Order, Query(description="fit: flest point; days: færrest kursusdage; fee: lavest pris")
    ] = Order.FIT,
    top: Annotated[
        int | None, Query(ge=1, description="Vis kun de første; alle rangeres i alle tilfælde")
    ] = None,
) -> RankingView:
    """Hver person to gange: som de er i dag, og efter deres korteste (eller billigste) pakke."""
    return asked.ranking(need, order, top)


@router.get(
    "/{need}/people/{person}/package",
    summary="Den bedste kursuspakke for en person",
    responses=responses(404, 413, 422),
)
def package(
    asked: Asked,
    need: NeedId,
    person: PersonId,
    least: Annotated[
        Objective, Query(description="days: færrest dage; fee: lavest pris")
    ] = Objective.DAYS,
) -> PackageAnswerView:
    """Pakken med bevis, alternativer og det, tommelfingerregler ville foreslå.

    Kan et krav ikke lukkes med kurser, er best.closed falsk, og best.blocked siger hvorfor.
    """
    return asked.package(need, person, least)
