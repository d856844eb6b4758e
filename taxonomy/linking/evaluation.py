"""Figures of a ranking and of a classification, from the answers and what was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sklearn.metrics import accuracy_score, f1_score

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


@dataclass(frozen=True)
class ClassFigures:
    """How well classes were predicted; F1 over every class that is right or given somewhere."""

    weighted_f1: float
    accuracy: float
    macro_f1: float


def class_figures(right: Sequence[str], predicted: Sequence[str]) -> ClassFigures:
    """Measure predicted classes.

    Args:
        right: the class of each phrase.
        predicted: the class given to each, in the same order.

    Returns:
        The figures, 0 to 1; a class that is never given has F1 0.
    """
    weighted, macro = (
        float(f1_score(right, predicted, average=kind, zero_division=0))
        for kind in ("weighted", "macro")
    )
    accuracy = float(accuracy_score(right, predicted))
    return ClassFigures(round(weighted, 4), round(accuracy, 4), round(macro, 4))
