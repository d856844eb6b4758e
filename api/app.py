"""The web application: JSON and pages about one region."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api import refusals
from api.http.openapi import describe
from api.http.router import PREFIX, api_router
from api.middleware import BodyLimit, SecurityHeaders
from api.services.answers import Answers
from api.web.router import web_router

if TYPE_CHECKING:
    from api.services.region import Region

STATIC = Path(__file__).parent / "web" / "static"


class KompetencematchApp(FastAPI):
    """FastAPI with our own description and without pages that load from other hosts."""

    def __init__(self, answers: Answers) -> None:
        """Serve one region; nothing is worked out before it is asked for."""
        super().__init__(docs_url=None, redoc_url=None, openapi_url=f"{PREFIX}/openapi.json")
        self.state.answers = answers

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        if not self.openapi_schema:
            self.openapi_schema = describe(self.routes, self.state.answers.region)
        return self.openapi_schema


def create_app(region: Region, answers: Answers | None = None) -> FastAPI:
    """Assemble JSON, pages, errors and headers for a region.

    Args:
        region: plans and people; kept as they are while the application runs.
        answers: what has been worked out about the region already; nothing when None.

    Returns:
        The application, ready to serve. Rankings are worked out when first asked for and kept.
    """
    app = KompetencematchApp(answers or Answers(region))
    app.include_router(api_router())
    app.include_router(web_router())
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    refusals.install(app)
    app.add_middleware(BodyLimit, refuse=refusals.refuse_body)
    app.add_middleware(SecurityHeaders)
    return app
