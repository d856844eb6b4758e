"""People who may be one person under two ids; only told, never joined."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from matcher.facts import Evidence, Person, PersonId

ALIKE: Final = 85.0
"""Least likeness of the letters of two ids with the same digits, 0 to 100."""
SHORTEST: Final = 3
SHARED: Final = 0.8
"""Least share of all their evidence that two people have in common, 0 to 1."""
FEWEST: Final = 3
FEWEST_UNDATED: Final = 5
COMMON: Final = 30
"""Evidence that more people than this have tells nothing of who they are."""


class Likeness(StrEnum):
    """Why two ids may be one person."""

    ID = "id"
    EVIDENCE = "evidence"


@dataclass(frozen=True, order=True)
class Pair:
    """Two ids that may be one person.

    Attributes:
        share: of their evidence that is the same, 0 to 1.
    """

    first: PersonId
    second: PersonId
    likeness: Likeness
    share: float


def near_doubles(people: Sequence[Person], read: AbstractSet[PersonId]) -> tuple[Pair, ...]:
    """Pairs of which at least one was read now.

    Args:
        people: everybody after the import.
        read: the people of the source.

    Returns:
        Pairs whose ids are nearly spelled the same (letters nearly alike, digits equal), or
        whose evidence is nearly the same, sorted by id.
    """
    shown = {person.id: frozenset(map(_trace, person.evidence)) for person in people}
    pairs = {
        (a, b): Pair(a, b, Likeness.EVIDENCE, share)
        for a, b, share in _alike(shown)
        if {a, b} & read
    }
    for a, b in _spelled_alike(sorted(shown)):
        if {a, b} & read:
            pairs[a, b] = Pair(a, b, Likeness.ID, _share(shown[a], shown[b]))
    return tuple(sorted(pairs.values()))


_Trace = tuple[object, ...]


def _trace(e: Evidence) -> _Trace:
    return (e.competence, e.level, e.kind, e.shown, e.months, e.expires)


def _share(one: frozenset[_Trace], other: frozenset[_Trace]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _alike(
    shown: dict[PersonId, frozenset[_Trace]],
) -> Iterator[tuple[PersonId, PersonId, float]]:
    holders: dict[_Trace, list[PersonId]] = defaultdict(list)
    for person, traces in shown.items():
        for trace in traces:
            holders[trace].append(person)
    pairs = {
        pair
        for people in holders.values()
        if 1 < len(people) <= COMMON
        for pair in combinations(sorted(people), 2)
    }
    for a, b in sorted(pairs):
        same = shown[a] & shown[b]
        dated = any(part is not None for trace in same for part in trace[3:])
        enough = len(same) >= (FEWEST if dated else FEWEST_UNDATED)
        if enough and _share(shown[a], shown[b]) >= SHARED:
            yield a, b, _share(shown[a], shown[b])


def _spelled_alike(ids: Iterable[PersonId]) -> Iterator[tuple[PersonId, PersonId]]:
    """Ids with the same digits whose letters are the same, or differ by a slip."""
    by_digits: dict[tuple[int, ...], list[PersonId]] = defaultdict(list)
    by_all: dict[tuple[object, ...], list[PersonId]] = defaultdict(list)
    for person in ids:
        digits = tuple(map(int, re.findall(r"\d+", person)))
        by_all[(*digits, _letters(person))].append(person)
        by_digits[digits].append(person)
    for same in by_all.values():
        yield from combinations(same[:COMMON], 2)
    for digits, alike in by_digits.items():
        if digits and len(alike) <= COMMON:
            yield from (pair for pair in combinations(alike, 2) if _slip(*pair))


def _letters(person: PersonId) -> str:
    return re.sub(r"[\d\s]+", "", normalise(person))


def _slip(one: PersonId, other: PersonId) -> bool:
    """«boger» for «borger» is one; short letters like p and q mean different things."""
    a, b = _letters(one), _letters(other)
    return min(len(a), len(b)) >= SHORTEST and fuzz.ratio(a, b) >= ALIKE
