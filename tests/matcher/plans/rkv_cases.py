"""Reads the caseworkers' tables of assessments in `tests/rules/rkv/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from api.intake.criteria import load_criteria
from api.intake.locating import TreeLocator
from api.intake.rkv_profile import parse_profile
from matcher.plans.rkv import assess
from matcher.rules.law import LawBook
from taxonomy.loading import data_folder, load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.rules.credit import Assessment
    from matcher.rules.criteria import Criteria
    from matcher.rules.profile import RkvProfile

FOLDER: Final = Path(__file__).parents[2] / "rules" / "rkv"
EXAMPLES: Final = data_folder() / "examples" / "rkv"
FIELDS: Final = {
    "navn", "dato", "profil", "spor", "uger", "fordi", "mangler", "adgang", "klage", "amu",
    "afkortninger", "regel", "kilder",
}  # fmt: skip
TABLE: Final = {"uddannelse", "kriterier", "dato", "udgangspunkt", "sager"}
load_taxonomy_once = cache(load_taxonomy)


@cache
def book() -> LawBook:
    """The product's own dated parameters."""
    return LawBook(load_taxonomy_once().parameters.values())


@cache
def example(name: str) -> Criteria:
    """One of the examples' criteria."""
    return load_criteria(EXAMPLES / name, load_taxonomy_once())[0]


@dataclass(frozen=True)
class Case:
    """One assessment and what is expected of it."""

    file: str
    name: str
    programme: str
    criteria: str | None
    on: date
    profile: dict[str, Any]
    expected: dict[str, Any]

    def __str__(self) -> str:
        """The sentence with its file."""
        return f"{self.file}: {self.name}"

    def assess(self) -> Assessment:
        """The assessment itself."""
        used = example(self.criteria) if self.criteria else None
        programme = load_taxonomy_once().programmes[self.programme]
        return assess(self.read(), programme, self.on, book(), used)

    def read(self) -> RkvProfile:
        """The profile, as it is read from a file."""
        return parse_profile(self.profile, TreeLocator(str(self), ""), load_taxonomy_once())


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every table."""
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in _file(path))


def _file(path: Path) -> Iterator[Case]:
    for table in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert set(table) == TABLE, table
        for case in table["sager"]:
            assert set(case) <= FIELDS, case
            assert {"navn", "profil", "spor", "uger", "kilder"} <= set(case), case
            yield Case(
                file=path.stem,
                name=case["navn"],
                programme=table["uddannelse"],
                criteria=table["kriterier"],
                on=case.get("dato", table["dato"]),
                profile={**table["udgangspunkt"], **case["profil"]},
                expected=case,
            )
