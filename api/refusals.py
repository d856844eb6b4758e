"""Errors as answers: JSON under /api, a Danish page everywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.errors import HTTP_STATUSES, WrongInputError
from api.http.errors import error_view
from api.middleware import SECURITY_HEADERS, TOO_LARGE
from api.web.errors import error_page
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI
    from starlette.types import Scope

UNPROCESSABLE: Final = 422
SERVER_ERROR: Final = 500
MESSAGES: Final = {
    400: "Forespørgslen kan ikke læses.",
    404: "Adressen findes ikke.",
    405: "Adressen kan ikke bruges på den måde.",
    413: "Forespørgslen fylder mere end 5 MB.",
    422: "Noget i forespørgslen kan ikke bruges.",
    500: "Noget gik galt hos os. Prøv igen; bliver det ved, så giv os besked.",
}


def install(app: FastAPI) -> None:
    """Answer every error of ours and of the framework."""
    for kind, _ in HTTP_STATUSES:
        app.add_exception_handler(kind, _own)
    app.add_exception_handler(HTTPException, _framework)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def refuse_body(scope: Scope) -> Response:
    """The answer to a body that is too large."""
    return answer(Request(scope), TOO_LARGE, MESSAGES[TOO_LARGE])


def answer(
    request: Request,
    status: int,
    message: str,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An error in the form the asker can use.

    Args:
        request: decides between JSON and page by its path.
        status: HTTP status.
        message: what is wrong, in Danish.
        faults: every fault in what was sent.
        headers: more headers, such as the methods that are allowed.

    Returns:
        JSON below /api/, otherwise a page.
    """
    if request.url.path.startswith("/api/"):
        return JSONResponse(error_view(message, faults).model_dump(), status, headers)
    return error_page(request, status, message, faults, headers)


async def _own(request: Request, error: Exception) -> Response:
    status = next(status for kind, status in HTTP_STATUSES if isinstance(error, kind))
    if isinstance(error, WrongInputError):
        return answer(request, status, _count(error.faults), error.faults)
    return answer(request, status, str(error))


def _count(faults: Sequence[Fault]) -> str:
    return f"{len(faults)} fejl; intet er indlæst."


async def _framework(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    message = MESSAGES.get(error.status_code, "Forespørgslen kunne ikke besvares.")
    return answer(request, error.status_code, message, headers=error.headers)


async def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    faults = [_fault(e["type"], e["loc"], e.get("input"), e.get("ctx", {})) for e in error.errors()]
    return answer(request, UNPROCESSABLE, MESSAGES[UNPROCESSABLE], faults)


def _fault(
    kind: str, location: Sequence[str | int], found: object, context: Mapping[str, object]
) -> Fault:
    name = str(location[-1]) if location else ""
    problem, remedy = {
        "missing": ("mangler", f"Tilføj «{name}»"),
        "enum": ("kendes ikke", f"Lovlige: {context.get('expected')}".replace(" or ", ", ")),
        "int_parsing": ("er ikke et helt tal", "Skriv et helt tal"),
        "greater_than_equal": ("er for lille", f"Mindst {context.get('ge')}"),
        "string_too_short": ("er tom", "Skriv mindst ét tegn"),
        "string_too_long": ("er for lang", f"Højst {context.get('max_length')} tegn"),
    }.get(kind, ("kan ikke bruges", "Se beskrivelsen på /api"))
    text = "" if kind == "missing" else shorten(found)
    return Fault("forespørgslen", 0, name, text, problem, remedy.replace("'", ""))


async def _unexpected(request: Request, _: Exception) -> Response:
    # This answer is sent outside all middleware, so it brings the headers itself.
    return answer(request, SERVER_ERROR, MESSAGES[SERVER_ERROR], headers=SECURITY_HEADERS)
