"""What ranking can see: an allow-list of fields, held here so that adding one is a decision."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

import pytest

from api.intake.schemas import EvidenceIn, PersonIn
from matcher import facts
from matcher.matching import comparisons, standing

if TYPE_CHECKING:
    from pydantic import BaseModel

SEEN_BY_RANKING = {
    "Person": {"id", "evidence"},
    "Evidence": {
        "id", "competence", "level", "kind", "judge", "shown", "months", "expires", "foreign",
        "suggested",
    },
    "Standing": {"person", "shown", "undated"},
    "Shown": {
        "level", "usable", "current", "foreign", "strength", "evidence", "via", "suggested",
    },
    "Comparison": {
        "requirement", "option", "status", "level", "credit", "quality", "evidence", "via", "near",
        "confirmed",
    },
}  # fmt: skip
NEVER = (
    "age", "birth", "sex", "gender", "name", "origin", "ethnic", "nation", "religion", "address",
    "postcode", "health", "disab", "benefit", "unemploy", "union", "photo", "cpr", "free_text",
)  # fmt: skip


@pytest.mark.parametrize(
    "kind",
    [facts.Person, facts.Evidence, standing.Standing, standing.Shown, comparisons.Comparison],
)
def test_types_that_ranking_sees_hold_only_what_is_allowed(kind: type) -> None:
    assert is_dataclass(kind)
    names = {field.name for field in fields(kind)}
    assert names == SEEN_BY_RANKING[kind.__name__]
    assert not [name for name in names for word in NEVER if word in name]


@pytest.mark.parametrize("shape", [PersonIn, EvidenceIn])
def test_the_border_lets_nothing_else_in(shape: type[BaseModel]) -> None:
    assert shape.model_config["extra"] == "forbid"
    assert set(shape.model_fields) == SEEN_BY_RANKING[shape.__name__.removesuffix("In")]
