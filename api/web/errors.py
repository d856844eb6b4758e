"""Errors as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.web.contexts import ErrorPage
from api.web.rendering import frame, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request
    from starlette.responses import HTMLResponse

    from taxonomy.errors import Fault

TITLES: Final = {
    404: "Siden findes ikke",
    405: "Det kan siden ikke",
    409: "Der er intet svar",
    413: "Det fylder for meget",
    422: "Adressen kan ikke bruges",
    500: "Noget gik galt",
}


def error_page(
    request: Request,
    status: int,
    message: str,
    faults: Iterable[Fault],
    headers: Mapping[str, str] | None,
) -> HTMLResponse:
    """A Danish page about an error, with the status the error has."""
    context = ErrorPage(
        frame=frame(request.app.state.answers.region),
        status=status,
        title=TITLES.get(status, "Det kunne ikke besvares"),
        message=message,
        faults=tuple(map(str, faults)),
    )
    return page(context, status, headers)
