"""All resources under one prefix."""

from fastapi import APIRouter

from api.http import (
    calendar,
    cohort,
    companies,
    competences,
    gaps,
    health,
    modules,
    needs,
    plans,
    rank,
    replan,
    schemas,
    steering,
)

PREFIX = "/api/v1"


def api_router() -> APIRouter:
    """The resources of version 1."""
    router = APIRouter(prefix=PREFIX)
    for resource in (
        companies,
        gaps,
        needs,
        calendar,
        replan,
        cohort,
        rank,
        steering,
        competences,
        modules,
        plans,
        schemas,
        health,
    ):
        router.include_router(resource.router)
    return router
