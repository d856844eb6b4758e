"""Reads the caseworkers' tables in `tests/rules/`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from api.intake.locating import TreeLocator
from api.intake.rule_facts import parse_facts
from matcher.rules.registry import RULES
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.rules.asking import Facts

FOLDER: Final = Path(__file__).parents[2] / "rules"
FIELDS: Final = {
    "navn", "dato", "dage", "fakta", "svar", "udfald", "fordi", "mangler", "kilder", "simulering",
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """One case: a sentence, a day, facts, and what is expected."""

    file: str
    rule: str
    name: str
    on: date
    facts: Facts
    verdict: str
    outcome: str | None
    reason: str
    missing: str
    sources: tuple[str, ...]
    simulate: bool
    over_days: bool

    def __str__(self) -> str:
        """The sentence with rule and day."""
        return f"{self.rule}: {self.name} ({self.on})"


@cache
def written_cases() -> tuple[Written, ...]:
    """Every case of every table."""
    return tuple(case for path in sorted(FOLDER.glob("*.yaml")) for case in _file(path))


def _file(path: Path) -> Iterator[Written]:
    for table in yaml.safe_load(path.read_text(encoding="utf-8")):
        assert set(table) <= {"regel", "udgangspunkt", "sager"}, table
        for case in table["sager"]:
            assert set(case) <= FIELDS, case
            yield from _case(path.name, table, case)


def _case(file: str, table: dict[str, Any], case: dict[str, Any]) -> Iterator[Written]:
    rule = RULES[table["regel"]]
    told = {**table.get("udgangspunkt", {}), **case.get("fakta", {})}
    told = {key: value for key, value in told.items() if value is not None}
    facts = parse_facts(told, TreeLocator(f"{file}: {case['navn']}", ""), rule.facts,
                        load_taxonomy_once().parameters)  # fmt: skip
    for day, answer in _days(case).items():
        verdict, dash, outcome = answer.partition(" – ")
        assert type(day) is date, case
        yield Written(
            file=file,
            rule=rule.name,
            name=case["navn"],
            on=day,
            facts=facts,
            verdict=verdict,
            outcome=outcome if dash else None,
            reason=case.get("fordi", ""),
            missing=case.get("mangler", ""),
            sources=tuple(case["kilder"]),
            simulate=case.get("simulering", False),
            over_days="dage" in case,
        )


def _days(case: dict[str, Any]) -> dict[date, str]:
    if "dage" in case:
        assert not {"dato", "svar", "udfald"} & set(case), case
        return dict(case["dage"])
    outcome = f" – {case['udfald']}" if "udfald" in case else ""
    return {case["dato"]: case["svar"] + outcome}


load_taxonomy_once = cache(load_taxonomy)
