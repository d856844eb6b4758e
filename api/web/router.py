"""The addresses of the pages."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from api.dependencies import Asked
from api.services.cohort import DEFAULT_LIMITS
from api.services.show_plans import draw_plan
from api.web.about import about_page
from api.web.calendar import calendar_page
from api.web.cohort import cohort_page
from api.web.competence import competence_page
from api.web.interface import api_page
from api.web.need import Sorting, need_page
from api.web.overview import overview
from api.web.person import Least, person_page
from api.web.plans import plans_page
from api.web.rendering import page
from api.web.replan import replan_page
from api.web.rkv import rkv_page
from api.web.steering import assignment_page, chains_page, steered_page

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def web_router() -> APIRouter:
    """All pages."""
    return router


@router.get("/")
def show_overview(asked: Asked) -> HTMLResponse:
    """All companies."""
    return page(overview(asked))


@router.get("/behov/{need}")
def show_need(
    asked: Asked,
    need: str,
    orden: Sorting = Sorting.FIT,
    side: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> HTMLResponse:
    """Everybody ranked for a need."""
    return page(need_page(asked, need, orden, side))


@router.get("/behov/{need}/person/{person}")
def show_person(asked: Asked, need: str, person: str, mindst: Least = Least.DAYS) -> HTMLResponse:
    """One person for one need."""
    return page(person_page(asked, need, person, mindst))


@router.get("/behov/{need}/person/{person}/kalender")
def show_calendar(asked: Asked, need: str, person: str) -> HTMLResponse:
    """One person for one need on real dates."""
    return page(calendar_page(asked, need, person))


@router.get("/omplanlaegning")
def show_replan(asked: Asked, behov: str = "", person: str = "", aflyst: str = "") -> HTMLResponse:
    """A plan after a cancelled run."""
    return page(replan_page(asked, behov, person, aflyst))


@router.get("/kompetence/{term:path}")
def show_competence(asked: Asked, term: str) -> HTMLResponse:
    """One competence, by id, name or synonym."""
    return page(competence_page(asked.region, term))


@router.get("/plan")
def show_plans(asked: Asked) -> HTMLResponse:
    """The example plans."""
    return page(plans_page(asked.region))


@router.get("/plan/{file}", response_class=Response)
def fetch_plan(asked: Asked, file: str) -> Response:
    """One example plan as a file."""
    content, media = draw_plan(asked.region, file)
    name = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(content, media_type=media, headers=name)


Cap = Annotated[int, Query(ge=1, le=1000)]
ClassCap = Annotated[int | None, Query(ge=0, le=10_000)]


@router.get("/fordeling")
def show_assignment(asked: Asked, loft: Cap = 3, hold: ClassCap = None) -> HTMLResponse:
    """Everybody steered, so that no vacancy is crowded."""
    return page(assignment_page(asked, loft, hold))


@router.get("/fordeling/person/{person}")
def show_steered(asked: Asked, person: str, loft: Cap = 3, hold: ClassCap = None) -> HTMLResponse:
    """One person in the assignment."""
    return page(steered_page(asked, person, loft, hold))


@router.get("/kaeder")
def show_chains(asked: Asked, led: Annotated[int, Query(ge=1, le=20)] = 3) -> HTMLResponse:
    """Vacancy chains."""
    return page(chains_page(asked, led))


@router.get("/rkv")
def show_rkv(
    asked: Asked, person: str = "lang-erfaring", start: date = date(2025, 8, 4)
) -> HTMLResponse:
    """An assessment of a made-up person."""
    return page(rkv_page(asked.region, person, start))


@router.get("/hold")
def show_cohort(
    asked: Asked,
    mindst: Annotated[int, Query(ge=1, le=1_000)] = DEFAULT_LIMITS.least,
    hoejst: Annotated[int, Query(ge=1, le=1_000)] = DEFAULT_LIMITS.most,
    dage: Annotated[int, Query(ge=0, le=60)] = DEFAULT_LIMITS.days,
    budget: Annotated[str, Query(pattern=r"^\d{0,9}$")] = "",
) -> HTMLResponse:
    """The group package of the region."""
    return page(cohort_page(asked, (mindst, hoejst, dage), int(budget) if budget else None))


@router.get("/om")
def show_about(asked: Asked) -> HTMLResponse:
    """What the ranking is and is not."""
    return page(about_page(asked.region))


@router.get("/api")
def show_interface(asked: Asked, request: Request) -> HTMLResponse:
    """The JSON interface."""
    return page(api_page(asked.region, request.app.openapi(), request.app.openapi_url))
