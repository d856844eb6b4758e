"""POST /rank: the caller's own plans and people, ranked and forgotten."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from api.dependencies import Asked
from api.http.errors import responses
from api.intake.schemas import Day, PeopleIn, PersonIn, PlanIn, PlansIn
from api.services.rank_posted import RankingsView, rank_posted

router = APIRouter(tags=["Behov"])

EXAMPLE: Final[dict[str, Any]] = {
    "plan": {
        "id": "plan-1",
        "company": "Eksempel A/S",
        "cvr": "00000019",
        "areas": [{"id": "drejning", "title": "Drejning", "employees": ["p-1"]}],
        "needs": [
            {
                "id": "drejer",
                "area": "drejning",
                "title": "CNC-drejer",
                "requirements": [{"kind": "must", "competence": "CNC-drejning", "level": 2}],
            }
        ],
    },
    "people": {
        "people": [
            {
                "id": "p-1",
                "evidence": [
                    {
                        "competence": "CNC-drejning",
                        "level": "begynder",
                        "kind": "job",
                        "judge": "arbejdsgiver",
                        "shown": "2026-06-30",
                        "months": 18,
                    }
                ],
            }
        ]
    },
    "on": "2026-11-22",
}


class RankRequest(BaseModel):
    """Planer og personer i samme form som filerne; se /schema."""

    plan: PlanIn | PlansIn
    people: PeopleIn | list[PersonIn]
    on: Day = Field(None, description="Den dag, der afgør (ÅÅÅÅ-MM-DD); ellers i dag")


async def _body(request: Request) -> bytes:
    return await request.body()


@router.post(
    "/rank",
    summary="Rangér egne personer til egne behov",
    responses=responses(400, 409, 413, 422),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": "#/components/schemas/RankRequest"},
                    "example": EXAMPLE,
                }
            },
        }
    },
)
async def post_rank(asked: Asked, body: Annotated[bytes, Depends(_body)]) -> RankingsView:
    """Svarer med én rangering for hvert behov i planen. Intet gemmes.

    Personerne er pseudonyme: navn, CPR-nummer, alder, køn, helbred og ydelse bliver afvist.
    """
    return await run_in_threadpool(rank_posted, body, asked.region.taxonomy)
