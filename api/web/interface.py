"""The page about the JSON interface, made from its OpenAPI document and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from api.web.contexts import ApiPage, Operation, OperationGroup, Parameter
from api.web.rendering import frame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.services.region import Region

PLACES: Final = {"path": "i adressen", "query": "efter ?"}
TYPES: Final = {"string": "tekst", "integer": "helt tal", "null": ""}


def api_page(region: Region, document: Mapping[str, Any], address: str) -> ApiPage:
    """What the page shows.

    Args:
        region: for what stands around the page.
        document: the OpenAPI document.
        address: where the document itself can be read.

    Returns:
        Every operation with parameters, answers and an example, under its tag.
    """
    groups: dict[str, list[Operation]] = {}
    schemas = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            shown = _operation(method, path, operation, schemas)
            groups.setdefault(operation["tags"][0], []).append(shown)
    return ApiPage(
        frame=frame(region),
        description=document["info"]["description"],
        document=address,
        groups=tuple(OperationGroup(name, tuple(found)) for name, found in groups.items()),
    )


def _operation(
    method: str, path: str, value: Mapping[str, Any], schemas: Mapping[str, Any]
) -> Operation:
    content = value.get("requestBody", {}).get("content", {}).get("application/json", {})
    example = content.get("example")
    parameters = value.get("parameters", [])
    return Operation(
        anchor=value["operationId"],
        method=method.upper(),
        path=path,
        summary=value["summary"],
        paragraphs=tuple(value["description"].split("\n\n")),
        parameters=tuple(_parameter(p, schemas) for p in parameters),
        body=json.dumps(example, ensure_ascii=False, indent=2) if example else "",
        answers=tuple((status, a["description"]) for status, a in value["responses"].items()),
        example=_example(path, parameters) if method == "get" else "",
    )


def _parameter(value: Mapping[str, Any], schemas: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=value["name"],
        place=PLACES[value["in"]],
        required=value.get("required", False),
        type=_type(value["schema"], schemas),
        text=value.get("description", ""),
    )


def _type(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return _type(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if "anyOf" in schema:
        return " | ".join(filter(None, (_type(s, schemas) for s in schema["anyOf"])))
    return TYPES.get(schema.get("type", ""), str(schema.get("type", "")))


def _example(path: str, parameters: list[Mapping[str, Any]]) -> str:
    """An address that can be asked, or nothing when the region has no example to give."""
    query = {}
    for parameter in parameters:
        examples = parameter["schema"].get("examples", [None])
        value = parameter.get("example", examples[0])
        if value is None and parameter.get("required"):
            return ""
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(value, safe=""))
        elif value is not None:
            query[parameter["name"]] = value
    return f"{path}?{urlencode(query)}" if query else path
