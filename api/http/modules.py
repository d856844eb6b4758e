"""GET /modules/{module}."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.dependencies import Asked
from api.http.errors import responses
from api.services.look_up import look_up_module
from api.views import ModuleView

router = APIRouter(prefix="/modules", tags=["Kompetencer og kurser"])


@router.get("/{module}", summary="Ét kursus", responses=responses(404, 413, 422))
def module(asked: Asked, module: Annotated[str, Path(description="Kursets id")]) -> ModuleView:
    """Kursets titel, status, længde og pris med hjemmel på den dag, der afgør."""
    return look_up_module(asked.region.taxonomy, module, asked.region.on)
