"""The score: additive rows that can be re-derived one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING

from matcher.matching.comparisons import Comparison, compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matcher.facts import Need
    from matcher.matching.standing import Standing
    from matcher.settings import MatchSettings
    from taxonomy.graph import CompetenceGraph


class RowKind(StrEnum):
    """What a row of a score is about."""

    START = "start"
    MUST = "must"
    GROUP = "one_of"
    ADVANTAGE = "advantage"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One addend of a score.

    Attributes:
        key: the requirement's key; "start" and "evidence" for the other two rows.
        points: what it adds, equal to `share` times `possible`.
        possible: the most it could add.
        share: 0 to 1.
    """

    kind: RowKind
    key: str
    points: float
    possible: float
    share: float


@dataclass(frozen=True, slots=True)
class Score:
    """Rows and their sum: 0 to 100 points."""

    total: float
    rows: tuple[ScoreRow, ...]


def compare_all(
    need: Need, person: Standing, graph: CompetenceGraph, settings: MatchSettings
) -> tuple[Comparison, ...]:
    """Compare a person with every scored requirement of a need, hard ones first.

    Traits are left out: they are for the talk with the person and are never scored.
    """
    scored = (*need.hard, *need.advantages)
    return tuple(compare(r, person, graph, settings) for r in scored)


def score(comparisons: Iterable[Comparison], settings: MatchSettings) -> Score:
    """Add up the points of one person for one need.

    Args:
        comparisons: of every scored requirement of the need.
        settings: the points to share out.

    Returns:
        The rows (start, one per requirement and group, one per advantage, evidence) and
        their sum. More competence never gives fewer points: every row only grows with it.
    """
    listed = tuple(comparisons)
    hard = [c for c in listed if c.requirement.hard]
    plus = [c for c in listed if not c.requirement.hard]
    hard_points, plus_points = _pots(settings, hard=bool(hard), plus=bool(plus))
    rows = (
        ScoreRow(RowKind.START, "start", 0.0, 0.0, 0.0),
        *_rows(hard, hard_points),
        *_rows(plus, plus_points),
        _evidence_row(listed, settings),
    )
    return Score(fsum(row.points for row in rows), rows)


def _pots(settings: MatchSettings, *, hard: bool, plus: bool) -> tuple[float, float]:
    both = settings.hard_points + settings.advantage_points
    if not plus:
        return both, 0.0
    if not hard:
        return 0.0, both
    return settings.hard_points, settings.advantage_points


def _rows(comparisons: list[Comparison], pot: float) -> tuple[ScoreRow, ...]:
    weights = sum(c.requirement.weight for c in comparisons)
    return tuple(
        ScoreRow(
            RowKind(c.requirement.kind.value),
            c.requirement.key,
            c.credit * (possible := pot * c.requirement.weight / weights),
            possible,
            c.credit,
        )
        for c in comparisons
    )


def _evidence_row(comparisons: tuple[Comparison, ...], settings: MatchSettings) -> ScoreRow:
    weights = sum(c.requirement.weight for c in comparisons)
    documented = fsum(c.requirement.weight * c.quality for c in comparisons)
    share = documented / weights if weights else 0.0
    possible = settings.evidence_points
    return ScoreRow(RowKind.EVIDENCE, "evidence", share * possible, possible, share)
