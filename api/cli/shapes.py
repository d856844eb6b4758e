"""JSON Schema of the files that can be read."""

from __future__ import annotations

from typing import Any

from api.errors import WrongInputError
from api.intake.schemas import PeopleIn, PlanIn, PlansIn
from taxonomy.errors import Fault


def json_schema(what: str) -> dict[str, Any]:
    """The schema of people or plans.

    Args:
        what: "people" or "plan".

    Returns:
        JSON Schema (draft 2020-12).

    Raises:
        WrongInputError: for any other word.
    """
    schemas = {
        "people": PeopleIn.model_json_schema,
        "plan": lambda: _either(PlanIn.model_json_schema(), PlansIn.model_json_schema()),
    }
    if what not in schemas:
        raise WrongInputError(
            [Fault("kommandolinjen", 0, "schema", what, "kendes ikke", "Lovlige: people, plan")]
        )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schemas[what]()}


def _either(one: dict[str, Any], several: dict[str, Any]) -> dict[str, Any]:
    shared = several.pop("$defs")
    one.pop("$defs", None)
    return {"$defs": shared, "title": "Kompetenceforsyningsplan", "anyOf": [one, several]}
