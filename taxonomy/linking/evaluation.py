"""Figures of a ranking: how far down the first right form stands, how many of all come early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from taxonomy.linking.melo import LinkingSet


@dataclass(frozen=True)
class Figures:
    """Means over the queries; a query without a right form among those ranked counts as a miss."""

    mrr: float
    map: float
    hit1: float
    hit5: float
    hit10: float


def figures(answered: LinkingSet, ranked: Mapping[str, Sequence[str]]) -> Figures:
    """Measure a ranking against the answers of its set.

    Args:
        answered: the set, with answers.
        ranked: by query id, element ids, best first.

    Returns:
        The figures, 0 to 1.
    """
    answers = answered.answers
    places = {
        query: [at for at, e in enumerate(ranked.get(query, ()), 1) if e in answers.get(query, ())]
        for query in answered.queries
    }
    count = max(1, len(places))
    first = [found[0] for found in places.values() if found]
    return Figures(
        round(sum(1 / at for at in first) / count, 4),
        round(sum(_precision(f, answers.get(q, ())) for q, f in places.items()) / count, 4),
        *(round(sum(at <= depth for at in first) / count, 4) for depth in (1, 5, 10)),
    )


def _precision(places: Sequence[int], answers: Collection[str]) -> float:
    if not answers:
        return 0.0
    return sum(turn / place for turn, place in enumerate(places, 1)) / len(answers)
