"""Use case: the shapes of the files that can be read, as JSON Schema."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from api.intake.schemas import PeopleIn, PlanIn, PlansIn

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class FileKind(StrEnum):
    """What a file holds."""

    PEOPLE = "people"
    PLAN = "plan"


def describe_files(kind: FileKind) -> dict[str, Any]:
    """The schema of people or plans.

    Args:
        kind: which file.

    Returns:
        JSON Schema (draft 2020-12); a plan file may hold one plan or several.
    """
    if kind is FileKind.PEOPLE:
        return {"$schema": DIALECT, **PeopleIn.model_json_schema()}
    one, several = PlanIn.model_json_schema(), PlansIn.model_json_schema()
    shared = several.pop("$defs")
    one.pop("$defs", None)
    title = "Kompetenceforsyningsplan"
    return {"$schema": DIALECT, "$defs": shared, "title": title, "anyOf": [one, several]}
