"""The description of the interface: complete, with working examples from the region served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from api.http.errors import EXAMPLE
from api.http.rank import RankRequest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from starlette.routing import BaseRoute

    from api.services.region import Region

TITLE: Final = "Kompetencematch"
VERSION: Final = "1"
SUMMARY: Final = "Hvem passer til et behov nu, og efter hvilke kurser?"
DESCRIPTION: Final = (
    "De samme svar som på siderne. Personer er pseudonyme id'er; der er ingen oplysninger om "
    "navn, alder, køn, helbred eller ydelse. Titler findes på dansk og engelsk."
)


def describe(routes: Sequence[BaseRoute], region: Region) -> dict[str, Any]:
    """The OpenAPI document.

    Args:
        routes: all routes of the application.
        region: where the examples in the document are taken from.

    Returns:
        OpenAPI 3.1 with every operation, parameter, model and error.
    """
    document = get_openapi(
        title=TITLE, version=VERSION, summary=SUMMARY, description=DESCRIPTION, routes=routes
    )
    schemas = document["components"]["schemas"]
    schemas |= _request_schemas()
    schemas["ErrorView"]["examples"] = [EXAMPLE]
    examples = path_examples(region)
    for operation in operations(document):
        operation["responses"]["200"]["description"] = "Svaret"
        for parameter in operation.get("parameters", []):
            if parameter["name"] in examples:
                parameter["example"] = examples[parameter["name"]]
    return document


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation in an OpenAPI document."""
    for path in document["paths"].values():
        yield from path.values()


def path_examples(region: Region) -> dict[str, str]:
    """An id that exists for each path parameter."""
    employed = {person for plan in region.plans for person in plan.employees}
    # Every question can be asked about somebody who is not employed in one of the companies.
    people = sorted((p.id for p in region.people), key=lambda person: person in employed)
    firsts = {
        "need": next(iter(region.needs), None),
        "person": next(iter(people), None),
        "competence": next(iter(region.taxonomy.competences), None),
        "module": next(iter(region.taxonomy.modules), None),
        "kind": "people",
    }
    return {name: value for name, value in firsts.items() if value is not None}


def _request_schemas() -> dict[str, Any]:
    _, definitions = models_json_schema(
        [(RankRequest, "validation")], ref_template="#/components/schemas/{model}"
    )
    schemas: dict[str, Any] = definitions["$defs"]
    return schemas
